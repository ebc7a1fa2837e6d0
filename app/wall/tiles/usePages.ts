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
 * Leafs through `count` rows, `capacity` at a time: nobody scrolls a television.
 *
 * @param capacity rows that fit, at least 1; Infinity shows all
 * @param fill `even` spreads the rows over the pages; `full` leaves no page with gaps, so the last repeats some rows
 */
export function usePages(count: number, capacity: number, fill: 'even' | 'full' = 'even'): Pages {
  const [turn, setTurn] = useState(0);
  const pages = Math.max(1, Math.ceil(count / capacity));
  useEffect(() => {
    if (pages === 1) return;
    const timer = setInterval(() => setTurn((was) => was + 1), turnMs);
    return () => clearInterval(timer);
  }, [pages]);
  const page = turn % pages;
  return fill === 'even' ? pageOf(count, pages, page) : fullPageOf(count, capacity, page);
}

/** The rows of one page when `count` rows are spread over `pages`; `index` from 0. */
export function pageOf(count: number, pages: number, index: number): Pages {
  const from = Math.floor((count * index) / pages);
  const to = Math.floor((count * (index + 1)) / pages);
  return { page: index + 1, pages, from, to };
}

/** The rows of one page of `capacity` rows; the last page ends with the last row and is full as well. */
export function fullPageOf(count: number, capacity: number, index: number): Pages {
  const pages = Math.max(1, Math.ceil(count / capacity));
  if (pages === 1) return { page: 1, pages, from: 0, to: count };
  const from = Math.min(index * capacity, count - capacity);
  return { page: index + 1, pages, from, to: from + capacity };
}
