import type { Link } from '#lib/board/freshness.ts';
import type { Floor } from '#lib/feed/feedEvents.ts';

/** A watch that is started anew is back sooner; only then it is said in words. */
const patienceMs = 10_000;

export interface Watching {
  /** The alarms shown are those of this moment: none shown means that there is none. */
  live: boolean;
  /** Though the server answers, nobody has held the rules against the floor for some time. */
  away: boolean;
  /** When the alarms shown were last known to hold, epoch ms; null: now, never, or the link alone is to blame. */
  heldAt: number | null;
}

/** Whether the alarms shown can be trusted. `now` is the server's clock, epoch ms. */
export function alarmWatching({ alarmWatch }: Pick<Floor, 'alarmWatch'>, link: Link, now: number): Watching {
  const watch = alarmWatch.alarms;
  const linked = link === 'live' && watch !== undefined;
  const live = linked && watch.live;
  if (!linked || live) return { live, away: false, heldAt: null };
  return { live, away: now - watch.since >= patienceMs, heldAt: watch.lastHeardAt };
}
