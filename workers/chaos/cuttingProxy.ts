import { createServer, connect as openConnection, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

interface Line {
  client: Socket;
  exchange: Socket;
  /** Bytes that may still pass towards the client; null: all. */
  left: number | null;
}

/** A line to an exchange that can be cut in the middle of a message, held up, and kept down. */
export class CuttingProxy {
  /** The exchange's port on loopback; null while it is away. */
  target: number | null = null;
  readonly #lines = new Set<Line>();
  #server: Server | null = null;
  #down = false;

  /** @returns the port on loopback that clients connect to */
  listen(): Promise<number> {
    const server = createServer((client) => this.#connected(client));
    this.#server = server;
    return new Promise((listening, failed) => {
      server.once('error', failed);
      server.listen(0, '127.0.0.1', () => listening((server.address() as { port: number }).port));
    });
  }

  async close(): Promise<void> {
    this.#cutAll();
    await new Promise<void>((closed) => (this.#server ? this.#server.close(() => closed()) : closed()));
  }

  /** Ends every line after `afterBytes` more bytes, or when a second has passed, and takes no other for `lastsMs`. */
  async cut(afterBytes: number, lastsMs: number): Promise<void> {
    this.#down = true;
    if (afterBytes === 0) this.#cutAll();
    else for (const line of this.#lines) line.left ??= afterBytes;
    await pause(Math.min(1_000, lastsMs));
    this.#cutAll();
    await pause(Math.max(0, lastsMs - 1_000));
    this.#down = false;
  }

  /** Lets nothing through on the lines that stand, for `lastsMs`; new ones are not held up. */
  async stall(lastsMs: number): Promise<void> {
    const held = [...this.#lines].flatMap(({ client, exchange }) => [client, exchange]);
    for (const socket of held) socket.pause();
    await pause(lastsMs);
    for (const socket of held) socket.resume();
  }

  #cutAll(): void {
    for (const line of this.#lines) end(line);
    this.#lines.clear();
  }

  #connected(client: Socket): void {
    if (this.#down || this.target === null) {
      client.on('error', () => undefined);
      client.resetAndDestroy();
      return;
    }
    const exchange = openConnection(this.target, '127.0.0.1');
    const line: Line = { client, exchange, left: null };
    this.#lines.add(line);
    for (const socket of [client, exchange]) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined); // 'close' follows
    }
    client.on('data', (bytes) => void exchange.write(bytes));
    exchange.on('data', (bytes) => this.#pass(line, bytes));
    // What was sent before an orderly end arrives; all else ends both at once.
    exchange.on('end', () => client.end());
    client.on('end', () => exchange.end());
    for (const socket of [client, exchange])
      socket.on('close', () => {
        this.#lines.delete(line);
        client.destroySoon();
        exchange.destroySoon();
      });
  }

  #pass(line: Line, bytes: Buffer): void {
    if (line.left === null) {
      line.client.write(bytes);
      return;
    }
    const passing = bytes.subarray(0, line.left);
    line.left -= passing.length;
    line.client.write(passing);
    if (line.left > 0) return;
    this.#lines.delete(line);
    line.client.destroySoon();
    line.exchange.destroy();
  }
}

function end({ client, exchange }: Line): void {
  client.destroy();
  exchange.destroy();
}
