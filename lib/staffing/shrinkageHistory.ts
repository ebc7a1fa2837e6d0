import type { CauseShare } from './shrinkage.ts';
import { type PauseMeanings, pauseMeaning, type ShrinkageCause } from './shrinkageCause.ts';

/** Seconds that agents together spent signed in, in one hour of the day 0–23 on the centre's clock, doing one thing. */
export interface SignedInTime {
  hour: number;
  /** `working`: available, or busy with contacts; `outside`: on calls that no queue gave. */
  doing: 'working' | 'paused' | 'unreachable' | 'outside';
  /** Of pauses, as the exchange gives it; null: none was given. */
  pauseReason: string | null;
  seconds: number;
}

export interface ShrinkageHistory {
  /** Seconds signed in; 0: nothing is on record. */
  signedInSeconds: number;
  causes: (CauseShare & { seconds: number })[];
  /** Each reason of a pause, longest first, and what it was taken for; `known` false: nobody said so and its words do not. */
  reasons: { reason: string | null; cause: ShrinkageCause | 'contact'; known: boolean; seconds: number }[];
  /** Share 0–1 of signed-in time by hour of the day, since breaks come together; null: nobody was there. */
  byHour: (number | null)[];
}

/**
 * Shares of signed-in time in which no contacts were taken, by cause. Pauses that mean after-contact work are part of the
 * handling time and count as work. Leave and sickness happen outside signed-in time and have to be added by hand.
 *
 * @param told what the settings say of pauses' reasons
 */
export function shrinkageHistory(times: readonly SignedInTime[], told: PauseMeanings = {}): ShrinkageHistory {
  const causes = new Map<ShrinkageCause, number>();
  const reasons = new Map<string | null, ShrinkageHistory['reasons'][number]>();
  const hours = Array.from({ length: 24 }, () => ({ signedIn: 0, lost: 0 }));
  let signedInSeconds = 0;
  for (const time of times) {
    if (!(time.seconds >= 0 && Number.isFinite(time.seconds)))
      throw new RangeError(`seconds must be 0 or more, not ${time.seconds}`);
    if (time.seconds === 0) continue;
    const cause = causeOf(time, told);
    signedInSeconds += time.seconds;
    const hour = hours[time.hour];
    if (hour === undefined) throw new RangeError(`hour must be 0 to 23, not ${time.hour}`);
    hour.signedIn += time.seconds;
    if (cause !== null) {
      hour.lost += time.seconds;
      causes.set(cause, (causes.get(cause) ?? 0) + time.seconds);
    }
    if (time.doing === 'paused') {
      const { known } = pauseMeaning(time.pauseReason, told);
      const reason = reasons.get(time.pauseReason) ?? {
        reason: time.pauseReason,
        cause: cause ?? 'contact',
        known,
        seconds: 0,
      };
      reason.seconds += time.seconds;
      reasons.set(time.pauseReason, reason);
    }
  }
  return {
    signedInSeconds,
    causes: [...causes]
      .map(([cause, seconds]) => ({ cause, seconds, share: seconds / signedInSeconds, of: 'signed_in' as const }))
      .sort((a, b) => b.seconds - a.seconds),
    reasons: [...reasons.values()].sort((a, b) => b.seconds - a.seconds),
    byHour: hours.map(({ signedIn, lost }) => (signedIn > 0 ? lost / signedIn : null)),
  };
}

function causeOf({ doing, pauseReason }: SignedInTime, told: PauseMeanings): ShrinkageCause | null {
  switch (doing) {
    case 'working':
      return null;
    case 'unreachable':
      return 'unreachable';
    case 'outside':
      return 'outside_calls';
    case 'paused': {
      const { meaning } = pauseMeaning(pauseReason, told);
      return meaning === 'contact' ? null : meaning;
    }
  }
}
