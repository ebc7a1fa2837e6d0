import type { Socket } from 'socket.io';

/** Who says nothing for so long twice in a row hangs. */
const everyMs = 2_000;

/**
 * Cuts the connection of a process that lives and no longer answers within four seconds, long before socket.io would: what it
 * told last would be taken for the present. It connects anew as soon as it goes on.
 */
export function watchBeat(conn: Socket['conn']): void {
  let heard = true;
  const hear = () => {
    heard = true;
  };
  conn.on('heartbeat', hear);
  conn.on('packet', hear);
  const turn = () => {
    if (conn.readyState !== 'open') return;
    if (!heard) {
      conn.close(true);
      return;
    }
    heard = false;
    if (conn.transport.writable) conn.transport.send([{ type: 'ping' }]);
  };
  // What came while this process itself was busy is read before it is judged.
  const timer = setInterval(() => setImmediate(turn), everyMs);
  conn.once('close', () => clearInterval(timer));
}
