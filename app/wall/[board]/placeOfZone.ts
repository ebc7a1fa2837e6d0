/** The place that an IANA zone is named after: Europe/Istanbul is Istanbul, America/Port_of_Spain Port of Spain. */
export function placeOfZone(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}
