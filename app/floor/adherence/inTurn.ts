/**
 * Reads over and over, never twice at one time.
 *
 * @param read answers after how many ms it is to be read again; must not fail
 * @returns `now` reads at once, unless it is being read
 */
export function inTurn(read: (signal: AbortSignal) => Promise<number>): { now: () => void; stop: () => void } {
  const stopping = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let reading = false;
  const now = async () => {
    if (reading || stopping.signal.aborted) return;
    clearTimeout(timer);
    reading = true;
    const againMs = await read(stopping.signal);
    reading = false;
    if (!stopping.signal.aborted) timer = setTimeout(now, againMs);
  };
  return {
    now: () => void now(),
    stop: () => {
      stopping.abort();
      clearTimeout(timer);
    },
  };
}
