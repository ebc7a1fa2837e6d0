/** The rules of pairing a TV, by RFC 8628. Instants are epoch ms. */
export const pairingSeconds = 600;
export const pollSeconds = 5;
/** A TV that asks sooner than it was told must ask so many seconds more rarely from then on. */
const slowDownSeconds = 5;
/** A TV that was approved in its code's last seconds hears of it when it asks next. */
const graceMs = 60_000;
/** Timers and networks are not exact. */
const toleranceMs = 500;

export interface Pairing {
  state: 'pending' | 'approved' | 'denied';
  intervalSeconds: number;
  lastPolledAt: number | null;
  expiresAt: number;
}

/** The errors of RFC 8628 §3.5. */
export type PollError = 'authorization_pending' | 'slow_down' | 'access_denied' | 'expired_token';
export type PollVerdict =
  | { grant: true }
  /** `intervalSeconds`: what is to be kept for the next time. */
  | { grant: false; error: PollError; intervalSeconds: number };

/** What a TV that asks for its token at `now` is answered; null: no such pairing, as when it was over long ago or used. */
export function pollVerdict(pairing: Pairing | null, now: number): PollVerdict {
  const until = pairing === null ? 0 : pairing.expiresAt + (pairing.state === 'approved' ? graceMs : 0);
  if (pairing === null || now >= until) return no('expired_token', pollSeconds);
  const { state, lastPolledAt, intervalSeconds } = pairing;
  if (lastPolledAt !== null && now - lastPolledAt < intervalSeconds * 1000 - toleranceMs) {
    return no('slow_down', intervalSeconds + slowDownSeconds);
  }
  if (state === 'denied') return no('access_denied', intervalSeconds);
  if (state === 'pending') return no('authorization_pending', intervalSeconds);
  return { grant: true };
}

function no(error: PollError, intervalSeconds: number): PollVerdict {
  return { grant: false, error, intervalSeconds };
}
