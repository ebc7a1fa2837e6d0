/** Forecasts are judged apart by how far ahead they look, in opening days: tomorrow, the next, this week, later. */
export const leadGroups = 4;

/** @param lead opening days ahead, from 1 */
export function leadGroup(lead: number): number {
  if (lead <= 1) return 0;
  if (lead <= 3) return 1;
  return lead <= 7 ? 2 : 3;
}
