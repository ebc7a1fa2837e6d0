import type { AlarmNow } from '#lib/feed/feedEvents.ts';

/** What this screen knows of alarms: it rings for none that it has known, nor for one older than its knowing. */
export interface KnownAlarms {
  /** Ids of alarms that it has shown, the latest last. */
  ids: readonly string[];
  /** From when on, by the server's clock (epoch ms), it knows what was raised. */
  since: number;
  /** When it last knew the floor. */
  until: number;
}

/** A page that comes back within this time goes on where it was: what was raised meanwhile rings. */
const absenceMs = 5 * 60_000;
/** An alarm is told a moment after it was raised. */
const leewayMs = 5_000;
const mostIds = 300;

/**
 * Which alarms are new to this screen, and what it knows from now on.
 *
 * @param alarms those that stand on its board
 * @param known null: this screen has never known the floor
 * @param now the server's clock, epoch ms
 */
export function newAlarms(
  alarms: readonly AlarmNow[],
  known: KnownAlarms | null,
  now: number,
): { fresh: AlarmNow[]; known: KnownAlarms } {
  const goesOn = known !== null && now - known.until <= absenceMs && now >= known.since;
  const since = goesOn ? known.since : now;
  const ids = new Set(known?.ids);
  const unseen = alarms.filter(({ id }) => !ids.has(id));
  // All that stands at the first sight was raised before this screen looked.
  const fresh = goesOn
    ? unseen.filter(({ raisedAt, acknowledgedAt }) => raisedAt >= since - leewayMs && acknowledgedAt === null)
    : [];
  for (const { id } of unseen) ids.add(id);
  return { fresh, known: { ids: [...ids].slice(-mostIds), since, until: now } };
}

/** What a page that opens takes over from the one before: of its own time only the last moment counts. */
export function takenOver(known: KnownAlarms): KnownAlarms {
  return { ...known, since: known.until };
}
