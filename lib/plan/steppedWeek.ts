import { joined, type Uncertain, uncertain } from '#lib/forecast/jointBand.ts';
import type { OfferedInterval } from '#lib/staffing/staffIntervals.ts';
import type { PlanStep } from './planInputs.ts';
import { type Comparison, comparisons, type PlannedWeek, type PlanQueue } from './plannedWeek.ts';

export const quarterMs = 15 * 60_000;

/** An interval of the week in the chosen step, made of one to four quarters of an hour. */
export interface Slot {
  start: number;
  /** Its own length where that is not the step's: the end of a day whose clock moves by half an hour. */
  minutes: number | undefined;
  hours: number;
  /** Index of its day. */
  day: number;
  /** Its quarters. */
  first: number;
  count: number;
}

/** A week in the chosen step. Nothing here depends on the sliders. */
export interface SteppedWeek {
  slots: Slot[];
  queues: SteppedQueue[];
  /** What came, all queues together; a part that is not known makes the whole unknown. */
  actual: (number | null)[];
  before: Record<Comparison, (number | null)[] | null>;
  /** Agents on duty, on average. */
  rostered: (number | null)[] | null;
}

export interface SteppedQueue {
  id: string;
  intervals: OfferedInterval[];
  /** Null where no band is known. */
  uncertain: (Uncertain | null)[];
}

const kept = new WeakMap<PlannedWeek, Map<PlanStep, SteppedWeek>>();

/** The week in steps of so many minutes; worked out once for each. */
export function steppedWeek(week: PlannedWeek, stepMinutes: PlanStep): SteppedWeek {
  const known = kept.get(week) ?? new Map<PlanStep, SteppedWeek>();
  kept.set(week, known);
  const found = known.get(stepMinutes) ?? makeSteppedWeek(week, stepMinutes);
  known.set(stepMinutes, found);
  return found;
}

function makeSteppedWeek(week: PlannedWeek, stepMinutes: PlanStep): SteppedWeek {
  const slots = slotsOf(week, stepMinutes);
  const sums = (values: readonly (number | null)[] | null) =>
    values === null ? null : slots.map((slot) => sumOf(values, slot));
  return {
    slots,
    queues: week.queues.map((queue) => steppedQueue(queue, slots)),
    actual: slots.map((slot) => sumOf(week.actual, slot)),
    before: Object.fromEntries(comparisons.map((name) => [name, sums(week.before[name])])) as SteppedWeek['before'],
    rostered: sums(week.rostered)?.map((sum, i) => (sum === null ? null : sum / (slots[i] as Slot).count)) ?? null,
  };
}

/** Counted from each day's start, so that none reaches from one day into the next. */
function slotsOf({ from, dayStarts }: PlannedWeek, stepMinutes: PlanStep): Slot[] {
  const most = stepMinutes / 15;
  const slots: Slot[] = [];
  for (let day = 0; day + 1 < dayStarts.length; day++) {
    const [start, end] = [dayStarts[day] as number, dayStarts[day + 1] as number];
    const quarters = Math.round((end - start) / quarterMs);
    for (let at = 0; at < quarters; at += most) {
      const count = Math.min(most, quarters - at);
      slots.push({
        start: start + at * quarterMs,
        minutes: count === most ? undefined : count * 15,
        hours: count / 4,
        day,
        first: Math.round((start - from) / quarterMs) + at,
        count,
      });
    }
  }
  return slots;
}

function steppedQueue(queue: PlanQueue, slots: readonly Slot[]): SteppedQueue {
  const { patienceSeconds, pastAbandonment } = queue;
  return {
    id: queue.id,
    intervals: slots.map((slot) => ({
      start: slot.start,
      minutes: slot.minutes,
      offered: sumOf(queue.means, slot),
      ahtSeconds: weightedAht(queue, slot),
      patienceSeconds,
      pastAbandonment,
    })),
    uncertain: slots.map((slot) => uncertainSlot(queue, slot)),
  };
}

function sumOf(values: readonly (number | null)[], { first, count }: Slot): number | null {
  let sum = 0;
  for (let i = first; i < first + count; i++) {
    const value = values[i] ?? null;
    if (value === null) return null;
    sum += value;
  }
  return sum;
}

function weightedAht({ means, ahts }: PlanQueue, { first, count }: Slot): number | null {
  let [weight, sum] = [0, 0];
  for (let i = first; i < first + count; i++) {
    const aht = ahts[i] ?? null;
    if (aht === null) continue;
    // Quarters without contacts count a little, so that a quiet hour still has a handling time.
    const by = Math.max(means[i] ?? 0, 1e-9);
    weight += by;
    sum += by * aht;
  }
  return weight === 0 ? null : sum / weight;
}

function uncertainSlot({ means, p10, p90 }: PlanQueue, { first, count }: Slot): Uncertain | null {
  const parts: Uncertain[] = [];
  for (let i = first; i < first + count; i++) {
    const [mean, low, high] = [means[i] ?? null, p10[i] ?? null, p90[i] ?? null];
    if (mean === null || low === null || high === null) return null;
    parts.push(uncertain(mean, { p10: low, p90: high }));
  }
  return joined(parts);
}
