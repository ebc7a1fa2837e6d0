import type { ScreenAssignment } from '#lib/board/screenAssignment.ts';
import type { Floor, SourceHealth } from '#lib/feed/feedEvents.ts';

/** What keeps a paired TV from showing its boards. */
export type Waiting =
  /** This TV has no network. */
  | { for: 'network' }
  /** Nobody answers at the server's address. */
  | { for: 'server' }
  /** The server is there and still starting, or its database is not. */
  | { for: 'start' }
  /** What it is to show, and the first figures. */
  | { for: 'figures' }
  /** Somebody's choice of boards. */
  | { for: 'boards' }
  /** Its exchanges, of which none has said a word since the server started. */
  | { for: 'exchange'; sources: SourceHealth[] };

export interface TvSituation {
  online: boolean;
  connected: boolean;
  refused: string | null;
  assignment: ScreenAssignment | null;
  floor: Floor | null;
}

/** null: it waits for nothing that a board would not say itself. */
export function waitsFor({ online, connected, refused, assignment, floor }: TvSituation): Waiting | null {
  if (floor === null || assignment === null) {
    if (connected) return assignment?.boards.length === 0 ? { for: 'boards' } : { for: 'figures' };
    if (!online) return { for: 'network' };
    return { for: refused === 'not_ready' ? 'start' : 'server' };
  }
  if (assignment.boards.length === 0) return { for: 'boards' };
  const sources = Object.values(floor.sources);
  const unheard = sources.length > 0 && sources.every(({ lastHeardAt }) => lastHeardAt === null);
  return unheard && connected ? { for: 'exchange', sources } : null;
}
