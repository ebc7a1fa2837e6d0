import type { Board, BoardTile } from './board.ts';

/** What figures are about. null: all there are; an empty list: none. */
export interface FigureScope {
  /** Ids of centres. */
  centres: readonly string[] | null;
  /** Ids of queues (`exchange:queue`); only those that lie in the centres count. */
  queues: readonly string[] | null;
}

export const everything: FigureScope = { centres: null, queues: null };

/** The scope of a centre as a whole. */
export function centreScope(centre: string): FigureScope {
  return { centres: [centre], queues: null };
}

/** What a board as a whole is about. */
export function boardScope({ centres }: Pick<Board, 'centres'>): FigureScope {
  return { centres: centres.length > 0 ? centres : null, queues: null };
}

/** What a tile is about: its own scope narrows its board's, and never reaches beyond it. */
export function tileScope(board: Pick<Board, 'centres'>, { scope }: Pick<BoardTile, 'scope'>): FigureScope {
  const of = boardScope(board);
  const own = scope.centres.length > 0 ? scope.centres : null;
  const centres = of.centres && own ? own.filter((id) => of.centres?.includes(id)) : (own ?? of.centres);
  return { centres, queues: scope.queues.length > 0 ? scope.queues : null };
}

/** Do figures of this scope count the centre? */
export function holdsCentre({ centres }: FigureScope, centre: string): boolean {
  return centres === null || centres.includes(centre);
}

/** Do figures of this scope count the queue? `id`: `exchange:queue`. */
export function holdsQueue(scope: FigureScope, queue: { id: string; centre: string }): boolean {
  return holdsCentre(scope, queue.centre) && (scope.queues === null || scope.queues.includes(queue.id));
}

/** The same for scopes that hold the same. */
export function scopeKey({ centres, queues }: FigureScope): string {
  return JSON.stringify([centres?.toSorted() ?? null, queues?.toSorted() ?? null]);
}
