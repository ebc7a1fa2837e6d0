import type { Database } from '#lib/database/database.ts';
import { mornings, pruneForecasts, writeForecastDays } from '#lib/database/forecasts.ts';
import {
  type PlanningFacts,
  type PlanningNote,
  planningFacts,
  writePlanningFacts,
} from '#lib/database/planningFacts.ts';
import { type QueueHistory, queueHistory } from '#lib/database/queueHistory.ts';
import { borrowsUntil } from '#lib/forecast/borrowedDays.ts';
import { dayStart, placeOf, plusDays, zoneOf } from '#lib/forecast/calendar.ts';
import type { DemandForecast } from '#lib/forecast/forecastDemand.ts';
import { type HolidayCalendar, holidayCalendar } from '#lib/forecast/holidays/holidayCalendar.ts';
import { finishedPolitely, type Step } from '#lib/forecast/inSteps.ts';
import { learnedOn, type SpecialDay, specialDaysOf } from '#lib/forecast/specialDays.ts';
import type { Settings } from '#lib/settings.ts';
import { type CentreFacts, centreFacts } from './centreFacts.ts';
import {
  backtestQueueInSteps,
  forecastQueueInSteps,
  hindcastDates,
  hindcastQueueInSteps,
  type QueueToForecast,
} from './forecastQueue.ts';
import { namedDays } from './namedDays.ts';
import { type PlannedCentre, type PlannedQueue, plannedQueues } from './plannedQueues.ts';

export interface PlanningRound {
  db: Database;
  settings: Pick<Settings, 'centres' | 'exchanges' | 'calendars' | 'shrinkages'>;
  /** Epoch ms; what comes on the day of it or later teaches nothing. */
  now: number;
  signal: AbortSignal;
  /** Told after each step, of which every queue has two. */
  onStep?: (done: number, of: number) => void;
  /** Every queue has its forecast; backtests follow. */
  onForecasts?: () => void;
}

export interface RoundSummary {
  queues: number;
  /** Queues by what came of them. */
  forecast: number;
  borrowed: number;
  withoutHistory: number;
  quiet: number;
  /** A sentence for each queue that could not be forecast or backtested; the others were. */
  failed: string[];
  /** Seconds until every queue had its forecast, and until their backtests were done as well. */
  forecastSeconds: number;
  seconds: number;
  /** Relative error a week ahead by queue id, as the backtests tell. */
  errors: ReadonlyMap<string, number>;
}

const dayMs = 86_400_000;
const historyMs = 5 * 365.25 * dayMs;
/** A queue to which nothing has come for so long is not forecast; for so long it is noted. */
const quietDays = 60;
const noticedDays = 14;
/** Where fewer of the last weeks' mornings than these were forecast, those weeks are forecast afterwards. */
const enoughMornings = 7;
const namedWeeks = 10;
const missingDays = 56;

/**
 * One round of planning: forecasts of every queue, one at a time, then how good they are. A queue that is new borrows the
 * course of the largest of its centre. Ends early, without a word, when `signal` says so.
 */
export async function planRound(round: PlanningRound): Promise<RoundSummary> {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  const centres = await plannedQueues(round.db, round.settings);
  const queues = centres.reduce((sum, one) => sum + one.queues.length, 0);
  let done = 0;
  const told = () => round.onStep?.(++done, 2 * queues);
  const results: QueueResult[] = [];
  const failed: string[] = [];
  const plans = [];
  for (const planned of centres) {
    const plan = new CentrePlan(round, planned, await centreFacts(round.db, planned, round.now), failed);
    for await (const result of plan.forecasts()) {
      results.push(result);
      told();
    }
    plans.push(plan);
  }
  const forecastSeconds = seconds();
  round.onForecasts?.();
  const errors = new Map<string, number>();
  for (const plan of plans)
    for await (const { id, error } of plan.backtests()) {
      if (error !== null) errors.set(id, error);
      told();
    }
  const count = (result: QueueResult) => results.filter((one) => one === result).length;
  return {
    queues,
    forecast: count('forecast') + count('borrowed'),
    ...{ borrowed: count('borrowed'), withoutHistory: count('no_history'), quiet: count('quiet') },
    failed,
    ...{ forecastSeconds, seconds: seconds(), errors },
  };
}

