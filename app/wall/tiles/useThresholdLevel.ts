'use client';

import { useRef } from 'react';
import type { Thresholds } from '#lib/board/board.ts';
import { type Level, thresholdLevel, type WorseSide } from '#lib/board/thresholdLevel.ts';

/**
 * The level of a tile's figure by its thresholds, with their hysteresis. The state lives as long as the tile is on the
 * screen and moves only with the figure, so that drawing twice gives the same.
 */
export function useThresholdLevel(value: number | null, thresholds: Thresholds | null, worse: WorseSide | null): Level {
  const kept = useRef<Level>('none');
  if (thresholds === null || worse === null) return 'none';
  const level = thresholdLevel(kept.current, value, thresholds, worse);
  kept.current = level;
  return level;
}
