import type { AlarmNow } from '#lib/feed/feedEvents.ts';

/** What this screen knows of alarms: it rings for none that it has known, nor for one older than its knowing. */
export interface KnownAlarms {
  /** Ids of alarms that it has shown; those that stood last come last. */
  ids: readonly string[];
  /** From when on, by the server's clock (epoch ms), it knows what was raised. */
  since: number;
  /** When it last knew the floor. */
  until: number;
}

/** An alarm is told a moment after it was raised. */
const leewayMs = 5_000;
/** Of alarms that are over so many are remembered. */
const mostIds = 300;

/**
 * Which alarms are new to this screen, and what it knows from now on. What was raised while it was away, for however long,
 * and still stands is new; what stood before it first knew the floor is not, nor what somebody sees to already.
 *
 * @param alarms those that stand on its boards
 * @param known null: this screen has never known the floor
 * @param now the server's clock, epoch ms
 * @returns `learnt`: there is one that it had not known
 */
export function newAlarms(
  alarms: readonly AlarmNow[],
  known: KnownAlarms | null,
  now: number,
): { fresh: AlarmNow[]; learnt: boolean; known: KnownAlarms } {
  // The server's clock was set back: what was raised when cannot be told.
  const goesOn = known !== null && now >= known.since;
  const since = goesOn ? known.since : now;
  const ids = new Set(known?.ids);
  const unseen = alarms.filter(({ id }) => !ids.has(id));
  const fresh = goesOn
    ? unseen.filter(({ raisedAt, acknowledgedAt }) => raisedAt >= since - leewayMs && acknowledgedAt === null)
    : [];
  const standing = new Set(alarms.map(({ id }) => id));
  const over = [...ids].filter((id) => !standing.has(id)).slice(-mostIds);
  return { fresh, learnt: unseen.length > 0, known: { ids: [...over, ...standing], since, until: now } };
}

/** What a page that opens takes over from the one before: of its own time only the last moment counts. */
export function takenOver(known: KnownAlarms): KnownAlarms {
  return { ...known, since: known.until };
}
