import type { Database } from '#lib/database/database.ts';
import type { DayOutlook } from '#lib/database/dayOutlooks.ts';
import { demandOf } from '#lib/database/demand.ts';
import { forecastDays, forecastsMade } from '#lib/database/forecasts.ts';
import type { QueueOfExchange } from '#lib/database/historyRows.ts';
import { gapsWithin, type ObservationGap } from '#lib/database/observationGaps.ts';
import { outdatedIntervals } from '#lib/database/rollups.ts';
import { dayStart, placeOf, plusDays, zoneOf } from '#lib/forecast/calendar.ts';
import { type IntradayForecast, reforecastDay, type TodayInterval } from '#lib/forecast/intraday.ts';
import type { ForecastedDay, IntradayLevels } from '#lib/forecast/intradayLevels.ts';
import { learnIntradayLevels } from '#lib/forecast/learnIntradayLevels.ts';
import type { PlannedCentre, PlannedQueue } from './plannedQueues.ts';

const quarterMs = 15 * 60_000;
/** Whoever rolls up does it every other second. */
const rolledUpWithinMs = 60_000;
/** Past days that tell how far days depart from their forecast. */
const learnedDays = 60;

/** A centre's present day. */
export interface Today {
  /** Of the centre and of its queues; those of which there is no forecast are missing. */
  outlooks: DayOutlook[];
  /**
   * Contacts by quarter of an hour and queue id: as forecast before the day began of what is over, as expected now of what is
   * to come, together as many as the centre's outlook says; null where there is no forecast.
   */
  demand: ReadonlyMap<string, (number | null)[]>;
}

/** What is left of today by centre and queue, reforecast from what came until now. */
export class TodayOutlook {
  readonly #db: Database;
  /** How days depart from their forecasts, by scope; learned once a day. */
  readonly #levels = new Map<string, { date: string; levels: IntradayLevels }>();

  constructor(db: Database) {
    this.#db = db;
  }

  /** Forecasts were made anew: what was learned of earlier ones is learned again. */
  forget(): void {
    this.#levels.clear();
  }

