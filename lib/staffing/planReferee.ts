import type { ServiceLevelFormula } from '#lib/service-level/serviceLevel.ts';
import type { CentreModel } from '#lib/simulation/centreModel.ts';
import { DayTally, queueFigures } from '#lib/simulation/dayTally.ts';
import { checkDays, simulateDays } from '#lib/simulation/simulateDays.ts';
import { type Distribution, distributionOf, type Share, shareOf } from './distribution.ts';

export interface RefereeInput {
  /** The plan: demand, agents at their desks, who serves what. Give `arrivalsCv` so that the forecast may be wrong. */
  plan: CentreModel;
  /** Promised service level 0–1 per queue, at its own threshold; null: nothing promised. */
  targets: readonly (number | null)[];
  /** How service level is counted. Default `strict`. */
  formula?: ServiceLevelFormula;
  /** How often the day is run. Default 1000. */
  days?: number;
  /** Default 1; the same seed gives the same verdict. */
  seed?: number;
}

export interface RefereeProgress {
  done: number;
  days: number;
}

export interface PlanVerdict {
  days: number;
  seed: number;
  queues: QueueVerdict[];
  /** All queues together; `reached`: each queue reached its own promise on the day. */
  centre: QueueVerdict;
  /** Busy share of the agents' time, per group; null without agents. */
  occupancy: (number | null)[];
}

export interface QueueVerdict extends Verdict {
  asaSeconds: Distribution | null;
  abandonment: Distribution | null;
  intervals: Verdict[];
}

export interface Verdict {
  /** Mean number offered. */
  offered: number;
  /** Of all contacts of all days: what a plan promises. null: nobody came. */
  serviceLevel: number | null;
  /** Of the days' own service levels, days without contacts aside. */
  distribution: Distribution | null;
  /** Share of days on which the promise was kept; null: nothing promised, or nobody came. */
  reached: Share | null;
}

/** Days between two reports of progress: some milliseconds' work. */
const stride = 10;

/**
 * Runs the plan's day many times and says how the service level is distributed: not only its mean, but how probable it is
 * that the day keeps its promise. Yields its progress every few days, so that a caller may show it, pause or stop.
 *
 * @throws RangeError naming what in the plan cannot be
 */
export function* refereePlan(input: RefereeInput): Generator<RefereeProgress, PlanVerdict> {
  const { plan, targets, formula = 'strict', days = 1000, seed = 1 } = input;
  checkDays(days);
  checkTargets(targets, plan.queues.length);
  const queues = plan.queues.map((_, q) => new DayRecords(targets[q] ?? null, plan, days));
  const centre = new DayRecords(targets.every((target) => target === null) ? null : 0, plan, days);
  const sum = new DayTally(plan.queues.length, plan.queues[0]?.arrivalsPerHour.length ?? 0, plan.groups.length);
  let done = 0;
  for (const day of simulateDays({ model: plan, days, seed })) {
    sum.join(day);
    queues.forEach((queue, q) => {
      queue.take(day, q, formula);
    });
    centre.take(day, 'centre', formula, (interval) => keepsAll(day, targets, formula, interval));
    if (++done % stride === 0) yield { done, days };
  }
  return {
    days,
    seed,
    queues: queues.map((queue, q) => queue.verdict(sum, q, formula)),
    centre: centre.verdict(sum, 'centre', formula),
    occupancy: plan.groups.map((_, g) => sum.occupancy(g)),
  };
}

/** The verdict at once. 1000 days of 3,500 contacts take about a second. */
export function planVerdict(input: RefereeInput): PlanVerdict {
  const referee = refereePlan(input);
  for (;;) {
    const { done, value } = referee.next();
    if (done) return value;
  }
}

/** Service levels of the days, of the whole day and of each interval; NaN where nobody came. */
class DayRecords {
  readonly #target: number | null;
  readonly #level: Float64Array[];
  readonly #asa: Float64Array;
  readonly #abandonment: Float64Array;
  /** Days on which the promise could be kept, and was. */
  readonly #judged: number[];
  readonly #kept: number[];
  #day = 0;

  constructor(target: number | null, plan: CentreModel, days: number) {
    const intervals = plan.queues[0]?.arrivalsPerHour.length ?? 0;
    this.#target = target;
    this.#level = Array.from({ length: intervals + 1 }, () => new Float64Array(days));
    this.#asa = new Float64Array(days);
    this.#abandonment = new Float64Array(days);
    this.#judged = Array<number>(intervals + 1).fill(0);
    this.#kept = Array<number>(intervals + 1).fill(0);
  }

  /** `keeps` judges in place of the target. */
  take(
    day: DayTally,
    queue: number | 'centre',
    formula: ServiceLevelFormula,
    keeps?: (interval: number | 'day') => boolean,
  ): void {
    for (let i = 0; i < this.#level.length; i++) {
      const interval = i === this.#level.length - 1 ? 'day' : i;
      const figures = queueFigures(day.total(queue, interval), formula);
      (this.#level[i] as Float64Array)[this.#day] = figures.serviceLevel ?? Number.NaN;
      if (figures.serviceLevel !== null && this.#target !== null) {
        this.#judged[i] = (this.#judged[i] as number) + 1;
        if (keeps ? keeps(interval) : figures.serviceLevel >= this.#target)
          this.#kept[i] = (this.#kept[i] as number) + 1;
      }
      if (interval === 'day') {
        this.#asa[this.#day] = figures.asaSeconds ?? Number.NaN;
        this.#abandonment[this.#day] = figures.abandonment ?? Number.NaN;
      }
    }
    this.#day++;
  }

  verdict(sum: DayTally, queue: number | 'centre', formula: ServiceLevelFormula): QueueVerdict {
    const of = (i: number, interval: number | 'day'): Verdict => {
      const { offered, serviceLevel } = queueFigures(sum.total(queue, interval), formula);
      return {
        offered: offered / this.#day,
        serviceLevel,
        distribution: distributionOf(this.#level[i] as Float64Array),
        reached: shareOf(this.#kept[i] as number, this.#judged[i] as number),
      };
    };
    const intervals = this.#level.length - 1;
    return {
      ...of(intervals, 'day'),
      asaSeconds: distributionOf(this.#asa),
      abandonment: distributionOf(this.#abandonment),
      intervals: Array.from({ length: intervals }, (_, i) => of(i, i)),
    };
  }
}

function keepsAll(
  day: DayTally,
  targets: readonly (number | null)[],
  formula: ServiceLevelFormula,
  interval: number | 'day',
): boolean {
  return targets.every((target, q) => {
    const level = target === null ? null : queueFigures(day.total(q, interval), formula).serviceLevel;
    return level === null || level >= (target as number);
  });
}

function checkTargets(targets: readonly (number | null)[], queues: number): void {
  if (targets.length !== queues)
    throw new RangeError(`targets must be given for each of the ${queues} queues, not for ${targets.length}`);
  targets.forEach((target, q) => {
    if (target !== null && !(target >= 0 && target <= 1))
      throw new RangeError(`targets of queue ${q} must be 0 to 1, or null, not ${target}`);
  });
}
