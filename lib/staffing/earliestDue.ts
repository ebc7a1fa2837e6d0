/** Work that may be done from one interval on and is due when another one begins. */
export interface DeferredJob {
  /** Index of the first interval in which it can be done. */
  from: number;
  /** Index of the interval by whose start it is to be done; the number of intervals: by the end. */
  due: number;
  /** Of one agent's time. */
  seconds: number;
}

export interface EarliestDueSchedule {
  /** Seconds of work done in each interval. */
  done: Float64Array;
  /** Latest due of what was done in each interval; −1: nothing was. */
  latestDue: Int32Array;
  /** Per job: seconds done after it was due, or never. */
  lateSeconds: Float64Array;
  /** Per job: the interval in which it was finished; −1: never. */
  finished: Int32Array;
  /** Job that was the first to be late; −1: none was. */
  firstLate: number;
}

/** Less than this, in seconds of work, is a rounding error. */
const nothing = 1e-3;

/**
 * Earliest due date first (Jackson 1955; Horn 1974): in each interval, as far as its capacity goes, what is due soonest. If any
 * order keeps all due times, this one does; if none does, its worst lateness is the least.
 *
 * @param capacity seconds of work that each interval can take
 */
export function earliestDue(jobs: readonly DeferredJob[], capacity: ArrayLike<number>): EarliestDueSchedule {
  const arriving = jobs.map((_, i) => i).sort((a, b) => (jobs[a] as DeferredJob).from - (jobs[b] as DeferredJob).from);
  const left = Float64Array.from(jobs, ({ seconds }) => seconds);
  const schedule: EarliestDueSchedule = {
    done: new Float64Array(capacity.length),
    latestDue: new Int32Array(capacity.length).fill(-1),
    lateSeconds: new Float64Array(jobs.length),
    finished: new Int32Array(jobs.length).fill(-1),
    firstLate: -1,
  };
  const dueOf = (job: number) => (jobs[job] as DeferredJob).due;
  const pending = new DueHeap(dueOf);
  let next = 0;
  for (let i = 0; i < capacity.length; i++) {
    for (; next < arriving.length && (jobs[arriving[next] as number] as DeferredJob).from <= i; next++)
      pending.push(arriving[next] as number);
    let room = capacity[i] as number;
    for (let job = pending.first(); job !== undefined && room > nothing; job = pending.first()) {
      const spent = Math.min(room, left[job] as number);
      room -= spent;
      left[job] = (left[job] as number) - spent;
      schedule.done[i] = (schedule.done[i] as number) + spent;
      schedule.latestDue[i] = Math.max(schedule.latestDue[i] as number, dueOf(job));
      if (i >= dueOf(job)) schedule.lateSeconds[job] = (schedule.lateSeconds[job] as number) + spent;
      if ((left[job] as number) > nothing) break;
      schedule.finished[job] = i;
      pending.shift();
    }
  }
  let soonest = Number.POSITIVE_INFINITY;
  for (let job = 0; job < jobs.length; job++) {
    const late = (schedule.lateSeconds[job] as number) + (left[job] as number);
    schedule.lateSeconds[job] = late > nothing ? late : 0;
    if (late > nothing && dueOf(job) < soonest) {
      soonest = dueOf(job);
      schedule.firstLate = job;
    }
  }
  return schedule;
}

/** A binary heap of jobs, what is due soonest on top. */
class DueHeap {
  readonly #jobs: number[] = [];
  readonly #due: (job: number) => number;

  constructor(due: (job: number) => number) {
    this.#due = due;
  }

  first(): number | undefined {
    return this.#jobs[0];
  }

  push(job: number): void {
    const jobs = this.#jobs;
    let at = jobs.push(job) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#due(jobs[parent] as number) <= this.#due(job)) break;
      jobs[at] = jobs[parent] as number;
      at = parent;
    }
    jobs[at] = job;
  }

  shift(): void {
    const jobs = this.#jobs;
    const last = jobs.pop() as number;
    if (jobs.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= jobs.length) break;
      if (child + 1 < jobs.length && this.#due(jobs[child + 1] as number) < this.#due(jobs[child] as number))
        child += 1;
      if (this.#due(jobs[child] as number) >= this.#due(last)) break;
      jobs[at] = jobs[child] as number;
      at = child;
    }
    jobs[at] = last;
  }
}
