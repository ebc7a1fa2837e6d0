import type { CentreNow, QueueNow } from '#lib/feed/feedEvents.ts';
import type { Thresholds } from './board.ts';
import { type Freshness, queueWaitSeconds } from './freshness.ts';
import { type Level, thresholdLevel, worseLevel } from './thresholdLevel.ts';

/** A wait past this many times the threshold is far past it. */
const farTimes = 3;
/** A service level this far below its target is far below it. */
const farBelow = 0.1;

/** The limits of a queue's longest wait, in seconds, where a tile names none: by the queue's own threshold. */
function waitLimits({ thresholdSeconds }: Pick<QueueNow, 'thresholdSeconds'>): Thresholds {
  return { warn: thresholdSeconds, alarm: farTimes * thresholdSeconds, hysteresis: 0 };
}

/** The limits of a service level (0–1) where a tile names none: by the target; none without one. */
export function levelLimits(target: number | null): Thresholds {
  return { warn: target, alarm: target === null ? null : Math.max(0, target - farBelow), hysteresis: 0 };
}

/** A queue's longest wait against its own threshold; `none` when nobody waits. */
export function waitLevel(seconds: number | null, queue: Pick<QueueNow, 'thresholdSeconds'>): Level {
  return thresholdLevel('none', seconds, waitLimits(queue), 'high');
}

/** The worst of the queues' waits, each against its own threshold. */
export function waitsLevel(queues: readonly QueueNow[], fresh: Freshness): Level {
  return queues.reduce<Level>(
    (level, queue) => worseLevel(level, waitLevel(queueWaitSeconds(queue, fresh), queue)),
    'none',
  );
}

/** The target that all the centres share, 0–1; null when they differ or have none. */
export function commonTarget(centres: readonly CentreNow[]): number | null {
  const target = centres[0]?.targetRatio ?? null;
  return centres.every((centre) => centre.targetRatio === target) ? target : null;
}
