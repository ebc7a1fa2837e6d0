'use client';

import { useContext, useEffect, useState } from 'react';
import { ScreenToken } from '../../live/screenToken.ts';

/** Boards that take turns show the same pictures again; an id's picture never changes. */
const kept = new Map<string, string>();
const mostKept = 24;
const againMs = 10_000;
const longestMs = 300_000;

/**
 * A picture's address for this page; null while it is on its way. It is asked for again, ever more seldom, until it comes.
 *
 * @param id of the picture; null asks for none
 */
export function usePicture(id: string | null): { url: string | null; failed: boolean } {
  const token = useContext(ScreenToken);
  const [url, setUrl] = useState<string | null>(id === null ? null : (kept.get(id) ?? null));
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const known = id === null ? null : (kept.get(id) ?? null);
    setUrl(known);
    setFailed(false);
    if (id === null || known !== null) return;
    const stopping = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (waitMs: number) => {
      try {
        const made = await fetched(id, token, stopping.signal);
        keep(id, made);
        setUrl(made);
        setFailed(false);
      } catch {
        if (stopping.signal.aborted) return;
        setFailed(true);
        timer = setTimeout(() => void ask(Math.min(2 * waitMs, longestMs)), waitMs);
      }
    };
    void ask(againMs);
    return () => {
      stopping.abort();
      clearTimeout(timer);
    };
  }, [id, token]);
  return { url, failed };
}

async function fetched(id: string, token: string | null, signal: AbortSignal): Promise<string> {
  // A screen's token stays out of addresses, and so out of logs.
  const headers = new Headers(token === null ? {} : { authorization: `Bearer ${token}` });
  const response = await fetch(`/api/pictures/${encodeURIComponent(id)}`, { headers, signal });
  if (!response.ok) throw new Error(`the picture ${id} cannot be had: ${response.status}`);
  return URL.createObjectURL(await response.blob());
}

/** The oldest give way, so that months of changing announcements fill no memory. */
function keep(id: string, url: string): void {
  kept.set(id, url);
  const [oldest] = kept.keys();
  if (kept.size <= mostKept || oldest === undefined) return;
  URL.revokeObjectURL(kept.get(oldest) ?? '');
  kept.delete(oldest);
}
