import type { Database } from '#lib/database/database.ts';
import { demandOf } from '#lib/database/demand.ts';
import { gapsWithin } from '#lib/database/observationGaps.ts';
import { dayStart, placeOf, plusDays, zoneOf } from '#lib/forecast/calendar.ts';
import type { QueueSettings } from '#lib/settings.ts';

const quarterMs = 15 * 60_000;

/**
 * Contacts of queues together by quarter of an hour from `from` to `to` (epoch ms); null: still to come by `now`, not
 * observed throughout, or of a day of which nothing at all is on record.
 *
 * @param dayStarts starts of the days and the end of the last, rising
 */
export async function seenDemand(
  db: Database,
  queues: readonly QueueSettings[],
  dayStarts: readonly number[],
  now: number,
): Promise<(number | null)[]> {
  const from = dayStarts[0] ?? 0;
  const to = dayStarts.at(-1) ?? 0;
  const over = Math.min(to, Math.floor(now / quarterMs) * quarterMs);
  const seen: (number | null)[] = Array.from({ length: (to - from) / quarterMs }, () => null);
  if (over <= from) return seen;
  const demand = await demandOf(db, queues, from, over);
  const gaps = await gapsWithin(db, [...new Set(queues.map(({ exchange }) => exchange))], from, over);
  const place = (at: number) => (at - from) / quarterMs;
  for (const [i, start] of dayStarts.slice(0, -1).entries()) {
    const end = Math.min(over, dayStarts[i + 1] as number);
    if (demand.some((interval) => interval.start >= start && interval.start < end))
      seen.fill(0, place(start), Math.max(place(start), place(end)));
  }
  for (const { start, offered } of demand) seen[place(start)] = offered;
  for (const { startedAt, endedAt } of gaps) {
    const first = Math.max(0, Math.floor(place(startedAt)));
    seen.fill(null, first, Math.max(first, Math.ceil(place(endedAt ?? over))));
  }
  return seen;
}

/**
 * The same of the days so many weeks earlier, each value in the place of its wall clock in the later week; null where that
 * week's clock did not show it, or as in `seenDemand`. null altogether: nothing is known of that week.
 */
export async function seenWeeksBefore(
  db: Database,
  queues: readonly QueueSettings[],
  {
    dates,
    dayStarts,
    zone,
    weeks,
    now,
  }: {
    /** ISO dates of the later week, and its `dayStarts` as in `seenDemand`. */
    dates: readonly string[];
    dayStarts: readonly number[];
    zone: string;
    weeks: number;
    now: number;
  },
): Promise<(number | null)[] | null> {
  const rules = zoneOf(zone);
  const [first, last] = [dates[0] as string, dates.at(-1) as string];
  const days = Array.from({ length: dates.length + 1 }, (_, i) => plusDays(first, i - 7 * weeks));
  const starts = days.map((date) => dayStart(date, rules));
  const seen = await seenDemand(db, queues, starts, now);
  if (seen.every((value) => value === null)) return null;
  const byClock = new Map<string, number | null>();
  const key = (date: string, minuteOfDay: number) => `${date} ${minuteOfDay}`;
  for (const [i, value] of seen.entries()) {
    const { date, minuteOfDay } = placeOf((starts[0] as number) + i * quarterMs, rules);
    byClock.set(key(date, minuteOfDay), value);
  }
  const end = dayStarts.at(-1) ?? dayStart(plusDays(last, 1), rules);
  const result: (number | null)[] = [];
  for (let at = dayStarts[0] as number; at < end; at += quarterMs) {
    const { date, minuteOfDay } = placeOf(at, rules);
    result.push(byClock.get(key(plusDays(date, -7 * weeks), minuteOfDay)) ?? null);
  }
  return result;
}
