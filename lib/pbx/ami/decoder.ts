import { Buffer } from 'node:buffer';
import { type AmiMessage, WireMessage } from './amiMessage.ts';
import { EventNames } from './eventNames.ts';
import { emptyLineEnd, isRawOutput, type LineEnd, LOOK_AHEAD, lineEndOf, rawOutputEndsAt } from './framing.ts';
import { resync } from './resync.ts';
import { decodeText } from './wireText.ts';

/** What was given up, and why; the stream goes on with the next message. */
export interface Malformed {
  reason: 'line_too_long' | 'message_too_long' | 'not_ami' | 'cut';
  /** Bytes given up; of a message beyond the limit, the limit. */
  bytes: number;
  /** One sentence, without any of the content. */
  detail: string;
}

export interface AmiDecoderOptions {
  onMessage: (message: AmiMessage) => void;
  onMalformed?: (malformed: Malformed) => void;
  /** Only events of these names are handed out; any other costs little more than finding its end. Null: all. */
  wanted?: ReadonlySet<string> | null;
  /** A longer message is dropped. Default 4 MiB. */
  maxMessageBytes?: number;
  /** A message with a longer line is dropped. Default 64 KiB; the longest line seen from Asterisk has 8,200 bytes. */
  maxLineBytes?: number;
}

const LF = 10;
const CR = 13;
const MAX_BANNER_BYTES = 1024;

/**
 * Bytes of one AMI connection, in any chunking, to messages. A message ends with an empty line; its lines end with
 * CR LF, or with LF alone if its first line does. At most one unfinished message is held, never more than about
 * `maxMessageBytes`. What cannot be read costs that message and is reported; the stream goes on. The callbacks must
 * not throw and must not push; they may `reset`.
 */
export class AmiDecoder {
  /** First line of the connection, such as `Asterisk Call Manager/11.0.0`; null until it came, or if a message came first. */
  banner: string | null = null;
  /** Whether `wanted` applies; may be switched off while everything is needed. */
  filtering: boolean;
  /** Bytes pushed since construction. */
  byteCount = 0;
  /** Messages complete since construction, unwanted ones included. */
  messageCount = 0;
  /** Messages and scraps given up since construction. */
  malformedCount = 0;

  readonly #onMessage: (message: AmiMessage) => void;
  readonly #onMalformed: (malformed: Malformed) => void;
  readonly #names: EventNames;
  readonly #maxMessageBytes: number;
  readonly #maxLineBytes: number;

  /** The unfinished message, if there is one, and how much of it was searched for its end. */
  #carry: Buffer = Buffer.alloc(0);
  #carryLength = 0;
  #searched = 0;
  #lineEnd: LineEnd = 'unknown';
  #awaitsBanner = true;
  #skipping = false;
  /** Grows at `reset`, so that a push interrupted by it stops. */
  #connection = 0;

  constructor(options: AmiDecoderOptions) {
    this.#onMessage = options.onMessage;
    this.#onMalformed = options.onMalformed ?? (() => {});
    this.#names = new EventNames(options.wanted ?? null);
    this.filtering = options.wanted != null;
    this.#maxMessageBytes = options.maxMessageBytes ?? 4 * 1024 * 1024;
    this.#maxLineBytes = options.maxLineBytes ?? 64 * 1024;
  }

