const MIN_MS = 250;
const MAX_MS = 8000;

/**
 * Milliseconds to wait before the next attempt: full jitter over an exponentially growing range, so that many clients
 * do not come back at once.
 * @param failures attempts that failed in a row, from 1.
 * @param spentMs what the last attempt took; attempt and wait together stay under 8 s while it was shorter.
 * @param random 0 to 1.
 */
export function backOff(failures: number, spentMs: number, random: number): number {
  const range = Math.min(MAX_MS, MIN_MS * 2 ** Math.min(failures, 10));
  const delay = MIN_MS + random * (range - MIN_MS);
  return Math.max(MIN_MS, Math.min(delay, MAX_MS - spentMs));
}
