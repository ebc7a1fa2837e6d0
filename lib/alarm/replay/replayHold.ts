import { type AlarmHold, type AlarmHoldTimes, lookedAgain, notHeld } from '../alarmHold.ts';
import type { AlarmJudgement } from '../alarmJudgement.ts';

/** From `at` (epoch ms) on, until the next step, a rule says this of its target. */
export interface JudgedStep {
  at: number;
  judged: AlarmJudgement;
}

/**
 * When an alarm would have been raised, epoch ms: the same machine that watches the present, walked along what was. Between
 * two steps nothing changes, so it is only looked at where one begins and where a time that holds is full.
 *
 * @param steps rising
 * @param end epoch ms until which the last step lasts
 */
export function raisedIn(steps: readonly JudgedStep[], times: AlarmHoldTimes, end: number): number[] {
  const raised: number[] = [];
  const exact = { ...times, longestLookMs: Number.POSITIVE_INFINITY };
  let hold: AlarmHold = notHeld;
  let standing = false;
  const look = (judged: AlarmJudgement, at: number) => {
    const looked = lookedAgain(hold, judged, at, standing, exact);
    hold = looked.hold;
    if (!looked.turns) return;
    standing = !standing;
    if (standing) raised.push(at);
  };
  for (const [i, { at, judged }] of steps.entries()) {
    const until = steps[i + 1]?.at ?? end;
    look(judged, at);
    if (hold.heldMs === null || judged === 'unknown') {
      // A gap is known as long as it is only when it is looked at once more where it ends.
      if (judged === 'unknown' && until > at) look(judged, until);
      continue;
    }
    const missing = (standing ? times.clearAfterMs : times.raiseAfterMs) - hold.heldMs;
    if (at + missing < until) look(judged, at + missing);
    // What held until the gap began counts; otherwise the next step is already true at that instant.
    if (until > at && steps[i + 1]?.judged === 'unknown') look(judged, until);
  }
  return raised;
}

/** Steps in which nothing changes are one. */
export function joinedSteps(steps: Iterable<JudgedStep>): JudgedStep[] {
  const joined: JudgedStep[] = [];
  for (const step of steps) {
    const last = joined.at(-1);
    if (last?.at === step.at) joined[joined.length - 1] = step;
    else joined.push(step);
  }
  return joined.filter((step, i) => step.judged !== joined[i - 1]?.judged);
}
