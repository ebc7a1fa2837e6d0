import { judgeAbove } from '../alarmJudgement.ts';
import type { ConditionOf } from '../alarmRule.ts';
import { type Change, type PastVisit, type UnknownSpan, unknownChanges, walk } from './pastVisit.ts';
import type { JudgedStep } from './replayHold.ts';

/** What a rule on the number of those who wait said of these visits, to the instant. */
export function waitingSteps(
  { limit, hysteresis }: ConditionOf<'waiting'>,
  visits: readonly PastVisit[],
  unknown: readonly UnknownSpan[],
  from: number,
): JudgedStep[] {
  let waiting = 0;
  const changes = visits.flatMap((visit): Change[] =>
    whileItWaits(
      visit,
      () => {
        waiting += 1;
      },
      () => {
        waiting -= 1;
      },
    ),
  );
  const gaps = unknownChanges(unknown);
  return walk([...changes, ...gaps.changes], from, () =>
    gaps.isUnknown() ? 'unknown' : judgeAbove(waiting, { limit, back: hysteresis }).judged,
  );
}

/** What a rule on the longest wait said: how many waited over the limit, and how many over where it counts as over. */
export function longestWaitSteps(
  { limitSeconds, hysteresisSeconds }: ConditionOf<'longest_wait'>,
  visits: readonly PastVisit[],
  unknown: readonly UnknownSpan[],
  from: number,
): JudgedStep[] {
  const count = { over: 0, near: 0 };
  const changes = visits.flatMap((visit): Change[] => {
    const after = (seconds: number, of: keyof typeof count) =>
      whileItWaits(
        { ...visit, offeredAt: visit.offeredAt + seconds * 1000 },
        () => {
          count[of] += 1;
        },
        () => {
          count[of] -= 1;
        },
      );
    return [...after(limitSeconds, 'over'), ...after(limitSeconds - hysteresisSeconds, 'near')];
  });
  const gaps = unknownChanges(unknown);
  return walk([...changes, ...gaps.changes], from, () => {
    if (gaps.isUnknown()) return 'unknown';
    if (count.over > 0) return 'over';
    return count.near > 0 ? 'between' : 'clear';
  });
}

/** Begin and end of its wait; nothing of one whose end nobody knows, though it is over, or which ended before. */
export function whileItWaits(
  { offeredAt, waitEndedAt, outcome }: Pick<PastVisit, 'offeredAt' | 'waitEndedAt' | 'outcome'>,
  begin: () => void,
  end: () => void,
): Change[] {
  if (waitEndedAt === null) return outcome === null ? [{ at: offeredAt, apply: begin }] : [];
  if (waitEndedAt <= offeredAt) return [];
  return [
    { at: offeredAt, apply: begin },
    { at: waitEndedAt, apply: end },
  ];
}
