'use client';

import { type RefObject, useLayoutEffect, useState } from 'react';

/** Where the shown board has its grid of tiles, in shown pixels from the corner of its screen. */
export interface GridBox {
  left: number;
  top: number;
  width: number;
  height: number;
  /** Between tiles. */
  gap: number;
}

/**
 * Follows the board's grid, which moves when a notice is shown above it. null: nothing is shown yet.
 *
 * @param drawn changes with each drawing of the board
 */
export function useGridBox(box: RefObject<HTMLElement | null>, scale: number, drawn: unknown): GridBox | null {
  const [found, setFound] = useState<GridBox | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at again after each drawing
  useLayoutEffect(() => {
    const outer = box.current;
    const grid = outer?.querySelector<HTMLElement>('[data-board-grid]');
    if (!outer || !grid || grid.clientWidth === 0) return;
    const from = outer.getBoundingClientRect();
    const at = grid.getBoundingClientRect();
    const next = {
      left: at.left - from.left,
      top: at.top - from.top,
      width: at.width,
      height: at.height,
      gap: (Number.parseFloat(getComputedStyle(grid).columnGap) || 0) * scale,
    };
    setFound((was) => (was && isSame(was, next) ? was : next));
  }, [box, scale, drawn]);
  return found;
}

function isSame(a: GridBox, b: GridBox): boolean {
  return (['left', 'top', 'width', 'height', 'gap'] as const).every((side) => Math.abs(a[side] - b[side]) < 0.5);
}
