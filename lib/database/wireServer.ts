import { timingSafeEqual } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';
import {
  errorIn,
  FrameReader,
  fatalError,
  greeting,
  passwordIn,
  passwordRequest,
  queryMessage,
  syncMessage,
} from './wireFrames.ts';

export interface WireServer {
  port: number;
  /** Runs SQL of our own between the clients' batches, when none of them is in a transaction. Never resolves once closed. */
  run(sql: string): Promise<void>;
  /** Statements that wait for their turn. */
  waiting(): number;
  close(): Promise<void>;
}

export interface WireServerOptions {
  /** Loopback port; 0 picks a free one. */
  port: number;
  /** What a client shows before anything else. */
  password: string;
  /** A client that leaves its transaction idle for longer is cut off and rolled back, for it stops all others. */
  idleInTransactionMs?: number;
  /** The engine itself failed; nothing it says can be trusted any more. */
  onEngineFailure: (error: Error) => void;
}

interface Connection {
  socket: Socket | null;
  open: boolean;
}

interface Batch {
  connection: Connection;
  bytes: Uint8Array;
  /** The last message is a Sync or a simple query, so that no unnamed statement is left half used. */
  complete: boolean;
  onData(data: Uint8Array): void;
  onEnd?: () => void;
}

/**
 * Serves one embedded session to any number of PostgreSQL clients on loopback. A client's messages up to its Sync run as
 * one batch, and a transaction keeps the session to its client; pglite-socket hands over between single messages, so that
 * one client's Parse replaces another's unnamed statement (electric-sql/pglite issue 1046).
 *
 * All clients share one session: SET, temporary tables, named statements and session advisory locks are common to all.
 * Neither NOTIFY nor cancel requests reach anybody.
 */
export async function serveWire(engine: PGlite, options: WireServerOptions): Promise<WireServer> {
  const connections = new Set<Connection>();
  const queue: Batch[] = [];
  let owner: Connection | null = null;
  let busy = false;
  let lastTurn = Promise.resolve();
  let idleTimer: NodeJS.Timeout | null = null;
  const welcome = greeting(await parameters(engine));

  function enqueue(batch: Batch): void {
    queue.push(batch);
    takeTurns();
  }

  function takeTurns(): void {
    if (!busy) lastTurn = runQueue();
  }

  async function runQueue(): Promise<void> {
    busy = true;
    try {
      if (owner && !owner.open) await release();
      for (let batch = next(); batch; batch = next()) {
        if (idleTimer) clearTimeout(idleTimer);
        await run(batch);
        owner = engine.isInTransaction() || !batch.complete ? batch.connection : null;
        if (owner && !owner.open) await release();
        if (owner) watchIdle(owner);
        batch.onEnd?.();
        // Lets the sockets be read between two batches, so that turns go by arrival.
        await new Promise(setImmediate);
      }
    } catch (error) {
      for (const { socket } of connections) socket?.end(fatalError('XX000', `the embedded database failed: ${error}`));
      options.onEngineFailure(error instanceof Error ? error : new Error(String(error)));
    } finally {
      busy = false;
    }
  }

  function next(): Batch | undefined {
    const at = owner === null ? 0 : queue.findIndex((batch) => batch.connection === owner);
    return at < 0 ? undefined : queue.splice(at, 1)[0];
  }

  function run({ bytes, onData }: Batch): Promise<void> {
    return engine.runExclusive(() => engine.execProtocolRawStream(bytes, { onRawData: onData }));
  }

  /** Rolls back what a vanished client left open. */
  async function release(): Promise<void> {
    owner = null;
    await engine.runExclusive(async () => {
      engine.execProtocolRawSync(syncMessage);
      if (engine.isInTransaction()) engine.execProtocolRawSync(queryMessage('rollback'));
    });
  }

  function watchIdle(connection: Connection): void {
    idleTimer = setTimeout(() => {
      connection.socket?.end(fatalError('25P03', 'terminated: the transaction was left idle for too long'));
      forget(connection);
    }, options.idleInTransactionMs ?? 60_000);
    idleTimer.unref();
  }

  function forget(connection: Connection): void {
    connection.open = false;
    connections.delete(connection);
    for (let i = queue.length - 1; i >= 0; i--) if (queue[i]?.connection === connection) queue.splice(i, 1);
    takeTurns();
  }

  function accept(socket: Socket): void {
    const connection: Connection = { socket, open: true };
    const reader = new FrameReader();
    let batch: Buffer[] = [];
    let signedIn = false;
    connections.add(connection);
    socket.setNoDelay(true);
    socket.on('error', () => forget(connection)); // 'close' follows; a reset peer is no failure of ours
    socket.on('close', () => forget(connection));
    socket.on('data', (data) => {
      try {
        for (const frame of reader.push(data)) {
          if (frame.kind === 'encryption_request') socket.write('N');
          else if (frame.kind === 'cancel_request') socket.end();
          else if (frame.kind === 'startup') socket.write(passwordRequest);
          else if (!signedIn) {
            if (frame.type !== 'p' || !sameSecret(passwordIn(frame.bytes), options.password)) {
              socket.end(fatalError('28P01', 'the password is wrong; it stands in database.key of the data folder'));
              return forget(connection);
            }
            signedIn = true;
            reader.signedIn();
            socket.write(welcome);
          } else if (frame.type === 'X') socket.end();
          else {
            batch.push(frame.bytes);
            const complete = frame.type === 'S' || frame.type === 'Q';
            if (!complete && frame.type !== 'H') continue;
            const bytes = batch.length === 1 ? frame.bytes : Buffer.concat(batch);
            enqueue({ connection, bytes, complete, onData: (answer) => void socket.write(Buffer.from(answer)) });
            batch = [];
          }
        }
      } catch (error) {
        socket.end(fatalError('08P01', error instanceof Error ? error.message : String(error)));
        forget(connection);
      }
    });
  }

  const server = createServer(accept);
  const port = await listen(server, options.port);
  const ourselves: Connection = { socket: null, open: true };

  return {
    port,
    run: (sql) =>
      new Promise((resolve, reject) => {
        let error: Error | null = null;
        enqueue({
          connection: ourselves,
          bytes: queryMessage(sql),
          complete: true,
          onData: (answer) => {
            error ??= errorIn(Buffer.from(answer));
          },
          onEnd: () => (error ? reject(error) : resolve()),
        });
      }),
    waiting: () => queue.length,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      queue.length = 0;
      for (const { socket } of connections) socket?.destroy();
      await closed;
      while (busy) await lastTurn;
      if (idleTimer) clearTimeout(idleTimer);
    },
  };
}

function sameSecret(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

async function parameters(engine: PGlite): Promise<Record<string, string>> {
  const names = ['server_version', 'DateStyle', 'TimeZone', 'IntervalStyle', 'standard_conforming_strings'];
  const shown: Record<string, string> = { server_encoding: 'UTF8', client_encoding: 'UTF8', integer_datetimes: 'on' };
  for (const name of names) {
    const { rows } = await engine.query<{ value: string }>(`select current_setting($1) as value`, [name]);
    shown[name] = rows[0]?.value ?? '';
  }
  return shown;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
