import type { PlanWeek } from './planWeek.ts';

/** Mean handling time of the week's expected contacts in seconds; null: not known. */
export function expectedAht({ queues }: PlanWeek): number | null {
  let [contacts, seconds] = [0, 0];
  for (const { means, ahts } of queues)
    for (const [i, mean] of means.entries()) {
      const aht = ahts[i] ?? null;
      if (mean === null || aht === null) continue;
      contacts += mean;
      seconds += mean * aht;
    }
  return contacts === 0 ? null : seconds / contacts;
}

/** Labels of queues that have no forecast where others of the week have one: they are missing in the sums. */
export function partlyForecast({ queues }: PlanWeek): string[] {
  const some = (queues[0]?.means ?? []).map((_, i) => queues.some(({ means }) => means[i] !== null));
  return queues.flatMap(({ label, means }) => (means.some((mean, i) => mean === null && some[i]) ? [label] : []));
}

/** Mean patience as estimated of the queues, by the rates at which their callers lose it; null: nobody gives up. */
export function estimatedPatience({ queues }: PlanWeek): number | null {
  let [contacts, rate] = [0, 0];
  for (const { means, patienceSeconds } of queues) {
    const offered = means.reduce<number>((sum, mean) => sum + (mean ?? 0), 0);
    contacts += offered;
    if (patienceSeconds !== null) rate += offered / patienceSeconds;
  }
  return rate === 0 ? null : contacts / rate;
}
