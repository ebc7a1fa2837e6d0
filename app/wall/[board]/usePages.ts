'use client';

import { useEffect, useState } from 'react';

/** Which part of a long list is shown. */
export interface Pages {
  /** From 1. */
  page: number;
  pages: number;
  from: number;
  to: number;
}

const turnMs = 10_000;

/**
 * Leafs through `count` rows, `capacity` at a time: nobody scrolls a television. Rows are spread evenly over the pages.
 *
 * @param capacity rows that fit, at least 1; Infinity shows all
 */
export function usePages(count: number, capacity: number): Pages {
  const [turn, setTurn] = useState(0);
  const pages = Math.max(1, Math.ceil(count / capacity));
  useEffect(() => {
    if (pages === 1) return;
    const timer = setInterval(() => setTurn((was) => was + 1), turnMs);
    return () => clearInterval(timer);
  }, [pages]);
  return pageOf(count, pages, turn % pages);
}

/** The rows of one page when `count` rows are spread over `pages`; `index` from 0. */
export function pageOf(count: number, pages: number, index: number): Pages {
  const from = Math.floor((count * index) / pages);
  const to = Math.floor((count * (index + 1)) / pages);
  return { page: index + 1, pages, from, to };
}
