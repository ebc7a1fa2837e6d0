/** What one interval is expected to bring. */
export interface ExpectedInterval {
  start: number;
  mean: number | null;
  weeksUsed: number;
  ahtSeconds: number | null;
  /** Its length where that is not the usual one: what is left of a day on which the clock moves by half an hour. */
  minutes?: number | undefined;
}

/**
 * Quarter hours joined into half hours or hours: contacts add up, handling times are weighted by contacts. An interval of
 * which a part has no history has none either, since a part would pass for the whole.
 *
 * @param minutes 15 or a multiple of it, up to 60
 * @param intervals rising, 15 minutes each
 * @param dayStarts starts of days, rising, epoch ms: joined ones are counted from there, so that none reaches from one day
 *   into the next where days do not begin on UTC's full hour
 */
export function coarserIntervals(
  intervals: readonly ExpectedInterval[],
  minutes: number,
  dayStarts: readonly number[] = [],
): ExpectedInterval[] {
  if (![15, 30, 60].includes(minutes)) throw new RangeError(`minutes must be 15, 30 or 60, not ${minutes}`);
  const length = minutes * 60_000;
  const joined = new Map<number, ExpectedInterval[]>();
  let day = 0;
  for (const interval of intervals) {
    while ((dayStarts[day + 1] ?? Number.POSITIVE_INFINITY) <= interval.start) day++;
    const origin = dayStarts[day] ?? 0;
    const start = origin + Math.floor((interval.start - origin) / length) * length;
    const parts = joined.get(start);
    if (parts) parts.push(interval);
    else joined.set(start, [interval]);
  }
  return [...joined.values()].map((parts) => {
    const mean = parts.some((part) => part.mean === null)
      ? null
      : parts.reduce((sum, part) => sum + (part.mean ?? 0), 0);
    return {
      start: (parts[0] as ExpectedInterval).start,
      mean,
      weeksUsed: Math.min(...parts.map((part) => part.weeksUsed)),
      ahtSeconds: weightedAht(parts),
      minutes: parts.length * 15 === minutes ? undefined : parts.length * 15,
    };
  });
}

function weightedAht(parts: readonly ExpectedInterval[]): number | null {
  const known = parts.filter((part) => part.ahtSeconds !== null);
  if (known.length === 0) return null;
  // Parts without contacts count a little, so that a quiet hour still has a handling time.
  const weight = (part: ExpectedInterval) => Math.max(part.mean ?? 0, 1e-9);
  const total = known.reduce((sum, part) => sum + weight(part), 0);
  return known.reduce((sum, part) => sum + weight(part) * (part.ahtSeconds ?? 0), 0) / total;
}
