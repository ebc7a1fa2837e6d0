import type { FloorKind } from '#lib/feed/feedEvents.ts';
import type { Board } from './board.ts';
import { factsOf } from './tileFacts.ts';

/** Of every board: its bar, its alarms, and whether there is anything to show. */
const always: readonly FloorKind[] = ['centres', 'queues', 'sources', 'alarms', 'alarmWatch'];

/** What a board's screens must be told of the floor; never callers. In a fixed order, without repetition. */
export function neededKinds(board: Pick<Board, 'tiles'>): FloorKind[] {
  const kinds = new Set<FloorKind>(always);
  for (const tile of board.tiles) {
    for (const kind of factsOf(tile.kind).kinds(tile.options)) if (kind !== 'callers') kinds.add(kind);
  }
  return [...kinds].sort();
}