  /** @param now epoch ms */
  async of({ centre, queues }: PlannedCentre, now: number): Promise<Today> {
    const zone = zoneOf(centre.zone);
    const { date } = placeOf(now, zone);
    const start = dayStart(date, zone);
    const days = await forecastDays(this.#db, queues, date, date);
    const elapsed = Math.floor((now - start) / quarterMs);
    const gaps = [...(await this.#gaps(queues, start, now)), ...(await this.#uncounted(queues, start, now))];
    const parts: TodayPart[] = [];
    for (const queue of queues) {
      const day = days.find((one) => isOf(one, queue));
      if (!day || day.mean.every((mean) => mean === null)) continue;
      const seen = await this.#seen([queue], start, start + elapsed * quarterMs, gaps);
      parts.push({
        ...{ queue, morning: day.mean },
        intervals: day.mean.map((mean, i) => ({ mean: mean ?? 0, seen: i < elapsed ? (seen[i] ?? null) : null })),
      });
    }
    if (parts.length === 0) return { outlooks: [], demand: new Map() };
    const common = { centre: centre.id, date, start, madeAt: now, elapsed };
    const whole = together(parts.map(({ intervals }) => intervals));
    const outlooks: DayOutlook[] = [];
    const forecasts: IntradayForecast[] = [];
    const scopes = [
      { scope: centre.id, intervals: whole, queues: parts.map(({ queue }) => queue) },
      ...parts.map(({ queue, intervals }) => ({ scope: queue.id, intervals, queues: [queue] })),
    ];
    for (const { scope, intervals, queues } of scopes) {
      const levels = await this.#levelsOf(scope, queues, centre.zone, date);
      const forecast = reforecastDay({
        ...{ intervals, minutes: 15, levels },
        elapsed: Math.min(elapsed, intervals.length),
      });
      forecasts.push(forecast);
      outlooks.push({ scope, ...common, ...outlookOf(intervals, forecast) });
    }
    const [ofCentre, ...ofQueues] = forecasts;
    if (!ofCentre) return { outlooks, demand: new Map() };
    return { outlooks, demand: demandNow(parts, ofQueues, ofCentre, elapsed) };
  }

  async #levelsOf(scope: string, queues: readonly PlannedQueue[], zone: string, date: string): Promise<IntradayLevels> {
    const known = this.#levels.get(scope);
    if (known?.date === date) return known.levels;
    const levels = learnIntradayLevels(await this.#pastDays(queues, zone, date), 15);
    this.#levels.set(scope, { date, levels });
    // Learning takes a while; the process answers for its health in between.
    await new Promise((resolve) => setTimeout(resolve, 0));
    return levels;
  }

  /** Past days as they were forecast in their morning, with what came. */
  async #pastDays(queues: readonly PlannedQueue[], zone: string, today: string): Promise<ForecastedDay[]> {
    const [from, to] = [plusDays(today, -learnedDays), plusDays(today, -1)];
    const made = await forecastsMade(this.#db, queues, from, to, [0]);
    const [start, end] = [dayStart(from, zoneOf(zone)), dayStart(today, zoneOf(zone))];
    const seen = await this.#seen(queues, start, end, await this.#gaps(queues, start, end));
    const byDate = Map.groupBy(made, ({ date }) => date);
    return [...byDate.values()].flatMap((of) => {
      const [first] = of;
      // Queues that were closed have no forecast; a day that most of them lack says nothing of the centre.
      if (!first || of.length * 2 < queues.length) return [];
      const at = (first.start - start) / quarterMs;
      const intervals = first.mean.map((_, i) => ({
        mean: of.reduce((sum, { mean }) => sum + (mean[i] ?? 0), 0),
        seen: seen[at + i] ?? null,
      }));
      return [{ intervals }];
    });
  }

  #gaps(queues: readonly QueueOfExchange[], from: number, to: number): Promise<ObservationGap[]> {
    return gapsWithin(this.#db, exchangesOf(queues), from, to);
  }

  /** Quarters whose calls are on record but not counted, as while nobody rolls up: they tell no more than a gap. */
  async #uncounted(
    queues: readonly QueueOfExchange[],
    from: number,
    to: number,
  ): Promise<Omit<ObservationGap, 'reason'>[]> {
    const outdated = await outdatedIntervals(this.#db, exchangesOf(queues), { from, to, since: to - rolledUpWithinMs });
    return outdated.map(({ exchange, start }) => ({ exchange, startedAt: start, endedAt: start + quarterMs }));
  }

  /** Contacts of queues together by quarter of an hour; null where their exchange was not observed throughout. */
  async #seen(
    queues: readonly QueueOfExchange[],
    from: number,
    to: number,
    gaps: readonly Omit<ObservationGap, 'reason'>[],
  ): Promise<(number | null)[]> {
    const seen: (number | null)[] = Array.from({ length: Math.max(0, (to - from) / quarterMs) }, () => 0);
    for (const { start, offered } of await demandOf(this.#db, queues, from, to))
      seen[(start - from) / quarterMs] = offered;
    for (const { exchange, startedAt, endedAt } of gaps) {
      if (!queues.some((queue) => queue.exchange === exchange)) continue;
      const first = Math.max(0, Math.floor((startedAt - from) / quarterMs));
      seen.fill(null, first, Math.max(first, Math.ceil(((endedAt ?? to) - from) / quarterMs)));
    }
    return seen;
  }
}

interface TodayPart {
  queue: PlannedQueue;
  /** As forecast before the day began; null: not known. */
  morning: readonly (number | null)[];
  intervals: TodayInterval[];
}

function outlookOf(
  intervals: readonly TodayInterval[],
  now: IntradayForecast,
): Omit<DayOutlook, 'scope' | 'centre' | 'date' | 'start' | 'madeAt' | 'elapsed'> {
  const { mean, p10, p90 } = now.byTonight;
  return {
    byTonight: { mean: places(mean), p10: places(p10), p90: places(p90) },
    planned: places(intervals.reduce((sum, interval) => sum + interval.mean, 0)),
    ...{ seen: now.seen, expected: places(now.expected), restFactor: places(now.restFactor, 4) },
    forecast: intervals.map((interval) => places(interval.mean)),
    mean: now.intervals.map((interval) => places(interval.mean)),
    p10: now.intervals.map((interval) => places(interval.p10)),
    p90: now.intervals.map((interval) => places(interval.p90)),
  };
}

/** Queues are revised each by its own, and then alike, so that they add up to the centre. */
function demandNow(
  parts: readonly TodayPart[],
  ofQueues: readonly IntradayForecast[],
  ofCentre: IntradayForecast,
  elapsed: number,
): Today['demand'] {
  const own = (part: number, i: number) => ofQueues[part]?.intervals[i]?.mean ?? 0;
  const alike = ofCentre.intervals.map(({ mean }, i) => {
    const sum = parts.reduce((all, _, part) => all + own(part, i), 0);
    return sum > 0 ? mean / sum : 1;
  });
  return new Map(
    parts.map(({ queue, morning }, part) => [
      queue.id,
      morning.map((mean, i) => (mean === null || i < elapsed ? mean : own(part, i) * (alike[i] ?? 1))),
    ]),
  );
}

/** The queues of a centre as one; a quarter that one of them lacks is not whole. */
function together(queues: readonly (readonly TodayInterval[])[]): TodayInterval[] {
  const [first = []] = queues;
  return first.map((_, i) => {
    const of = queues.map((intervals) => intervals[i] ?? { mean: 0, seen: null });
    const whole = of.every(({ seen }) => seen !== null);
    return {
      mean: of.reduce((sum, { mean }) => sum + mean, 0),
      seen: whole ? of.reduce((sum, { seen }) => sum + (seen ?? 0), 0) : null,
    };
  });
}

function exchangesOf(queues: readonly QueueOfExchange[]): string[] {
  return [...new Set(queues.map(({ exchange }) => exchange))];
}

function isOf(one: QueueOfExchange, { exchange, queue }: QueueOfExchange): boolean {
  return one.exchange === exchange && one.queue === queue;
}

function places(value: number, count = 2): number {
  return Number(value.toFixed(count));
}
