import { type DeferredJob, earliestDue } from './earliestDue.ts';
import { levelledWork, roomOf, type WorkInterval } from './levelledWork.ts';

/** One kind of work that may wait: e-mail, CİMER petitions, posts. */
export interface DeferredKind {
  id: string;
  /** Time that one takes an agent. */
  ahtSeconds: number;
  /** To be answered within so many hours. */
  dueHours: number;
  /** `working`: hours in which the desk is open; `elapsed`: hours of the clock. */
  dueClock: 'working' | 'elapsed';
  /** Expected in each interval; null: not known, none are planned for. */
  arrivals: readonly (number | null)[];
  /** Waiting when the first interval begins, and the hours in which they are due. */
  backlog?: readonly { contacts: number; dueHours: number }[];
}

export interface DeferredInterval {
  /** Epoch ms. */
  start: number;
  minutes: number;
  /** Agents whom calls and chats require; null: not known, taken as none. */
  online: number | null;
  /** Deferred work is done then. */
  open: boolean;
  /** Agents whom there are in all, at most; null: no bound. */
  most?: number | null;
}

export interface DeferredInput {
  /** One after the other. */
  intervals: readonly DeferredInterval[];
  kinds: readonly DeferredKind[];
  /** Share 0–1 of their time for which agents at deferred work are busy with it; default 0.9. */
  occupancy?: number;
}

export interface DeferredPlan {
  rows: {
    start: number;
    online: number;
    /** Agents for deferred work, a real number. */
    deferred: number;
    /** Agents in all, whole. */
    required: number;
  }[];
  /** Most agents at once. */
  requiredPeak: number;
  /** Agent hours of deferred work that are planned. */
  workHours: number;
  /** Agent hours that are due after the last interval and left for then. */
  leftHours: number;
  /** What cannot be done in time, soonest due first; empty when all can. */
  late: LateWork[];
}

export interface LateWork {
  kind: string;
  contacts: number;
  /** Epoch ms of the interval in which they came; null: from the backlog. */
  arrivedAt: number | null;
  dueAt: number;
  /** End of the interval in which the last of them is done; null: not within these intervals. */
  doneAt: number | null;
}

/**
 * Deferred work spread over the open intervals so that the most agents at once, calls included, are as few as can be
 * (`levelledWork`) and nothing is late that need not be. Where agents are too few or the desk is closed for too long, what is due
 * soonest goes first, which makes the worst delay the least, and what is late is told. What is due after the last interval
 * is done in proportion to the hours that fall before it: else each week would leave all of it to the next.
 *
 * @throws RangeError naming the kind or interval, the figure and its value
 */
export function deferredWork({ intervals, kinds, occupancy = 0.9 }: DeferredInput): DeferredPlan {
  if (!(occupancy > 0 && occupancy <= 1))
    throw new RangeError(`occupancy must be above 0 and at most 1, not ${occupancy}`);
  for (const [i, interval] of intervals.entries()) checkInterval(interval, i);
  const clock = dueClocks(intervals);
  const jobs = kinds.flatMap((kind) => jobsOf(kind, intervals, clock, occupancy));
  const ground = intervals.map(
    ({ online, minutes, open, most = null }): WorkInterval => ({
      online: online ?? 0,
      seconds: minutes * 60,
      most: open ? most : 0,
    }),
  );
  const capacity = ground.map((interval) => roomOf(interval, Number.POSITIVE_INFINITY) * interval.seconds);
  const possible = earliestDue(jobs, capacity);
  const late = jobs
    .flatMap((job, i): LateWork[] => {
      const seconds = possible.lateSeconds[i] as number;
      const finished = intervals[possible.finished[i] as number];
      if (seconds === 0) return [];
      const contacts = (job.contacts * seconds) / job.seconds;
      const doneAt = finished ? finished.start + finished.minutes * 60_000 : null;
      return [{ kind: job.kind, contacts, arrivedAt: job.arrivedAt, dueAt: job.dueAt, doneAt }];
    })
    .sort((a, b) => a.dueAt - b.dueAt);
  const agents = levelledWork(ground, late.length === 0 ? jobs : jobs.flatMap((job, i) => parted(job, i, possible)));
  const rows = intervals.map(({ start, online }, i) => {
    const deferred = agents[i] as number;
    return { start, online: online ?? 0, deferred, required: Math.ceil((online ?? 0) + deferred - 0.01) };
  });
  return {
    rows,
    requiredPeak: rows.reduce((most, { required }) => Math.max(most, required), 0),
    workHours: rows.reduce(
      (sum, { deferred }, i) => sum + (deferred * (intervals[i] as DeferredInterval).minutes) / 60,
      0,
    ),
    leftHours: jobs.reduce((sum, { leftSeconds }) => sum + leftSeconds, 0) / 3600,
    late,
  };
}