type QueueResult = 'forecast' | 'borrowed' | 'no_history' | 'quiet' | 'failed';
interface ReadQueue {
  queue: PlannedQueue;
  read: QueueToForecast;
  calendar: HolidayCalendar;
  /** Dates with contacts, rising. */
  dates: string[];
  contacts: number;
}

class CentrePlan {
  readonly #round: PlanningRound;
  readonly #planned: PlannedCentre;
  readonly #facts: CentreFacts;
  readonly #failed: string[];
  readonly #today: string;

  constructor(round: PlanningRound, planned: PlannedCentre, facts: CentreFacts, failed: string[]) {
    this.#round = round;
    this.#planned = planned;
    this.#facts = facts;
    this.#failed = failed;
    this.#today = placeOf(round.now, zoneOf(planned.centre.zone)).date;
  }

  /** New queues come last: by then it is known whose course they can borrow. */
  async *forecasts(): AsyncGenerator<QueueResult> {
    let largest: ReadQueue | null = null;
    const young: ReadQueue[] = [];
    for (const queue of this.#planned.queues) {
      if (this.#round.signal.aborted) return;
      const one = await this.#read(queue);
      if (one.dates.length > 0 && one.dates.length < borrowsUntil) {
        young.push(one);
        continue;
      }
      yield await this.#forecast(one, null);
      if (one.dates.length >= borrowsUntil && one.contacts > (largest?.contacts ?? 0)) largest = one;
    }
    for (const one of young) {
      if (this.#round.signal.aborted) return;
      yield await this.#forecast(one, largest);
    }
  }

  /** Once every queue has its forecast: how good they are, and what they would have been. */
  async *backtests(): AsyncGenerator<{ id: string; error: number | null }> {
    const { db, signal } = this.#round;
    for (const queue of this.#planned.queues) {
      if (signal.aborted) return;
      const [facts] = await planningFacts(db, [queue]);
      if (!facts?.forecast) {
        yield { id: queue.id, error: null };
        continue;
      }
      const { read } = await this.#read(queue);
      const backtest = await this.#computed(queue, backtestQueueInSteps(read));
      await writePlanningFacts(db, { ...facts, forecast: { ...facts.forecast, backtest } });
      if ((await mornings(db, queue, plusDays(this.#today, -hindcastDates), this.#today)) < enoughMornings)
        await writeForecastDays(db, (await this.#computed(queue, hindcastQueueInSteps(read))) ?? []);
      await pruneForecasts(db, queue, this.#today);
      yield { id: queue.id, error: backtest?.horizons['7d']?.chosen.wape ?? null };
    }
  }

  async #read(queue: PlannedQueue): Promise<ReadQueue> {
    const { db, now } = this.#round;
    const { centre, calendar: known } = this.#planned;
    const { zone } = centre;
    const to = dayStart(this.#today, zoneOf(zone));
    const { exchange, queue: name, wrapUpSeconds } = queue;
    const history = await queueHistory(db, queue, { from: now - historyMs, to, wrapUpSeconds });
    const specialDays = specialDaysOf(known.specialDays, centre.id, name);
    const calendar = await calendarOf(known, specialDays);
    const { traitsOf } = calendar;
    return {
      ...{ queue, calendar, dates: datesOf(history, zone) },
      read: { ...{ exchange, queue: name, zone, today: this.#today }, history, traitsOf, specialDays },
      contacts: history.history.reduce((sum, { offered }) => sum + offered, 0),
    };
  }

  async #forecast(one: ReadQueue, fellow: ReadQueue | null): Promise<QueueResult> {
    const { db } = this.#round;
    const last = one.dates.at(-1);
    const quiet = last !== undefined && last < plusDays(this.#today, -quietDays);
    if (last === undefined || quiet) {
      await writePlanningFacts(db, this.#factsOf(one, null, null));
      return quiet ? 'quiet' : 'no_history';
    }
    const made = await this.#computed(one.queue, forecastQueueInSteps(one.read, fellow?.read ?? null));
    if (made === null) return 'failed';
    const { forecast, days } = made;
    await writeForecastDays(db, days);
    const facts = this.#factsOf(one, forecast, fellow);
    const [former] = await planningFacts(db, [one.queue]);
    // Until this round's backtest is done, the last one's tells.
    if (facts.forecast) facts.forecast.backtest = former?.forecast?.backtest ?? null;
    await writePlanningFacts(db, facts);
    return forecast.method === 'borrowed' ? 'borrowed' : 'forecast';
  }

  #factsOf(one: ReadQueue, forecast: DemandForecast | null, fellow: ReadQueue | null): PlanningFacts {
    const { now } = this.#round;
    const { queue, read, calendar, dates } = one;
    const today = this.#today;
    const patience = this.#facts.patience.get(queue.id) ?? null;
    const { shrinkage } = this.#facts;
    const borrowed = forecast?.method === 'borrowed';
    const [first, last] = [dates[0] ?? '', dates.at(-1) ?? ''];
    const notes: [PlanningNote, boolean][] = [
      ['few_days', dates.length > 0 && dates.length < noticedDays],
      ['borrowed', borrowed],
      ['unobserved', unobservedShare(read.history, now) > 0.02],
      ['no_patience', patience?.patienceSeconds == null],
      ['no_agent_states', shrinkage === null],
      ['quiet_lately', last !== '' && last < plusDays(today, -noticedDays)],
    ];
    return {
      ...{ exchange: queue.exchange, queue: queue.queue, madeAt: now, patience, shrinkage },
      // The ledger keeps no caller numbers, so nobody can tell who calls again.
      redialProbability: null,
      pastAbandonment: read.history.abandonment,
      forecast: forecast && {
        weights: Object.fromEntries(forecast.weights.map(({ name, weight }) => [name, weight])),
        backtest: null,
        borrowedFrom: borrowed ? (fellow?.queue.label ?? null) : null,
        history: { from: first, to: last, days: dates.length },
        missing: forecast.missing.filter((date) => date >= plusDays(today, -missingDays)),
      },
      weeksOfHistory: first === '' ? 0 : (Date.parse(today) - Date.parse(first)) / dayMs / 7,
      days: namedDays(calendar, read.specialDays, plusDays(today, -7 * namedWeeks), plusDays(today, 7 * namedWeeks)),
      notes: notes.flatMap(([note, holds]) => (holds ? [note] : [])),
    };
  }

  /**
   * Ends soon when it is told to stop. null, and a sentence is noted, where it cannot be worked out: one queue must not keep
   * the others from their forecasts.
   */
  async #computed<T>({ id }: PlannedQueue, steps: Generator<Step, T>): Promise<T | null> {
    const { signal } = this.#round;
    try {
      return await finishedPolitely(steps, () => signal.throwIfAborted());
    } catch (error) {
      if (signal.aborted) throw error;
      this.#failed.push(`${id} cannot be forecast: ${(error as Error).message}`);
      return null;
    }
  }
}

function calendarOf(
  { country, schoolTerms }: PlannedCentre['calendar'],
  specialDays: readonly SpecialDay[],
): Promise<HolidayCalendar> {
  return holidayCalendar({ country, schoolTerms, specialOn: (date) => learnedOn(specialDays, date) });
}

function datesOf({ history }: QueueHistory, zone: string): string[] {
  const rules = zoneOf(zone);
  const dates: string[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const { start, offered } of history) {
    if (offered === 0 || start < end) continue;
    const { date } = placeOf(start, rules);
    dates.push(date);
    end = dayStart(plusDays(date, 1), rules);
  }
  return dates;
}

/** Of the last year, or of all of a shorter history. */
function unobservedShare({ history, unobserved }: QueueHistory, now: number): number {
  const from = Math.max(history[0]?.start ?? now, now - 365 * dayMs);
  const away = unobserved.reduce((sum, gap) => sum + Math.max(0, gap.to - Math.max(from, gap.from)), 0);
  return now > from ? away / (now - from) : 0;
}
