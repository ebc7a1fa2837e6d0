import { constants, deflateRawSync } from 'node:zlib';
import type { Wall, WallSocket } from './floorRooms.ts';

/**
 * For the server's `perMessageDeflate`: compression is agreed upon with whoever offers it, in a way that lets one packed frame
 * go to all of them. Connections themselves pack nothing: what goes to one alone is small.
 */
export const sharedDeflate = {
  threshold: Number.MAX_SAFE_INTEGER,
  // each frame stands alone, whatever was sent before
  serverNoContextTakeover: true,
  clientNoContextTakeover: true,
  // whoever wants a smaller window than we pack with goes without; the types know numbers only
  serverMaxWindowBits: false as unknown as number,
};

/** Smaller ones are as quickly sent as they are. */
const leastPackedBytes = 512;
const textFrame = 0x81;
const packedTextFrame = 0xc1;

type Frame = [header: Buffer, payload: Buffer];

/**
 * Sends an event to many connections: written once, packed once (RFC 7692), however many they are. Who reads over long
 * polling, or takes nothing packed, gets it as it is.
 */
export function sendShared(
  namespace: Wall,
  screens: Iterable<WallSocket>,
  event: 'snapshot' | 'patch',
  content: unknown,
): void {
  // an event as socket.io writes it, behind the `4` of engine.io's messages
  const text = `2${namespace.name},${JSON.stringify([event, content])}`;
  const bytes = Buffer.from(`4${text}`);
  const plain: Frame = [header(textFrame, bytes.length), bytes];
  let packed: Frame | null = null;
  for (const screen of screens) {
    const takesPacked = bytes.length >= leastPackedBytes && takesPackedFrames(screen);
    if (takesPacked) packed ??= packedFrame(bytes);
    // known to engine.io's websocket, though not among the options that its types tell
    const options = { wsPreEncodedFrame: takesPacked && packed !== null ? packed : plain };
    screen.conn.write(text, options as object);
  }
}

/** A whole message, packed as one frame for any number of connections. */
export function packedFrame(bytes: Buffer): Frame {
  const flushed = deflateRawSync(bytes, { level: 2, finishFlush: constants.Z_SYNC_FLUSH });
  // the receiver adds what every flush ends with (RFC 7692 §7.2.1)
  const payload = flushed.subarray(0, -4);
  return [header(packedTextFrame, payload.length), payload];
}

/** RFC 6455 §5.2, of a whole message from a server. */
function header(first: number, length: number): Buffer {
  if (length < 126) return Buffer.from([first, length]);
  if (length < 2 ** 16) {
    const short = Buffer.from([first, 126, 0, 0]);
    short.writeUInt16BE(length, 2);
    return short;
  }
  const long = Buffer.from([first, 127, 0, 0, 0, 0, 0, 0, 0, 0]);
  long.writeBigUInt64BE(BigInt(length), 2);
  return long;
}

/** Was compression agreed upon with this connection? */
function takesPackedFrames(screen: WallSocket): boolean {
  // what engine.io and ws keep to themselves
  const { transport } = screen.conn as unknown as {
    transport: { name: string; perMessageDeflate?: unknown; socket?: { extensions?: string } };
  };
  if (transport.name !== 'websocket') return false;
  // else engine.io has each connection pack for itself, and takes no frame that was made before
  transport.perMessageDeflate = null;
  return transport.socket?.extensions?.includes('permessage-deflate') ?? false;
}
