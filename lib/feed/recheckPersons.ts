import type { WallSocket } from './floorRooms.ts';
import type { PrincipalOf } from './wallDoor.ts';

/** A session that ran out by itself, which nobody tells of, is noticed within this. */
const everyMs = 5 * 60_000;

/**
 * Asks now and then whether those who are connected may still be, and closes whose session is over or whose role is another.
 *
 * @returns stops it
 */
export function recheckPersons(
  persons: () => Map<WallSocket, { id: string; role: string }>,
  principalOf: PrincipalOf,
): () => void {
  const recheck = async (socket: WallSocket, person: { id: string; role: string }) => {
    try {
      const now = await principalOf(socket.request.headers);
      if (now?.id !== person.id || now.role !== person.role) socket.disconnect(true);
    } catch {
      // it cannot be known now, as with the database away; next time
    }
  };
  const timer = setInterval(() => {
    for (const [socket, person] of persons()) void recheck(socket, person);
  }, everyMs);
  return () => clearInterval(timer);
}
