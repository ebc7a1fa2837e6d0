'use client';

import { startTransition, useEffect, useState } from 'react';
import { type DayBar, dayChart } from '#lib/board/dayChart.ts';
import { dayStartOf } from '#lib/board/dayTotals.ts';
import { centreScope, everything } from '#lib/board/figureScope.ts';
import type { FloorStore } from '../../live/floorStore.ts';

const everyMs = 1000;

/** The day's bars, looked at once a second and drawn when there is time: a large chart never holds up a number. */
export function useDayBars(store: FloorStore, board: string): DayBar[] {
  const [bars, setBars] = useState<DayBar[]>([]);
  useEffect(() => {
    let drawn: unknown[] = [];
    const look = () => {
      const { floor } = store.state();
      if (!floor) return;
      const now = store.asOf() ?? store.now();
      const days = Object.values(floor.centres).map((centre) => dayStartOf(centre, now));
      const seen = [floor.intervals, floor.outlooks, floor.centres, ...days];
      if (seen.length === drawn.length && seen.every((part, index) => part === drawn[index])) return;
      drawn = seen;
      startTransition(() => setBars(dayChart(floor, board === 'all' ? everything : centreScope(board), now)));
    };
    look();
    const looking = setInterval(look, everyMs);
    return () => clearInterval(looking);
  }, [store, board]);
  return bars;
}
