import { Buffer } from 'node:buffer';
import { type AmiMessage, WireMessage } from './amiMessage.ts';
import { EventNames } from './eventNames.ts';
import { emptyLineEnd, frame, isRawOutput, UNFINISHED_EXCESS, type Unfinished } from './framing.ts';
import { resync, unjoin } from './resync.ts';
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

  /** The bytes of the unfinished message. */
  #carry: Buffer = Buffer.alloc(0);
  #carryLength = 0;
  readonly #rest: Unfinished = { start: 0, searched: 0, lineEnd: 'unknown' };
  readonly #spans: number[] = [];
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
    const buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = 0;
    if (this.#carryLength > 0) {
      // Only the end of the carried message is copied to it; what follows is decoded where it lies.
      const connection = this.#connection;
      const end = emptyLineEnd(buffer, 0, 0, buffer.length, 'crlf');
      start = end < 0 ? buffer.length : end;
      this.#append(buffer, 0, start);
      if (connection !== this.#connection || start === buffer.length) return;
      if (this.#carryLength > 0) {
        this.#append(buffer, start, buffer.length);
        return;
      }
    }
    this.#rest.start = start;
    this.#rest.searched = start;
    this.#decode(buffer, buffer.length);
  }

  /** The first line of the connection has not come yet. */
  get awaitsBanner(): boolean {
    return this.#awaitsBanner;
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
    this.#connection++;
    this.#rest.searched = 0;
    this.#rest.lineEnd = 'unknown';
    this.#keep(this.#carry, 0, 0);
  }

  #decode(buffer: Buffer, length: number): void {
    const connection = this.#connection;
    const rest = this.#rest;
    this.#carryLength = 0;
    if (this.#awaitsBanner && !this.#readBanner(buffer, length)) {
      this.#keep(buffer, 0, length);
      return;
    }
    if (this.#skipping) {
      const end = emptyLineEnd(buffer, rest.start, rest.searched, length, rest.lineEnd);
      if (end < 0) {
        this.#keepTail(buffer, length);
        return;
      }
      this.#skipping = false;
      rest.start = end;
      rest.searched = end;
      rest.lineEnd = 'unknown';
    }
    // Finding all ends first, then handing out, is much faster than one after the other: each loop stays small.
    const spans = this.#spans;
    frame(buffer, length, rest, spans);
    for (let i = 0; i < spans.length; i += 2) {
      this.messageCount++;
      this.#finish(buffer, spans[i] as number, spans[i + 1] as number);
      if (connection !== this.#connection) break;
    }
    spans.length = 0;
    if (connection !== this.#connection) return;
    if (length - rest.start > this.#maxMessageBytes + UNFINISHED_EXCESS) {
      this.#skipping = true;
      this.#reportMessageTooLong();
      if (connection === this.#connection) this.#keepTail(buffer, length);
    } else this.#keep(buffer, rest.start, length);
  }

  /** Reads the banner, or finds that there is none; false while that cannot be told. */
  #readBanner(buffer: Buffer, length: number): boolean {
    const limit = Math.min(length, MAX_BANNER_BYTES);
    const end = buffer.subarray(0, limit).indexOf(LF);
    if (end < 0 && limit < MAX_BANNER_BYTES) return false;
    this.#awaitsBanner = false;
    const line = decodeText(buffer.toString('latin1', 0, Math.max(0, end))).trimEnd();
    if (end < 0 || /^(?:Event|Response):/.test(line)) return true;
    this.banner = line;
    this.#rest.start = end + 1;
    return true;
  }

  #finish(buffer: Buffer, start: number, end: number): void {
    if (end - start > this.#maxLineBytes && this.#isTooLong(buffer, start, end)) return;
    const name = this.#names.read(buffer, start, end);
    if (name === null) {
      this.#saveScrap(buffer.toString('latin1', start, end));
      return;
    }
    if (this.filtering && !name.wanted) return;
    const text = buffer.toString('latin1', start, end);
    // A second `Event:` line means that an end was lost; only a UserEvent may carry such a header of its own.
    if (text.indexOf('Event: ', 1) > 0 && name.text !== 'UserEvent' && !isRawOutput(buffer, start, end)) {
      this.#deliverApart(unjoin(text));
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

  /** Puts bytes behind the carried ones and decodes them together. */
  #append(bytes: Buffer, start: number, end: number): void {
    const length = this.#carryLength + end - start;
    if (length > this.#carry.length) {
      const grown = Buffer.allocUnsafeSlow(Math.max(length, this.#carry.length * 2));
      this.#carry.copy(grown, 0, 0, this.#carryLength);
      this.#carry = grown;
    }
    bytes.copy(this.#carry, this.#carryLength, start, end);
    this.#decode(this.#carry, length);
  }

  /** Of a message that is skipped, keeps only what may begin the empty line that closes it. */
  #keepTail(buffer: Buffer, length: number): void {
    this.#rest.searched = length;
    this.#keep(buffer, Math.max(0, length - 3), length);
  }

  /** Keeps [start, end) for the next push. */
  #keep(buffer: Buffer, start: number, end: number): void {
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
    this.#rest.start = 0;
    this.#rest.searched = Math.max(0, this.#rest.searched - start);
  }
}

function inBytes(count: number): string {
  return `${count.toLocaleString('en-US')} byte${count === 1 ? '' : 's'}`;
}
