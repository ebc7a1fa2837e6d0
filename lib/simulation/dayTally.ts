import { type ServiceLevelFormula, serviceLevel } from '#lib/service-level/serviceLevel.ts';

/** Of contacts by the interval in which they came. */
export const tallyFields = [
  'offered',
  /** Found no line. */
  'blocked',
  /** Found no agent free. */
  'waited',
  'answered',
  'answeredInTime',
  'abandoned',
  'abandonedInTime',
  'abandonedShort',
  'waitSecondsAnswered',
  'waitSecondsAbandoned',
  /** Of those offered, tries after the first. */
  'redials',
] as const;
export type TallyField = (typeof tallyFields)[number];
export type QueueTally = Record<TallyField, number>;

const noTally = (): QueueTally => ({
  offered: 0,
  blocked: 0,
  waited: 0,
  answered: 0,
  answeredInTime: 0,
  abandoned: 0,
  abandonedInTime: 0,
  abandonedShort: 0,
  waitSecondsAnswered: 0,
  waitSecondsAbandoned: 0,
  redials: 0,
});
const width = tallyFields.length;
export const at = Object.fromEntries(tallyFields.map((field, i) => [field, i])) as Record<TallyField, number>;

/** What happened on a simulated day, or on several together. */
export class DayTally {
  readonly queues: number;
  readonly intervals: number;
  readonly groups: number;
  /** By queue, interval and field; after the last interval of each queue, what does not count. */
  readonly #cells: Float64Array;
  /** By group and interval: contacts × seconds in hand, and what the agents could have had. */
  readonly #busy: Float64Array;
  readonly #capacity: Float64Array;

  constructor(queues: number, intervals: number, groups: number) {
    this.queues = queues;
    this.intervals = intervals;
    this.groups = groups;
    this.#cells = new Float64Array(queues * (intervals + 1) * width);
    this.#busy = new Float64Array(groups * intervals);
    this.#capacity = new Float64Array(groups * intervals);
  }

  clear(): void {
    this.#cells.fill(0);
    this.#busy.fill(0);
    this.#capacity.fill(0);
  }

  /** Adds to a field of a row (see `row`), fields as in `at`. */
  add(row: number, field: number, amount: number): void {
    const cell = row + field;
    this.#cells[cell] = (this.#cells[cell] as number) + amount;
  }

  /** Where the interval's fields stand; null: contacts that do not count. */
  row(queue: number, interval: number | null): number {
    return (queue * (this.intervals + 1) + (interval ?? this.intervals)) * width;
  }

  work(group: number, interval: number, busySeconds: number, capacitySeconds: number): void {
    const cell = group * this.intervals + interval;
    this.#busy[cell] = (this.#busy[cell] as number) + busySeconds;
    this.#capacity[cell] = (this.#capacity[cell] as number) + capacitySeconds;
  }

  join(day: DayTally): void {
    for (let i = 0; i < this.#cells.length; i++)
      this.#cells[i] = (this.#cells[i] as number) + (day.#cells[i] as number);
    for (let i = 0; i < this.#busy.length; i++) {
      this.#busy[i] = (this.#busy[i] as number) + (day.#busy[i] as number);
      this.#capacity[i] = (this.#capacity[i] as number) + (day.#capacity[i] as number);
    }
  }

  /** One field of a queue's interval. */
  value(queue: number, interval: number, field: TallyField): number {
    return this.#cells[this.row(queue, interval) + at[field]] as number;
  }

  /** Summed over the queue's intervals, or over the centre's queues. */
  total(queue: number | 'centre', interval: number | 'day' = 'day'): QueueTally {
    const tally = noTally();
    const [firstQueue, lastQueue] = queue === 'centre' ? [0, this.queues - 1] : [queue, queue];
    const [first, last] = interval === 'day' ? [0, this.intervals - 1] : [interval, interval];
    for (let q = firstQueue; q <= lastQueue; q++)
      for (let i = first; i <= last; i++) {
        const row = this.row(q, i);
        for (let f = 0; f < width; f++) tally[tallyFields[f] as TallyField] += this.#cells[row + f] as number;
      }
    return tally;
  }

  /** Share 0–1 of the group's time, of all its agents' contacts at once, in use; null without agents. */
  occupancy(group: number | 'centre', interval: number | 'day' = 'day'): number | null {
    let [busy, capacity] = [0, 0];
    for (let g = 0; g < this.groups; g++)
      for (let i = 0; i < this.intervals; i++)
        if ((group === 'centre' || group === g) && (interval === 'day' || interval === i)) {
          busy += this.#busy[g * this.intervals + i] as number;
          capacity += this.#capacity[g * this.intervals + i] as number;
        }
    return capacity > 0 ? busy / capacity : null;
  }
}

export interface QueueFigures {
  offered: number;
  serviceLevel: number | null;
  /** Mean wait of all that were let in and whose wait ended, answered or not. */
  asaSeconds: number | null;
  asaAnsweredSeconds: number | null;
  abandonment: number | null;
  waitProbability: number | null;
  blocking: number | null;
}

/** The figures of a tally; null where nothing could be measured. */
export function queueFigures(tally: QueueTally, formula: ServiceLevelFormula = 'strict'): QueueFigures {
  const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : null);
  const { offered, answered, abandoned } = tally;
  return {
    offered,
    serviceLevel: serviceLevel(formula, tally),
    asaSeconds: ratio(tally.waitSecondsAnswered + tally.waitSecondsAbandoned, answered + abandoned),
    asaAnsweredSeconds: ratio(tally.waitSecondsAnswered, answered),
    abandonment: ratio(abandoned, offered),
    waitProbability: ratio(tally.waited, offered),
    blocking: ratio(tally.blocked, offered),
  };
}
