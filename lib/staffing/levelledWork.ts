import { type DeferredJob, earliestDue } from './earliestDue.ts';

/** Where deferred work may go. */
export interface WorkInterval {
  /** Agents whom calls and chats need then. */
  online: number;
  /** Seconds. */
  seconds: number;
  /** Agents whom there may be in all; 0 further ones when closed; null: no bound. */
  most: number | null;
}

/** How closely agents are told. */
const precision = 0.005;

/**
 * Deferred work laid into the quiet intervals, so that the highest number of agents at once is the least that keeps all due
 * times; then, what is bound by that being settled, the next highest, and so on: no other lawful plan is more level. It is
 * the schedule of Yao, Demers and Shenker (FOCS 1995) with the calls as a ground on which the work is poured: the stretch that
 * needs the highest level is filled to it and taken out, until nothing is left.
 *
 * @param jobs that can all be done in time
 * @returns agents for deferred work in each interval, real numbers
 */
export function levelledWork(intervals: readonly WorkInterval[], jobs: readonly DeferredJob[]): Float64Array {
  const agents = new Float64Array(intervals.length);
  const open = intervals.map(() => true);
  const capacityAt = (level: number) =>
    Float64Array.from(intervals, (interval, i) => (open[i] ? roomOf(interval, level) * interval.seconds : 0));
  let rest = jobs.filter(({ seconds }) => seconds > 0);
  while (rest.length > 0) {
    let few = 0;
    let enough = levelForAll(intervals, rest);
    while (enough - few > precision) {
      const middle = (few + enough) / 2;
      if (earliestDue(rest, capacityAt(middle)).firstLate < 0) enough = middle;
      else few = middle;
    }
    const capacity = capacityAt(few);
    const { firstLate, latestDue, done } = earliestDue(rest, capacity);
    const due = firstLate < 0 ? intervals.length : (rest[firstLate] as DeferredJob).due;
    let from = due;
    // Back as far as every interval is full of what is due by then: there, and only there, the level is needed.
    while (
      from > 0 &&
      (latestDue[from - 1] as number) <= due &&
      (done[from - 1] as number) >= (capacity[from - 1] as number) - 1e-3
    )
      from -= 1;
    const bound = (job: DeferredJob) => job.from >= from && job.due <= due;
    const settled = earliestDue(rest.filter(bound), capacityAt(enough));
    for (let i = from; i < due; i++) {
      if (open[i]) agents[i] = (settled.done[i] as number) / (intervals[i] as WorkInterval).seconds;
      open[i] = false;
    }
    const others = rest.filter((job) => !bound(job));
    if (others.length === rest.length) break;
    rest = others;
  }
  return agents;
}

/** Agents whom an interval takes for deferred work when there are `level` in all. */
export function roomOf({ online, most }: WorkInterval, level: number): number {
  return Math.max(0, Math.min(level, most ?? Number.POSITIVE_INFINITY) - online);
}

/** A level at which any one interval could do all of it. */
function levelForAll(intervals: readonly WorkInterval[], jobs: readonly DeferredJob[]): number {
  const work = jobs.reduce((sum, { seconds }) => sum + seconds, 0);
  return intervals.reduce((most, { online, seconds }) => Math.max(most, online + work / seconds), 0) + 1;
}
