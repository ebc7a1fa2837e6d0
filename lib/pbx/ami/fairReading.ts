import type { Socket } from 'node:net';

/** So long this connection may keep the process to itself, ms. */
const sliceMs = 8;

/**
 * Hands on the socket's bytes as they come, in order, but no longer than some milliseconds at a stretch: then everything
 * else in the process has its turn. Left alone, Node.js reads up to 32 chunks, two megabytes of lists, before it looks at
 * anything else.
 */
export function readFairly(socket: Socket, onBytes: (bytes: Buffer) => void): void {
  let began: number | null = null;
  const turnOver = () => {
    began = null;
    if (socket.isPaused()) socket.resume();
  };
  socket.on('data', (bytes) => {
    if (began === null) {
      began = performance.now();
      setImmediate(turnOver);
    }
    onBytes(bytes);
    if (performance.now() - began > sliceMs) socket.pause();
  });
}
