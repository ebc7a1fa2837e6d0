import type { CentreNow, QueueNow } from '#lib/feed/feedEvents.ts';

/** `over` and `far`: past the limit, far past it. Colour, a mark and words say so together. */
export type Alarm = 'none' | 'over' | 'far';

/** A wait past this many times the threshold is far past it. */
const farTimes = 3;
/** A service level this far below its target is far below it. */
const farBelow = 0.1;

/** A queue's longest wait (seconds; null when nobody waits) against the queue's own threshold. */
export function waitAlarm(seconds: number | null, queue: QueueNow): Alarm {
  if (seconds === null || seconds <= queue.thresholdSeconds) return 'none';
  return seconds > farTimes * queue.thresholdSeconds ? 'far' : 'over';
}

/** The worse of two. */
export function worse(a: Alarm, b: Alarm): Alarm {
  if (a === 'far' || b === 'far') return 'far';
  return a === 'over' || b === 'over' ? 'over' : 'none';
}

/** A service level (0–1, or null when not known) against its target (0–1, or null without one). */
export function levelAlarm(ratio: number | null, target: number | null): Alarm {
  if (ratio === null || target === null || ratio >= target) return 'none';
  return ratio < target - farBelow ? 'far' : 'over';
}

/** The target that all the centres share; null when they differ or have none. */
export function commonTarget(centres: CentreNow[]): number | null {
  const target = centres[0]?.targetRatio ?? null;
  return centres.every((centre) => centre.targetRatio === target) ? target : null;
}
