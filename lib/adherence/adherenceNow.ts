import { type ActualActivity, agrees } from './actualActivity.ts';
import { isScheduled, type PlannedActivity, type PlannedStretch } from './plannedDay.ts';

/**
 * How somebody deviates from the roster. `not_come`: is to work and has not been here since the shift began. `gone`: was
 * here and is signed out or cannot be reached. `away`: is to work and is in a pause. `working`: is at the desk in a break,
 * training or meeting. `elsewhere`: is in another pause than the planned one.
 */
export type Deviation = 'not_come' | 'gone' | 'away' | 'working' | 'elsewhere';

/** Keeping to the roster now; instants are epoch ms. */
export type AdherenceNow =
  | { status: 'in' | 'unrostered'; planned: PlannedActivity; since: number }
  | { status: 'out'; planned: PlannedActivity; how: Deviation; since: number }
  /** Is off, and is not here. */
  | { status: 'off' }
  /** No roster covers this moment, or it is not known what the agent does. */
  | { status: 'unknown'; why: 'no_roster' | 'not_observed' };

/** What somebody does now, and since when without a break; since null: for longer than is known. */
export interface ActualNow {
  activity: ActualActivity;
  since: number | null;
}

/**
 * Whether an agent keeps to the roster at this moment and since when it is so: since the later of the beginning of what the
 * agent does and the beginning of the plan that it agrees or disagrees with. `unrostered`: is here though off.
 *
 * @param planned the agent's day without holes
 * @param actual null: not observed now
 */
export function adherenceNow(planned: readonly PlannedStretch[], actual: ActualNow | null, now: number): AdherenceNow {
  const at = planned.findIndex(({ from, to }) => from <= now && now < to);
  const plan = planned[at];
  if (plan === undefined || plan.activity === null) return { status: 'unknown', why: 'no_roster' };
  if (actual === null) return { status: 'unknown', why: 'not_observed' };
  const agreed = agrees(plan.activity, actual.activity);
  // back through the plans with which it is the same
  let first = at;
  const sameBefore = () => {
    const before = planned[first - 1];
    const scheduled = isScheduled(before?.activity ?? null) === isScheduled(plan.activity);
    return before !== undefined && scheduled && agrees(before.activity, actual.activity) === agreed;
  };
  while (sameBefore()) first--;
  const since = Math.max(planned[first]?.from ?? plan.from, actual.since ?? 0);
  if (!isScheduled(plan.activity)) {
    return agreed ? { status: 'off' } : { status: 'unrostered', planned: plan.activity, since };
  }
  if (agreed) return { status: 'in', planned: plan.activity, since };
  return { status: 'out', planned: plan.activity, how: deviation(planned, at, actual), since };
}

function deviation(planned: readonly PlannedStretch[], at: number, { activity, since }: ActualNow): Deviation {
  if (activity === 'desk') return 'working';
  if (planned[at]?.activity !== 'work') return 'elsewhere';
  if (activity !== 'out') return 'away';
  let first = at;
  while (first > 0 && isScheduled(planned[first - 1]?.activity ?? null)) first--;
  return since === null || since <= (planned[first]?.from ?? 0) ? 'not_come' : 'gone';
}
