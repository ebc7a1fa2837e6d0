import type { IntervalNow, QueueDay } from '../feed/feedEvents.ts';
import type { IntervalTally } from '../interval/intervalTally.ts';
import { addTally, sameTally, tallyRow } from '../interval/tallyRow.ts';
import { emptyTally } from '../interval/tallyVisit.ts';

/** Counts of one queue in one interval: what the figures of the day are made of. It stays in the worker. */
export interface QueueInterval extends IntervalTally {
  /** `queueId@startEpochMs`. */
  id: string;
  queue: string;
  centre: string;
}

export interface DayFiguresOptions {
  exchange: string;
  /** Start (epoch ms) of the centre's day that holds `at`. */
  dayStartOf: (centre: string, at: number) => number;
  /** The figures changed; null: there are none any more. */
  onDay: (id: string, day: QueueDay | null) => void;
  onInterval: (id: string, interval: IntervalNow | null) => void;
}

interface Sum {
  tally: IntervalTally;
  /** Queue intervals in it. */
  parts: number;
}

/** After midnight the day before stays for so long, for screens whose clock says that it is not over yet. */
const formerDayKeptMs = 3_600_000;

/**
 * The intervals of an exchange's queues, and what screens show of them: each queue's sums over its centre's day, and each
 * centre's sums over its queues in every interval. Counts are whole numbers, so that what is added and taken out again
 * leaves no trace. A screen gets a thousand queues so, not a thousand queues times a hundred intervals.
 */
export class DayFigures {
  readonly #options: DayFiguresOptions;
  readonly #intervals = new Map<string, QueueInterval>();
  readonly #days = new Map<string, Sum>();
  readonly #ofCentres = new Map<string, Sum>();
  /** Days that were over at this instant (epoch ms) are not counted any more; null before the first tick. */
  #over: number | null = null;

  constructor(options: DayFiguresOptions) {
    this.#options = options;
  }

  get intervals(): ReadonlyMap<string, QueueInterval> {
    return this.#intervals;
  }

  /** Takes the interval's counts in place of those that were known, if any. */
  put(interval: QueueInterval): void {
    if (this.#isOver(interval)) return;
    const before = this.#intervals.get(interval.id);
    if (before !== undefined && sameTally(before, interval)) return;
    this.#intervals.set(interval.id, interval);
    this.#change(before ?? null, interval);
  }

  remove(id: string): void {
    const before = this.#intervals.get(id);
    if (before === undefined) return;
    this.#intervals.delete(id);
    this.#change(before, null);
  }

  /** Lets the days go that are over in every centre. `now`: epoch ms. */
  tick(now: number): void {
    this.#over = now - formerDayKeptMs;
    for (const interval of [...this.#intervals.values()]) if (this.#isOver(interval)) this.remove(interval.id);
  }

  #isOver({ centre, start }: QueueInterval): boolean {
    return this.#over !== null && start < this.#options.dayStartOf(centre, this.#over);
  }

  #change(before: QueueInterval | null, after: QueueInterval | null): void {
    const { exchange, dayStartOf, onDay, onInterval } = this.#options;
    const { queue, centre, start } = (after ?? before) as QueueInterval;
    const day = dayStartOf(centre, start);
    const dayId = `${queue}@${day}`;
    const ofDay = summed(this.#days, dayId, day, before, after);
    onDay(dayId, ofDay && { id: dayId, queue, centre, start: day, counts: tallyRow(ofDay) });
    const intervalId = `${exchange}/${centre}@${start}`;
    const ofCentre = summed(this.#ofCentres, intervalId, start, before, after);
    onInterval(intervalId, ofCentre && { id: intervalId, exchange, centre, start, counts: tallyRow(ofCentre) });
  }
}

/** The sum with one part changed; null when no part is left. */
function summed(
  sums: Map<string, Sum>,
  id: string,
  start: number,
  before: IntervalTally | null,
  after: IntervalTally | null,
): IntervalTally | null {
  const sum = sums.get(id) ?? { tally: emptyTally(start), parts: 0 };
  sums.set(id, sum);
  if (before !== null) addTally(sum.tally, before, -1);
  if (after !== null) addTally(sum.tally, after, 1);
  sum.parts += Number(after !== null) - Number(before !== null);
  if (sum.parts > 0) return sum.tally;
  sums.delete(id);
  return null;
}
