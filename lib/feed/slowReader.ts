import type { WallSocket } from './floorRooms.ts';

/** More packets than a connection in order ever has waiting. */
const slowFromPackets = 8;

/** Does so much wait for this connection already that nothing must be added which is not needed? */
export function isSlow(socket: WallSocket): boolean {
  // engine.io counts it, though its types keep it to itself
  return (socket.conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length > slowFromPackets;
}

const late = new WeakSet<WallSocket>();

/** Tells a connection something of which only the latest matters: at once, or once, when it has read what waits for it. */
export function tellLatest(socket: WallSocket, tell: () => void): void {
  if (late.has(socket)) return;
  if (!isSlow(socket)) {
    tell();
    return;
  }
  late.add(socket);
  socket.conn.once('drain', () => {
    late.delete(socket);
    tell();
  });
}
