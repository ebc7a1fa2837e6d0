/** A code that waits for somebody's approval. */
export interface PairingCode {
  /** As it is shown: `XXXX-XXXX`. */
  userCode: string;
  /** The page on which to type it, and the same with the code in it. */
  page: string;
  link: string;
  /** By the clock that counts from the page's start, ms. */
  expiresAt: number;
}

/** How far the pairing is. */
export type PairingState =
  /** A code is asked for. */
  | { step: 'asking' }
  /** There is no code, since nobody answers, or the database does not. */
  | { step: 'unanswered'; why: 'server' | 'database' | 'busy' }
  /** `answered`: whether the last question about it was. */
  | { step: 'code'; code: PairingCode; answered: boolean }
  /** Somebody said no; another code comes in a while. */
  | { step: 'denied' };

export interface PairedTv {
  token: string;
  name: string;
}

interface PairTvOptions {
  signal: AbortSignal;
  onState: (state: PairingState) => void;
  /** The server's address; empty: where the page came from. */
  server?: string;
  /** Of a second, for tests that cannot wait. */
  secondMs?: number;
}

/** In seconds. */
const firstPause = 2;
const longestPause = 30;
const slowDown = 5;
const afterDenial = 60;
const answerWithin = 15;

/**
 * Pairs this TV by RFC 8628, for as long as it takes: shows one code after another until somebody approves one, asks as
 * often as it is told, more rarely when told to slow down or when nobody answers, and takes a new code by itself.
 *
 * @returns what it was given; null: stopped by `signal`
 */
export async function pairTv({
  signal,
  onState,
  server = '',
  secondMs = 1000,
}: PairTvOptions): Promise<PairedTv | null> {
  const pause = (seconds: number) => pauseFor(seconds * secondMs, signal);
  const ask = (path: string, body: object) => send(server + path, body, answerWithin * 1000, signal);

  while (!signal.aborted) {
    onState({ step: 'asking' });
    const told = await askForCode();
    if (told === null) return null;
    const end = await waitForApproval(told);
    if (end === null || 'token' in end) return end;
    if (end.denied) {
      onState({ step: 'denied' });
      await pause(afterDenial);
    }
  }
  return null;

  async function askForCode(): Promise<ToldCode | null> {
    for (let wait = firstPause; !signal.aborted; wait = Math.min(longestPause, wait * 2)) {
      const answer = await ask('/api/pairing/code', {});
      if (answer?.status === 200 && isCode(answer.body)) return answer.body;
      if (signal.aborted) return null;
      onState({ step: 'unanswered', why: whyNot(answer) });
      await pause(Math.max(wait, answer?.retryAfter ?? 0));
    }
    return null;
  }

  async function waitForApproval(told: ToldCode): Promise<PairedTv | { denied: boolean } | null> {
    const code: PairingCode = {
      userCode: told.user_code,
      page: told.verification_uri,
      link: told.verification_uri_complete,
      expiresAt: performance.now() + told.expires_in * secondMs,
    };
    let interval = told.interval;
    let failed = 0;
    onState({ step: 'code', code, answered: true });
    while (!signal.aborted) {
      // nobody answering is asked half as often each time, as RFC 8628 §3.5 wants it
      await pause(failed === 0 ? interval : Math.min(60, interval * 2 ** failed));
      if (signal.aborted) return null;
      const answer = await ask('/api/pairing/token', { device_code: told.device_code });
      if (signal.aborted) return null;
      const { access_token: token, screen, error } = answer?.body ?? {};
      if (answer?.status === 200 && typeof token === 'string') return { token, name: nameOf(screen) };
      const answered = answer?.status === 400;
      failed = answered ? 0 : failed + 1;
      onState({ step: 'code', code, answered });
      if (error === 'slow_down') interval += slowDown;
      if (error === 'access_denied') return { denied: true };
      if (error === 'expired_token' || performance.now() > code.expiresAt) return { denied: false };
    }
    return null;
  }
}

interface ToldCode {
  device_code: string;
  user_code: string;
  verification_uri: string;
  verification_uri_complete: string;
  expires_in: number;
  interval: number;
}
interface Answer {
  status: number;
  retryAfter: number;
  body: Record<string, unknown>;
}

function isCode(body: object): body is ToldCode {
  const { device_code, user_code, verification_uri, verification_uri_complete, expires_in, interval } =
    body as Partial<ToldCode>;
  return (
    [device_code, user_code, verification_uri, verification_uri_complete].every((text) => typeof text === 'string') &&
    [expires_in, interval].every((seconds) => typeof seconds === 'number' && seconds > 0)
  );
}

function nameOf(screen: unknown): string {
  const { name } = (screen ?? {}) as { name?: unknown };
  return typeof name === 'string' ? name : '';
}

function whyNot(answer: Answer | null): 'server' | 'database' | 'busy' {
  if (answer?.status === 429) return 'busy';
  return answer?.body.error === 'away' ? 'database' : 'server';
}

/** null: nobody answered. */
async function send(url: string, body: object, withinMs: number, signal: AbortSignal): Promise<Answer | null> {
  const asking = new AbortController();
  const stop = () => asking.abort();
  signal.addEventListener('abort', stop);
  const timer = setTimeout(stop, withinMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: asking.signal,
    });
    const told: unknown = await response.json().catch(() => null);
    const retryAfter = Number(response.headers.get('Retry-After')) || 0;
    return { status: response.status, retryAfter, body: (told ?? {}) as Record<string, unknown> };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

/** Ends early, and without complaint, when it is stopped. */
function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) return done();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      done();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
