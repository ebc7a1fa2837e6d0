import type { Socket } from 'node:net';
import { type AmiClass, classBit, classMask } from './amiClasses.ts';
import { type AmiFilter, passesFilters } from './amiFilter.ts';
import { lines } from './amiText.ts';
import type { DemoAccount } from './demoCentres.ts';

/** One action as a client sent it. Header names are folded to lower case; the first of its name counts. */
export interface AmiRequest {
  action: string;
  actionId: string;
  headers: ReadonlyMap<string, string>;
  /** As sent, for UserEvent. */
  pairs: readonly (readonly [string, string])[];
}

/** Asterisk's limit for a line of input, in bytes. */
const longestLine = 1024;
/** A client that lets this much pile up is cut off whatever the write timeout says. */
const mostBuffered = 64 * 1024 * 1024;

export interface SessionOptions {
  socket: Socket;
  /** How long a full socket is waited for (manager.conf `writetimeout`), ms. */
  writeTimeoutMs: number;
  onRequest: (session: AmiSession, request: AmiRequest) => void;
  onClose: (session: AmiSession) => void;
}

/** One client's connection: framing in, filtering and back-pressure out. */
export class AmiSession {
  account: DemoAccount | null = null;
  challenge = '';
  filters: AmiFilter[] = [];
  closing = false;
  readonly id: string;
  readonly socket: Socket;
  readonly #options: SessionOptions;
  #readMask = 0;
  #writeMask = 0;
  #eventMask = 0;
  #pending: Buffer = Buffer.alloc(0);
  #headers: (readonly [string, string])[] = [];
  #stalled: NodeJS.Timeout | null = null;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.socket = options.socket;
    this.id = `0x${(0x7f4910000000 + Math.floor(Math.random() * 0xffffff)).toString(16)}`;
    options.socket.setNoDelay(true);
    options.socket.on('data', (bytes) => this.#take(bytes));
    options.socket.on('drain', () => this.#flowing());
    // A reset by the client is an ordinary end; 'close' follows.
    options.socket.on('error', () => {});
    options.socket.on('close', () => {
      this.#flowing();
      options.onClose(this);
    });
  }

  accept(account: DemoAccount, events: number): void {
    this.account = account;
    this.#readMask = classMask(account.read);
    this.#writeMask = classMask(account.write);
    this.#eventMask = events;
  }

  setEvents(mask: number): void {
    this.#eventMask = mask;
  }

  /** @param authority classes of which one is needed; none: everybody may. */
  may(authority: readonly AmiClass[]): boolean {
    return authority.length === 0 || authority.some((each) => (this.#writeMask & classBit(each)) !== 0);
  }

  hears(cls: AmiClass): boolean {
    const bit = classBit(cls);
    return (this.#readMask & bit) !== 0 && (this.#eventMask & bit) !== 0;
  }

  event(cls: AmiClass, name: string, message: string): void {
    if (this.hears(cls) && (this.filters.length === 0 || passesFilters(this.filters, name, message)))
      this.write(message);
  }

  respond(request: AmiRequest, response: string, rest: string): void {
    this.write(`${lines('Response', response)}${actionId(request)}${rest}\r\n`);
  }
  success(request: AmiRequest, message: string): void {
    this.respond(request, 'Success', lines('Message', message));
  }
  error(request: AmiRequest, message: string): void {
    this.respond(request, 'Error', lines('Message', message));
  }
  /** A list: the response, its items (without line end of the message), and the event that closes it. */
  list(request: AmiRequest, message: string, items: readonly string[], complete: string): void {
    this.respond(request, 'Success', lines('EventList', 'start', 'Message', message));
    const id = actionId(request);
    const close = `${lines('Event', complete)}${id}${lines('EventList', 'Complete', 'ListItems', items.length)}\r\n`;
    this.write(items.map((item) => `${item}\r\n`).join('') + close);
  }

  write(text: string): void {
    const { socket } = this;
    if (socket.destroyed || socket.writableEnded) return;
    if (!socket.write(text) && !this.#stalled) this.#watch();
    if (socket.writableLength > mostBuffered) socket.destroy();
  }

  end(): void {
    this.closing = true;
    this.socket.end();
  }

  /** A client that took nothing at all while the write timeout ran is cut off; our own lag is not blamed on it. */
  #watch(): void {
    const { writeTimeoutMs } = this.#options;
    const taken = this.#taken();
    const due = performance.now() + writeTimeoutMs;
    this.#stalled = setTimeout(() => {
      const late = performance.now() - due > writeTimeoutMs / 2;
      if (late || this.#taken() > taken) this.#watch();
      else this.socket.destroy();
    }, writeTimeoutMs);
  }

  #taken(): number {
    return this.socket.bytesWritten - this.socket.writableLength;
  }

  #flowing(): void {
    if (this.#stalled) clearTimeout(this.#stalled);
    this.#stalled = null;
  }

  #take(bytes: Buffer): void {
    this.#pending = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
    for (let end = this.#pending.indexOf(10); end >= 0; end = this.#pending.indexOf(10)) {
      const line = this.#pending.subarray(0, end);
      this.#pending = this.#pending.subarray(end + 1);
      if (line.length > longestLine) this.#tooLong();
      else this.#line(line.toString('utf8').replace(/\r$/, ''));
      if (this.closing) return;
    }
    if (this.#pending.length > longestLine) {
      this.#pending = Buffer.alloc(0);
      this.#tooLong();
    }
  }

  #tooLong(): void {
    this.#headers = [];
    this.write(`${lines('Response', 'Error', 'Message', 'Failed to parse message: line too long')}\r\n`);
  }

  #line(line: string): void {
    if (line !== '') {
      const colon = line.indexOf(':');
      if (colon > 0) this.#headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
      return;
    }
    if (this.#headers.length === 0) return;
    const pairs = this.#headers;
    this.#headers = [];
    const headers = new Map<string, string>();
    for (const [name, value] of pairs) {
      const key = name.toLowerCase();
      if (!headers.has(key)) headers.set(key, value);
    }
    const request = { action: headers.get('action') ?? '', actionId: headers.get('actionid') ?? '', headers, pairs };
    this.#options.onRequest(this, request);
  }
}

/** The ActionID line of answers to `request`; nothing if it had none. */
export function actionId(request: AmiRequest): string {
  return request.actionId === '' ? '' : lines('ActionID', request.actionId);
}
