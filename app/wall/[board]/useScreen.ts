'use client';

import { useEffect, useState } from 'react';
import type { Size } from './useMeasure.ts';

export interface Screen {
  /** Pixels of the wall's unit of measure: a hundredth of the width of a 16:9 board, `--u` in the styles. */
  unit: number;
  /** Upright or low screens (phones) scroll; all others show everything at once. */
  compact: boolean;
}

/** The same question as the media queries of the styles. */
export const compactQuery = '(max-aspect-ratio: 1/1), (max-height: 480px)';

/** What the board has to fit into. */
export function useScreen(size: Size | null): Screen {
  const [compact, setCompact] = useState(false);
  useEffect(() => {
    const query = matchMedia(compactQuery);
    const update = () => setCompact(query.matches);
    update();
    query.addEventListener('change', update);
    return () => query.removeEventListener('change', update);
  }, []);
  if (!size) return { unit: 12.8, compact };
  return { unit: compact ? compactUnit(size.width) : Math.min(size.width / 100, size.height / 56.25), compact };
}

/** Two tiles side by side, with letters large enough for a hand, on an upright screen as on a phone laid on its side. */
function compactUnit(width: number): number {
  const upright = width <= window.innerHeight;
  return Math.min(width / (upright ? 50 : 85), 16);
}