  /** Takes the next bytes. They are not kept: the chunk may be reused as soon as this returns. */
  push(chunk: Uint8Array): void {
    this.byteCount += chunk.length;
    if (this.#carryLength === 0) {
      const buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      this.#decode(buffer, buffer.length);
      return;
    }
    const length = this.#carryLength + chunk.length;
    if (length > this.#carry.length) {
      const grown = Buffer.allocUnsafeSlow(Math.max(length, this.#carry.length * 2));
      this.#carry.copy(grown, 0, 0, this.#carryLength);
      this.#carry = grown;
    }
    this.#carry.set(chunk, this.#carryLength);
    this.#decode(this.#carry, length);
  }

  /** The connection ended: an unfinished message is dropped and reported. Ready for the next connection. */
  end(): void {
    const cut = this.#carryLength;
    if (cut > 0 && !this.#skipping && !this.#awaitsBanner) {
      this.#report('cut', cut, `The connection ended within a message; its first ${inBytes(cut)} were dropped.`);
    }
    this.reset();
  }

  /** Forgets the connection so far; the next bytes begin a new one, with a banner. */
  reset(): void {
    this.banner = null;
    this.#awaitsBanner = true;
    this.#skipping = false;
    this.#lineEnd = 'unknown';
    this.#connection++;
    this.#keep(this.#carry, 0, 0, 0);
  }

  #decode(buffer: Buffer, length: number): void {
    const connection = this.#connection;
    let at = 0;
    let searched = this.#searched;
    if (this.#awaitsBanner) {
      at = this.#readBanner(buffer, length);
      if (at < 0) {
        this.#keep(buffer, 0, length, 0);
        return;
      }
      searched = at;
    }
    if (this.#skipping) {
      at = emptyLineEnd(buffer, 0, searched, length, this.#lineEnd);
      if (at < 0) {
        this.#keepTail(buffer, length);
        return;
      }
      this.#skipping = false;
      this.#lineEnd = 'unknown';
      searched = at;
    }
    for (;;) {
      while (at < length && (buffer[at] === CR || buffer[at] === LF)) at++;
      if (at >= length) break;
      const end = this.#messageEnd(buffer, at, Math.max(at, searched), length);
      if (end < 0) {
        if (length - at <= this.#maxMessageBytes + 4 + LOOK_AHEAD) {
          this.#keep(buffer, at, length, this.#searched);
          return;
        }
        this.#skipping = true;
        this.#reportMessageTooLong();
        if (connection === this.#connection) this.#keepTail(buffer, length);
        return;
      }
      this.#lineEnd = 'unknown';
      this.messageCount++;
      this.#finish(buffer, at, end);
      if (connection !== this.#connection) return;
      at = end;
      searched = end;
    }
    this.#keep(buffer, length, length, 0);
  }

  /** Index after the banner, 0 if there is none, -1 while that is not known. */
  #readBanner(buffer: Buffer, length: number): number {
    const limit = Math.min(length, MAX_BANNER_BYTES);
    const end = buffer.subarray(0, limit).indexOf(LF);
    if (end < 0 && limit < MAX_BANNER_BYTES) return -1;
    this.#awaitsBanner = false;
    const line = decodeText(buffer.toString('latin1', 0, Math.max(0, end))).trimEnd();
    if (end < 0 || /^(?:Event|Response):/.test(line)) return 0;
    this.banner = line;
    return end + 1;
  }

  /** Index after the message that begins at `start`; -1 while it is incomplete, with `#searched` telling how far it was. */
  #messageEnd(buffer: Buffer, start: number, searched: number, length: number): number {
    if (this.#lineEnd === 'unknown') this.#lineEnd = lineEndOf(buffer, start, searched, length);
    this.#searched = length - start;
    if (this.#lineEnd === 'unknown') return -1;
    let end = emptyLineEnd(buffer, start, searched, length, this.#lineEnd);
    while (end > 0 && isRawOutput(buffer, start, length)) {
      const ends = rawOutputEndsAt(buffer, start, end, length);
      if (ends) break;
      if (ends === null) {
        this.#searched = end - 1 - start;
        return -1;
      }
      end = emptyLineEnd(buffer, start, end, length, this.#lineEnd);
    }
    return end;
  }

  #finish(buffer: Buffer, start: number, end: number): void {
    let last = end;
    while (last > start && (buffer[last - 1] === LF || buffer[last - 1] === CR)) last--;
    if (last - start > this.#maxLineBytes && this.#isTooLong(buffer, start, last)) return;
    const name = this.#names.read(buffer, start, last);
    if (name === null) {
      this.#saveScrap(buffer.toString('latin1', start, last));
      return;
    }
    if (this.filtering && !name.wanted) return;
    const text = buffer.toString('latin1', start, last);
    // A second `Event:` line means that an end was lost; only a UserEvent may carry such a header of its own.
    if (text.indexOf('\nEvent: ') > 0 && name.text !== 'UserEvent' && !isRawOutput(buffer, start, last)) {
      this.#deliverApart(text.split(/\r?\n(?=Event: )/));
      return;
    }
    this.#onMessage(new WireMessage(name.kind, name.text, text));
  }

  #deliverApart(texts: string[]): void {
    const connection = this.#connection;
    this.messageCount += texts.length - 1;
    for (const text of texts) {
      const wire = Buffer.from(text, 'latin1');
      const name = this.#names.read(wire, 0, wire.length);
      if (name === null) this.#onMessage(new WireMessage('other', '', text));
      else if (name.wanted || !this.filtering) this.#onMessage(new WireMessage(name.kind, name.text, text));
      if (connection !== this.#connection) return;
    }
  }

  /** A message that begins with neither `Event:` nor `Response:`. */
  #saveScrap(text: string): void {
    const connection = this.#connection;
    const { dropped, message } = resync(text);
    if (dropped > 0) this.#report('not_ami', dropped, `Dropped ${inBytes(dropped)} that are no AMI message.`);
    if (message !== null && connection === this.#connection) this.#deliverApart([message]);
  }

  #isTooLong(buffer: Buffer, start: number, last: number): boolean {
    const size = last - start;
    if (size > this.#maxMessageBytes) {
      this.#reportMessageTooLong();
      return true;
    }
    for (let line = start; line < last; ) {
      const found = buffer.indexOf(LF, line);
      const lineEnd = found < 0 || found > last ? last : found;
      if (lineEnd - line > this.#maxLineBytes) {
        const limit = inBytes(this.#maxLineBytes);
        this.#report(
          'line_too_long',
          size,
          `Dropped an AMI message of ${inBytes(size)}: a line of it is over ${limit}.`,
        );
        return true;
      }
      line = lineEnd + 1;
    }
    return false;
  }

  #reportMessageTooLong(): void {
    const limit = this.#maxMessageBytes;
    this.#report('message_too_long', limit, `Dropped an AMI message of over ${inBytes(limit)}, up to its empty line.`);
  }

  #report(reason: Malformed['reason'], size: number, detail: string): void {
    this.malformedCount++;
    this.#onMalformed({ reason, bytes: size, detail });
  }

  /** Of a message that is skipped, only the start of the empty line that may close it. */
  #keepTail(buffer: Buffer, length: number): void {
    const start = Math.max(0, length - 3);
    this.#keep(buffer, start, length, length - start);
  }

  /** Keeps [start, end) for the next push, `searched` bytes of it known to close nothing. */
  #keep(buffer: Buffer, start: number, end: number, searched: number): void {
    const length = end - start;
    if (buffer === this.#carry) {
      buffer.copyWithin(0, start, end);
    } else if (length > 0) {
      if (this.#carry.length < length) this.#carry = Buffer.allocUnsafeSlow(Math.max(4096, length * 2));
      buffer.copy(this.#carry, 0, start, end);
    }
    // The buffer of an exceptional message is given back.
    if (length < 4096 && this.#carry.length > 1024 * 1024) this.#carry = Buffer.from(this.#carry.subarray(0, length));
    this.#carryLength = length;
    this.#searched = searched;
  }
}

function inBytes(count: number): string {
  return `${count.toLocaleString('en-US')} byte${count === 1 ? '' : 's'}`;
}
