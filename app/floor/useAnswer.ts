'use client';

import { useEffect, useState } from 'react';

const againMs = 60_000;

/** What an address answers, read anew each minute; null until then, and `failed` while it cannot be read. */
export function useAnswer<T>(url: string): { answer: T | null; failed: boolean } {
  const [told, setTold] = useState<{ url: string; answer: T | null; failed: boolean }>({
    ...{ url, answer: null, failed: false },
  });
  useEffect(() => {
    const stopping = new AbortController();
    const read = async () => {
      try {
        const response = await fetch(url, { signal: stopping.signal });
        if (!response.ok) throw new Error(`${url} was answered with ${response.status}`);
        const answer = (await response.json()) as T;
        setTold({ url, answer, failed: false });
      } catch {
        if (stopping.signal.aborted) return;
        setTold((before) => ({ url, answer: before.url === url ? before.answer : null, failed: true }));
      }
    };
    void read();
    const reading = setInterval(read, againMs);
    return () => {
      stopping.abort();
      clearInterval(reading);
    };
  }, [url]);
  // what was told of another one is not told of this
  return told.url === url ? told : { answer: null, failed: false };
}
