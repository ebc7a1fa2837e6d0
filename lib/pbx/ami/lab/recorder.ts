import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { join } from 'node:path';

export interface RecorderOptions {
  host: string;
  port: number;
  /** Section of manager.conf; its secret is its name. */
  account: string;
  folder: string;
  /** Asks for the lists (QueueStatus, QueueSummary, CoreShowChannels) this often; null: at the sign-in alone. */
  listsEveryMs: number | null;
}

const reconnectMs = 500;

/** Keeps every byte that one account receives (`stream.ami`), with the time of each read (`chunks.jsonl`). */
export class Recorder {
  readonly #options: RecorderOptions;
  readonly #stream: WriteStream;
  readonly #chunks: WriteStream;
  #socket: Socket | null = null;
  #connection = 0;
  #offset = 0;
  #lists = 0;
  #stopped = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: RecorderOptions) {
    this.#options = options;
    mkdirSync(options.folder, { recursive: true });
    this.#stream = createWriteStream(join(options.folder, 'stream.ami'));
    this.#chunks = createWriteStream(join(options.folder, 'chunks.jsonl'));
  }

  /** Connects, again and again if need be, until `stop`. Settles with the first bytes. */
  start(): Promise<void> {
    const { listsEveryMs } = this.#options;
    if (listsEveryMs !== null) this.#timer = setInterval(() => this.#askLists(), listsEveryMs);
    return new Promise((resolve) => this.#connect(resolve));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    const socket = this.#socket;
    if (socket !== null && !socket.destroyed) {
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.end('Action: Logoff\r\n\r\n');
      await closed;
    }
    await Promise.all([this.#stream, this.#chunks].map((file) => new Promise<void>((done) => file.end(done))));
  }

  /** Asks for one list, such as QueueStatus, on the recorded connection. */
  ask(action: string): void {
    if (this.#socket?.writable) this.#socket.write(`Action: ${action}\r\nActionID: r${++this.#lists}\r\n\r\n`);
  }

  #askLists(): void {
    for (const action of ['QueueStatus', 'QueueSummary', 'CoreShowChannels']) this.ask(action);
  }

  #connect(onBytes: () => void): void {
    const { host, port, account } = this.#options;
    const conn = ++this.#connection;
    const socket = createConnection({ host, port });
    this.#socket = socket;
    let signedIn = false;
    socket.on('connect', () => {
      this.#row({ conn, ev: 'connect', off: this.#offset });
      socket.write(`Action: Login\r\nActionID: login${conn}\r\nUsername: ${account}\r\nSecret: ${account}\r\n\r\n`);
    });
    socket.on('data', (bytes) => {
      this.#row({ conn, off: this.#offset, len: bytes.length });
      this.#offset += bytes.length;
      this.#stream.write(bytes);
      if (!signedIn && bytes.includes('Authentication accepted')) {
        signedIn = true;
        this.#askLists();
        onBytes();
      }
    });
    // told by the close that follows it
    socket.on('error', () => this.#row({ conn, ev: 'error', off: this.#offset }));
    socket.on('close', () => {
      this.#row({ conn, ev: 'close', off: this.#offset });
      if (!this.#stopped) setTimeout(() => this.#stopped || this.#connect(onBytes), reconnectMs);
    });
  }

  #row(row: Record<string, string | number>): void {
    this.#chunks.write(`${JSON.stringify({ t: Date.now(), ...row })}\n`);
  }
}