interface KindJob extends DeferredJob {
  kind: string;
  contacts: number;
  arrivedAt: number | null;
  dueAt: number;
  leftSeconds: number;
}

/** What is late is due when it can be done; what is not done at all is left out. */
function parted(job: KindJob, i: number, { lateSeconds, finished }: ReturnType<typeof earliestDue>): DeferredJob[] {
  const late = lateSeconds[i] as number;
  const inTime = { from: job.from, due: job.due, seconds: job.seconds - late };
  const done = finished[i] as number;
  if (late === 0) return [inTime];
  return done < 0 ? [inTime] : [inTime, { from: Math.min(job.due, done), due: done + 1, seconds: late }];
}

/** Minutes of the clock, and of open hours, that have passed when each interval begins; the last entry: at the end. */
function dueClocks(intervals: readonly DeferredInterval[]): Record<DeferredKind['dueClock'], number[]> {
  const working = [0];
  const elapsed = [0];
  for (const { minutes, open } of intervals) {
    working.push((working.at(-1) as number) + (open ? minutes : 0));
    elapsed.push((elapsed.at(-1) as number) + minutes);
  }
  return { working, elapsed };
}

function jobsOf(
  kind: DeferredKind,
  intervals: readonly DeferredInterval[],
  clocks: ReturnType<typeof dueClocks>,
  occupancy: number,
): KindJob[] {
  checkKind(kind, intervals.length);
  const clock = clocks[kind.dueClock];
  const end = intervals.at(-1);
  const endsAt = end ? end.start + end.minutes * 60_000 : 0;
  const jobOf = (from: number, contacts: number, dueHours: number, arrivedAt: number | null): KindJob[] => {
    if (contacts === 0 || intervals.length === 0) return [];
    const began = clock[from] as number;
    const dueMinute = began + dueHours * 60;
    const last = clock.at(-1) as number;
    const seconds = (contacts * kind.ahtSeconds) / occupancy;
    const share = dueMinute > last ? (last - began) / (dueMinute - began) : 1;
    // The last interval by whose start no more than those hours have passed, though the desk stays closed after it.
    let due = intervals.length;
    if (dueMinute <= last)
      due = Math.max(
        from + 1,
        clock.findLastIndex((minute) => minute <= dueMinute),
      );
    const dueAt = intervals[due]?.start ?? endsAt;
    return [
      {
        from,
        due,
        seconds: seconds * share,
        leftSeconds: seconds * (1 - share),
        kind: kind.id,
        contacts: contacts * share,
        arrivedAt,
        dueAt,
      },
    ];
  };
  return [
    ...(kind.backlog ?? []).flatMap(({ contacts, dueHours }) => jobOf(0, contacts, dueHours, null)),
    ...kind.arrivals.flatMap((count, i) => jobOf(i, count ?? 0, kind.dueHours, intervals[i]?.start ?? null)),
  ];
}

function checkInterval({ minutes, online, most }: DeferredInterval, i: number): void {
  const name = (what: string) => `${what} of interval ${i}`;
  if (!(minutes > 0 && Number.isFinite(minutes)))
    throw new RangeError(`${name('minutes')} must be above 0 and finite, not ${minutes}`);
  if (online !== null && !(online >= 0 && Number.isFinite(online)))
    throw new RangeError(`${name('online')} must be 0 or more, not ${online}`);
  if (most != null && !(most >= 0)) throw new RangeError(`${name('most')} must be 0 or more, not ${most}`);
}

function checkKind({ id, ahtSeconds, dueHours, arrivals, backlog = [] }: DeferredKind, intervals: number): void {
  if (!(ahtSeconds > 0 && Number.isFinite(ahtSeconds)))
    throw new RangeError(`ahtSeconds of ${id} must be above 0, not ${ahtSeconds}`);
  for (const hours of [dueHours, ...backlog.map((one) => one.dueHours)])
    if (!(hours >= 0 && Number.isFinite(hours)))
      throw new RangeError(`dueHours of ${id} must be 0 or more, not ${hours}`);
  if (arrivals.length !== intervals)
    throw new RangeError(`arrivals of ${id} must be one for each of ${intervals} intervals, not ${arrivals.length}`);
  for (const contacts of [...arrivals, ...backlog.map((one) => one.contacts)])
    if (contacts !== null && !(contacts >= 0 && Number.isFinite(contacts)))
      throw new RangeError(`contacts of ${id} must be 0 or more, not ${contacts}`);
}
