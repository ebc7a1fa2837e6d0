import { describe, expect, it } from 'vitest';
import { fullPageOf, pageOf } from './usePages.ts';

describe('pageOf', () => {
  it('spreads rows evenly', () => {
    expect([0, 1, 2].map((index) => pageOf(10, 3, index))).toEqual([
      { page: 1, pages: 3, from: 0, to: 3 },
      { page: 2, pages: 3, from: 3, to: 6 },
      { page: 3, pages: 3, from: 6, to: 10 },
    ]);
  });
});

describe('fullPageOf', () => {
  it('fills every page, the last one with rows that were shown before', () => {
    expect([0, 1].map((index) => fullPageOf(9, 8, index))).toEqual([
      { page: 1, pages: 2, from: 0, to: 8 },
      { page: 2, pages: 2, from: 1, to: 9 },
    ]);
  });

  it('has one page for what fits, for nothing, and for endless room', () => {
    expect(fullPageOf(8, 8, 0)).toEqual({ page: 1, pages: 1, from: 0, to: 8 });
    expect(fullPageOf(0, 8, 0)).toEqual({ page: 1, pages: 1, from: 0, to: 0 });
    expect(fullPageOf(30, Number.POSITIVE_INFINITY, 0)).toEqual({ page: 1, pages: 1, from: 0, to: 30 });
  });
});
