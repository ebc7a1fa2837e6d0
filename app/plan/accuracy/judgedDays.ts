import type { Database } from '#lib/database/database.ts';
import { type ForecastDay, forecastsMade } from '#lib/database/forecasts.ts';
import {
  type AccuracySums,
  addInterval,
  emptySums,
  type ForecastAndActual,
  joinedIntervals,
} from '#lib/forecast/accuracyFigures.ts';
import { dayStart, plusDays, zoneOf } from '#lib/forecast/calendar.ts';
import { dayNumber } from '#lib/forecast/openDays.ts';
import type { QueueSettings } from '#lib/settings.ts';
import { seenDemand } from '../seenDemand.ts';
import type { AccuracyRange, Lead } from './accuracySpans.ts';

/** A queue's date as it was forecast so many days ahead, held against what came. */
export interface JudgedDay {
  queue: QueueSettings;
  date: string;
  madeOn: string;
  hindcast: boolean;
  method: string;
  lead: Lead;
  start: number;
  /** Errors by half hour, the band's by quarter. */
  halfHours: AccuracySums;
  /** Errors of the day's total; of no interval where a part of the day was not observed. */
  wholeDay: AccuracySums;
}

/** The same with what it is judged by, which half a year of many queues would be too much of. */
export interface JudgedQuarters extends JudgedDay {
  /** By quarter of an hour. */
  quarters: ForecastAndActual[];
}

const quarterMs = 15 * 60_000;
/** A statement reads so many days at most, so that the embedded database's other clients get their turn. */
const chunkDays = 28;

/** What came of a queue on the dates of a range and the week before it, by date. */
export type SeenDays = ReadonlyMap<string, readonly (number | null)[]>;

/**
 * @param zone of the centre
 * @param now epoch ms
 */
export async function seenDays(
  db: Database,
  queue: QueueSettings,
  { from, to }: AccuracyRange,
  zone: string,
  now: number,
): Promise<SeenDays> {
  const rules = zoneOf(zone);
  const dates: string[] = [];
  for (let date = plusDays(from, -7); date <= to; date = plusDays(date, 1)) dates.push(date);
  const starts = [...dates, plusDays(to, 1)].map((date) => dayStart(date, rules));
  const seen = await seenDemand(db, [queue], starts, now);
  const place = (at: number) => (at - (starts[0] as number)) / quarterMs;
  return new Map(
    dates.map((date, i) => [date, seen.slice(place(starts[i] as number), place(starts[i + 1] as number))]),
  );
}

/** The range's dates as they were forecast so many days before, where such a forecast is kept and something came. */
export async function judgedDays(
  db: Database,
  queue: QueueSettings,
  { from, to }: AccuracyRange,
  leads: readonly Lead[],
  seen: SeenDays,
): Promise<JudgedQuarters[]> {
  const days: JudgedQuarters[] = [];
  for (let first = from; first <= to; first = plusDays(first, chunkDays)) {
    const last = plusDays(first, chunkDays - 1);
    for (const day of await forecastsMade(db, [queue], first, last < to ? last : to, leads)) {
      const judged = judgedDay(queue, day, (dayNumber(day.date) - dayNumber(day.madeOn)) as Lead, seen);
      if (judged) days.push(judged);
    }
  }
  return days;
}

function judgedDay(queue: QueueSettings, day: ForecastDay, lead: Lead, seen: SeenDays): JudgedQuarters | null {
  const actual = seen.get(day.date);
  // A day of which nothing is on record judges nobody.
  if (!actual?.some((count) => count !== null)) return null;
  const before = seen.get(plusDays(day.date, -7)) ?? [];
  // Where clocks were changed in between, quarters do not lie beside each other.
  const comparable = before.length === actual.length && actual.length === 96;
  const quarters = actual.map((count, i) => ({
    actual: count,
    mean: day.mean[i] ?? null,
    p10: day.p10[i] ?? null,
    p90: day.p90[i] ?? null,
    weekBefore: comparable ? (before[i] ?? null) : null,
  }));
  if (!quarters.some((quarter) => quarter.actual !== null && quarter.mean !== null)) return null;
  const { date, madeOn, hindcast, method, start } = day;
  return {
    ...{ queue, date, madeOn, hindcast, method, lead, start, quarters },
    halfHours: { ...sumsOf(joinedIntervals(quarters, 2)), ...bandOf(quarters) },
    wholeDay: sumsOf(joinedIntervals(quarters, quarters.length)),
  };
}

function sumsOf(intervals: readonly ForecastAndActual[]): AccuracySums {
  const sums = emptySums();
  for (const interval of intervals) addInterval(sums, interval);
  return sums;
}

/** Bands are of quarters and do not add up. */
function bandOf(quarters: readonly ForecastAndActual[]): Pick<AccuracySums, 'below' | 'within' | 'above'> {
  const { below, within, above } = sumsOf(quarters);
  return { below, within, above };
}
