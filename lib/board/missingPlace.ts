import type { Floor } from '#lib/feed/feedEvents.ts';
import type { Board, BoardTile } from './board.ts';
import { factsOf } from './tileFacts.ts';

/** What a tile is about, where nothing of it is there any more. */
export interface MissingPlace {
  what: 'centres' | 'queues';
  /** Centres by id, queues by their name at their exchange. */
  names: string[];
}

/** The centres of a board, where none of them is set up (any more); else null. */
export function missingCentres({ centres }: Pick<Board, 'centres'>, floor: Pick<Floor, 'centres'>): string[] | null {
  return centres.length > 0 && centres.every((id) => !floor.centres[id]) ? centres : null;
}

/** null: something of what the tile is about is there, or its exchange has not told yet. */
export function missingPlace(
  board: Pick<Board, 'centres'>,
  { kind, scope }: Pick<BoardTile, 'kind' | 'scope'>,
  floor: Pick<Floor, 'centres' | 'queues' | 'sources'>,
): MissingPlace | null {
  const narrows = factsOf(kind).scope;
  if (narrows === 'none') return null;
  const own = scope.centres.filter((id) => board.centres.length === 0 || board.centres.includes(id));
  const centres = missingCentres({ centres: own }, floor);
  if (centres) return { what: 'centres', names: centres };
  if (narrows !== 'queues' || scope.queues.length === 0) return null;
  const queues = scope.queues.map((id) => ({ id, exchange: id.slice(0, id.indexOf(':')) }));
  const isMissing = ({ id, exchange }: (typeof queues)[number]) =>
    !floor.queues[id] && (floor.sources[exchange]?.state ?? 'live') === 'live';
  if (!queues.every(isMissing)) return null;
  return { what: 'queues', names: queues.map(({ id, exchange }) => id.slice(exchange.length + 1)) };
}
