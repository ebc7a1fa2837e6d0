import type { Board, BoardTile } from './board.ts';
import { rectOf } from './tilePlacement.ts';

/** One difference between two versions of a board. */
export type BoardChange =
  | { what: 'name'; from: string; to: string }
  | { what: 'centres' }
  | { what: 'added' | 'removed' | 'moved' | 'changed'; tile: BoardTile };

type Version = Pick<Board, 'name' | 'centres' | 'tiles'>;

/** What became of a board, tile by tile, for a person who must choose between two versions. Order of tiles is no difference. */
export function boardChanges(before: Version, after: Version): BoardChange[] {
  const changes: BoardChange[] = [];
  if (before.name !== after.name) changes.push({ what: 'name', from: before.name, to: after.name });
  if (!same(before.centres.toSorted(), after.centres.toSorted())) changes.push({ what: 'centres' });
  for (const tile of after.tiles) {
    const old = before.tiles.find((one) => one.id === tile.id);
    if (!old) changes.push({ what: 'added', tile });
    else if (!same(content(old), content(tile))) changes.push({ what: 'changed', tile });
    else if (!same(rectOf(old), rectOf(tile))) changes.push({ what: 'moved', tile });
  }
  for (const tile of before.tiles) {
    if (!after.tiles.some((one) => one.id === tile.id)) changes.push({ what: 'removed', tile });
  }
  return changes;
}

function content({ kind, title, scope, thresholds, options }: BoardTile): unknown {
  return [kind, title, scope, thresholds, options];
}

/** Equal as values; the order of an object's keys is none, since the database has its own. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, ordered) === JSON.stringify(b, ordered);
}

function ordered(_: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([x], [y]) => (x < y ? -1 : 1)));
}
