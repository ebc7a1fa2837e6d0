import type { Board } from '../board/board.ts';
import { centresOfBoards } from '../board/centresOfBoards.ts';
import { neededKinds } from '../board/neededKinds.ts';
import { floorKinds } from './applyPatch.ts';
import type { FloorKind } from './feedEvents.ts';

/** What a connection may see of the floor. Those of the same scope share each frame. */
export interface ViewScope {
  /** Ids of centres; null: every one. */
  centres: readonly string[] | null;
  kinds: readonly FloorKind[];
  /** Contacts that talk, besides those that wait; walls show none of them. */
  talks: boolean;
  /** Callers' numbers; of no effect without the kind `callers`. */
  callers: 'masked' | 'whole';
}

/** What screens need that show these boards in turn. Never callers. */
export function scopeOfBoards(boards: readonly Board[]): ViewScope {
  const centres = centresOfBoards(boards);
  const needed = new Set<FloorKind>(boards.flatMap((board) => neededKinds(board)));
  needed.delete('callers');
  return { centres, kinds: floorKinds.filter((kind) => needed.has(kind)), talks: false, callers: 'masked' };
}

/** Everything of one centre, or of all. `callers` null: all but these, as for the preview of a board. */
export function scopeOfDesk(centre: string | null, callers: ViewScope['callers'] | null): ViewScope {
  const kinds = callers === null ? floorKinds.filter((kind) => kind !== 'callers') : floorKinds;
  return { centres: centre === null ? null : [centre], kinds, talks: true, callers: callers ?? 'masked' };
}

/** What rules of alarms are held against. */
export const scopeOfAlarmWatch: ViewScope = {
  centres: null,
  kinds: ['centres', 'queues', 'agents', 'days', 'intervals', 'outlooks', 'sources'],
  talks: false,
  callers: 'masked',
};

/** Equal for equal scopes. */
export function scopeKey({ centres, kinds, talks, callers }: ViewScope): string {
  return JSON.stringify([centres, kinds, talks, kinds.includes('callers') ? callers : null]);
}
