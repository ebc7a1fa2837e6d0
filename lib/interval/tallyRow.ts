import type { IntervalTally } from './intervalTally.ts';
import { emptyTally } from './tallyVisit.ts';

/** A tally as it travels: its counts in a fixed order, zeros at the end left out. All but a few are zero as a rule. */
export type TallyRow = readonly number[];

/** Those that are hardly ever zero come first. An order that changes needs both ends of the feed to be of one build. */
const order = [
  'offered',
  'answered',
  'answeredInTime',
  'waitSecondsAnswered',
  'waitsAnswered',
  'waitSecondsAll',
  'waitsAll',
  'talkSeconds',
  'talks',
  'abandoned',
  'abandonedInTime',
  'holdSeconds',
  'holds',
  'timedOut',
  'leftByKey',
  'leftEmpty',
  'withdrawn',
  'lostInOutage',
  'unknown',
  'wrapUpSeconds',
  'wrapUps',
] as const satisfies readonly Exclude<keyof IntervalTally, 'start'>[];

/** The counts of a tally, to be read with `tallyOf`. */
export function tallyRow(tally: IntervalTally): TallyRow {
  const row: number[] = [];
  let length = 0;
  for (const field of order) {
    row.push(tally[field]);
    if (tally[field] !== 0) length = row.length;
  }
  row.length = length;
  return row;
}

/** The tally that starts at `start` (epoch ms) and has these counts. */
export function tallyOf(start: number, row: TallyRow): IntervalTally {
  const tally = emptyTally(start);
  for (const [i, field] of order.entries()) tally[field] = row[i] ?? 0;
  return tally;
}

/** Adds to `sum` what `tally` counts (`sign` 1), or takes it out again (`sign` -1). */
export function addTally(sum: IntervalTally, tally: IntervalTally, sign: 1 | -1): void {
  for (const field of order) sum[field] += sign * tally[field];
}

/** Do they count the same, of the same time? */
export function sameTally(a: IntervalTally, b: IntervalTally): boolean {
  return a.start === b.start && order.every((field) => a[field] === b[field]);
}
