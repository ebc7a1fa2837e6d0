import { type BoardFigures, scopeFigures } from '#lib/board/boardFigures.ts';
import { dayStartOf } from '#lib/board/dayTotals.ts';
import { type FigureScope, scopeKey } from '#lib/board/figureScope.ts';
import type { Floor } from '#lib/feed/feedEvents.ts';

const worked = new WeakMap<Floor, Map<string, BoardFigures>>();

/** The figures of a scope, worked out once for each floor and day, however many tiles ask. */
export function figuresOf(floor: Floor, scope: FigureScope, at: number): BoardFigures {
  let byScope = worked.get(floor);
  if (!byScope) {
    byScope = new Map();
    worked.set(floor, byScope);
  }
  const key = `${scopeKey(scope)} ${daysAt(floor, at)}`;
  let figures = byScope.get(key);
  if (!figures) {
    figures = scopeFigures(floor, scope, at);
    byScope.set(key, figures);
  }
  return figures;
}

/** Which day is today, for each centre: what of the time decides about figures. */
export function daysAt(floor: Floor, at: number): string {
  return Object.values(floor.centres)
    .map((centre) => dayStartOf(centre, at))
    .join();
}
