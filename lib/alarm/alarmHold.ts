import type { AlarmJudgement } from './alarmJudgement.ts';

/** How long a figure has held, for an alarm that is about to be raised or to be over. */
export interface AlarmHold {
  /** Known ms for which it has held without a break; null: it does not hold. */
  heldMs: number | null;
  /** The last look, ms of a clock that nobody sets; null: none yet. */
  lookedAt: number | null;
  /** Since when nothing is known; null: the last look knew. */
  unknownSince: number | null;
}

export interface AlarmHoldTimes {
  raiseAfterMs: number;
  clearAfterMs: number;
  /** No more than this counts for the time between two looks: whoever slept has not seen it hold. */
  longestLookMs?: number;
}

/** A gap in what is known is passed over, uncounted, up to this long; after a longer one the count begins anew. */
export const passedOverMs = 30_000;

export const notHeld: AlarmHold = { heldMs: null, lookedAt: null, unknownSince: null };

/**
 * One look at a figure: whether an alarm is raised or over now. What is unknown never turns anything; time of which nothing
 * is known never counts.
 *
 * @param at ms of a clock that only goes forward
 * @param standing whether the alarm stands before this look
 */
export function lookedAgain(
  hold: AlarmHold,
  judged: AlarmJudgement,
  at: number,
  standing: boolean,
  { raiseAfterMs, clearAfterMs, longestLookMs = 5_000 }: AlarmHoldTimes,
): { hold: AlarmHold; turns: boolean } {
  if (judged === 'unknown') {
    const unknownSince = hold.unknownSince ?? hold.lookedAt ?? at;
    const heldMs = at - unknownSince > passedOverMs ? null : hold.heldMs;
    return { hold: { heldMs, lookedAt: at, unknownSince }, turns: false };
  }
  const wanted = standing ? 'clear' : 'over';
  if (judged !== wanted) return { hold: { heldMs: null, lookedAt: at, unknownSince: null }, turns: false };
  const counted =
    hold.lookedAt === null || hold.unknownSince !== null ? 0 : Math.min(longestLookMs, Math.max(0, at - hold.lookedAt));
  const forgotten = hold.unknownSince !== null && at - hold.unknownSince > passedOverMs;
  const heldMs = hold.heldMs === null || forgotten ? 0 : hold.heldMs + counted;
  const turns = heldMs >= (standing ? clearAfterMs : raiseAfterMs);
  return { hold: { heldMs: turns ? null : heldMs, lookedAt: at, unknownSince: null }, turns };
}
