import { type ForecastDay, keptLeads } from '#lib/database/forecasts.ts';
import type { QueueHistory } from '#lib/database/queueHistory.ts';
import { type Backtest, backtestInSteps } from '#lib/forecast/backtest.ts';
import { dayStart, plusDays, zoneOf } from '#lib/forecast/calendar.ts';
import type { TraitsOf } from '#lib/forecast/dayTraits.ts';
import { demandByDate } from '#lib/forecast/demandByDate.ts';
import { type DemandForecast, forecastDemandInSteps } from '#lib/forecast/forecastDemand.ts';
import { handlingTimes } from '#lib/forecast/handlingTime.ts';
import { hindcastsInSteps } from '#lib/forecast/hindcasts.ts';
import type { Step } from '#lib/forecast/inSteps.ts';
import { dateOf, dayNumber, openDays, wallClock } from '#lib/forecast/openDays.ts';
import { withoutSetEffects, withSetEffects } from '#lib/forecast/setEffects.ts';
import type { SpecialDay } from '#lib/forecast/specialDays.ts';

/** A queue's history and what is known of its dates. */
export interface QueueToForecast {
  exchange: string;
  queue: string;
  /** IANA zone of its centre. */
  zone: string;
  /** ISO date; nothing on or after it teaches. */
  today: string;
  history: QueueHistory;
  traitsOf: TraitsOf;
  specialDays: readonly SpecialDay[];
}

/** Dates that are forecast: today and those after it, eight weeks together. */
export const forecastDates = 56;
/** Dates gone by that are forecast afterwards, for a queue of which hardly any forecast of them is on record. */
export const hindcastDates = 35;
/** Further back than this a backtest would tell of another queue. */
const backtestDays = 800;
/** Backtests tell errors by half hours, as people plan. */
const backtestMinutes = 30;
const quarterMs = 15 * 60_000;

/** The coming weeks, day by day. `fellow`: a queue of the same centre whose course serves while this one is new. */
export function* forecastQueueInSteps(
  queue: QueueToForecast,
  fellow: QueueToForecast | null,
): Generator<Step, { forecast: DemandForecast; days: ForecastDay[] }> {
  const { zone, today, traitsOf, specialDays } = queue;
  const to = plusDays(today, forecastDates - 1);
  const own = usualHistory(queue);
  const forecast = yield* forecastDemandInSteps({
    ...{ from: today, to, zone, today, traitsOf },
    ...own,
    profileOf: fellow ? usualHistory(fellow) : undefined,
  });
  const intervals = withSetEffects(forecast.intervals, specialDays, zoneOf(zone));
  const method = methodOf(forecast);
  const days: ForecastDay[] = [];
  let at = 0;
  for (let date = today; date <= to; date = plusDays(date, 1)) {
    const [start, end] = bounds(date, zone);
    const of = intervals.slice(at, at + (end - start) / quarterMs);
    at += of.length;
    days.push({
      ...{ exchange: queue.exchange, queue: queue.queue, date, madeOn: today, hindcast: false, method, start },
      mean: of.map(({ mean }) => mean),
      p10: of.map(({ p10 }) => p10),
      p90: of.map(({ p90 }) => p90),
      ahtSeconds: of.map(({ ahtSeconds }) => ahtSeconds),
    });
  }
  return { forecast, days };
}

/** How good forecasts of the queue would have been so far; null where its history is too short to tell. */
export function* backtestQueueInSteps(queue: QueueToForecast): Generator<Step, Backtest | null> {
  const days = openDaysOf(queue, backtestMinutes).slice(-backtestDays);
  const { traitsOf } = queue;
  const horizons = { '1d': 1, '7d': 7, '14d': 14, '28d': 28 };
  const told = yield* backtestInSteps({ days, minutes: backtestMinutes, traitsOf, horizons });
  return told.origins > 0 ? told : null;
}

/**
 * The last weeks as they would have been forecast, so that they can be held against what came from the first day on. Their
 * handling times are those known today, and told for the latest forecast of each date only.
 */
export function* hindcastQueueInSteps(queue: QueueToForecast): Generator<Step, ForecastDay[]> {
  const { exchange, zone, today, traitsOf, specialDays } = queue;
  const from = dayNumber(today) - hindcastDates;
  const days = openDaysOf(queue, 15);
  const hindcasts = yield* hindcastsInSteps({ days, minutes: 15, traitsOf, from, leads: keptLeads });
  const aht = handlingTimes(demandByDate(queue.history.history, zoneOf(zone), queue.history.unobserved));
  return hindcasts.map(({ day, lead, mean, p10, p90, weights }) => {
    const date = dateOf(day);
    const [start, end] = bounds(date, zone);
    const clock = wallClock(zoneOf(zone), 15);
    const quarters = Array.from({ length: (end - start) / quarterMs }, (_, i) => {
      const { slot } = clock(start + i * quarterMs);
      const figures = { mean: mean[slot] ?? null, p10: p10[slot] ?? null, p90: p90[slot] ?? null };
      return { start: start + i * quarterMs, slot, ...figures };
    });
    const of = withSetEffects(quarters, specialDays, zoneOf(zone));
    return {
      ...{ exchange, queue: queue.queue, date, madeOn: dateOf(day - lead), hindcast: true },
      ...{ method: weightsText(weights), start },
      mean: of.map((quarter) => quarter.mean),
      p10: of.map((quarter) => quarter.p10),
      p90: of.map((quarter) => quarter.p90),
      ahtSeconds: lead === 0 ? of.map(({ slot }) => aht.at(date, slot * 15).ahtSeconds) : [],
    };
  });
}

function bounds(date: string, zone: string): [number, number] {
  return [dayStart(date, zoneOf(zone)), dayStart(plusDays(date, 1), zoneOf(zone))];
}

function usualHistory({ history, specialDays, zone }: QueueToForecast) {
  const usual = withoutSetEffects(history.history, specialDays, zoneOf(zone));
  return { history: usual.history, unobserved: [...history.unobserved, ...usual.unobserved] };
}

function openDaysOf(queue: QueueToForecast, minutes: number) {
  const zone = zoneOf(queue.zone);
  return openDays({ ...usualHistory(queue), zone, minutes, before: dayStart(queue.today, zone) });
}

function methodOf({ method, weights }: DemandForecast): string {
  return method === 'candidates' || method === 'borrowed'
    ? `${method === 'borrowed' ? 'borrowed: ' : ''}${weightsText(weights)}`
    : method;
}

function weightsText(weights: readonly { name: string; weight: number }[]): string {
  return [...weights]
    .sort((a, b) => b.weight - a.weight)
    .map(({ name, weight }) => `${name} ${weight.toFixed(2)}`)
    .join(' + ');
}
