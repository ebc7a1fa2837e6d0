/** Public holidays of Türkiye (law 2429) as the demo's demand needs them: how much of a day is off. */

/** First days of the two feasts; they follow the moon, so each year is listed. Beyond the list the feasts are left out. */
const ramadanFeast = ['2023-04-21', '2024-04-10', '2025-03-30', '2026-03-20', '2027-03-09', '2028-02-26', '2029-02-14'];
const sacrificeFeast = [
  '2023-06-28',
  '2024-06-16',
  '2025-06-06',
  '2026-05-27',
  '2027-05-16',
  '2028-05-05',
  '2029-04-24',
];
const fixed = new Set(['01-01', '04-23', '05-01', '05-19', '07-15', '08-30', '10-29']);

const shares = new Map<string, number>();
for (const [firstDays, length] of [
  [ramadanFeast, 3],
  [sacrificeFeast, 4],
] as const) {
  for (const first of firstDays) {
    const start = Date.parse(first);
    shares.set(isoDate(start - 86_400_000), 0.5);
    for (let i = 0; i < length; i++) shares.set(isoDate(start + i * 86_400_000), 1);
  }
}

/** Share of the day that is a holiday: 1 whole day, 0.5 an eve (off from 13:00), 0 none. @param date ISO date. */
export function turkishHolidayShare(date: string): number {
  const monthDay = date.slice(5);
  if (fixed.has(monthDay)) return 1;
  return shares.get(date) ?? (monthDay === '10-28' ? 0.5 : 0);
}

function isoDate(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
