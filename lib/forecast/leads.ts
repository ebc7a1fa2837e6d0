/** Forecasts are judged apart by how far ahead they look, in opening days: tomorrow, the next, this week, later. */
export const leadGroups = 4;

/** @param lead opening days ahead, from 1 */
export function leadGroup(lead: number): number {
  if (lead <= 1) return 0;
  if (lead <= 3) return 1;
  return lead <= 7 ? 2 : 3;
}

/** How many leads a group holds; of the last, as many as of the one before. */
export function leadsIn(group: number): number {
  return [1, 2, 4, 4][group] ?? 4;
}
