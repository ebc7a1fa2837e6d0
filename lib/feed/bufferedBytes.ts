import type { WallSocket } from './floorRooms.ts';

/** Bytes that wait in this process for a connection that does not take them; 0 in order. */
export function bufferedBytes(socket: WallSocket): number {
  // not among engine.io's types: packets that wait for the transport, and the websocket with its own buffer
  const { writeBuffer, transport } = socket.conn as unknown as {
    writeBuffer: { data?: unknown }[];
    transport: { socket?: { bufferedAmount?: number } };
  };
  const waiting = writeBuffer.reduce((sum, { data }) => sum + (typeof data === 'string' ? data.length : 0), 0);
  return waiting + (transport.socket?.bufferedAmount ?? 0);
}
