/** PostgreSQL's wire protocol 3, as far as a server in front of one embedded session needs it. */

const sslRequest = 80877103;
const gssRequest = 80877104;
const cancelRequest = 80877102;

/** Bigger than any batch that this product sends; a length beyond it means that the peer does not speak PostgreSQL. */
const longestFrame = 512 * 1024 * 1024;
/** Of whoever has not signed in, as in PostgreSQL. */
const longestFirstFrame = 10_000;

export type Frame =
  | { kind: 'encryption_request' }
  | { kind: 'cancel_request' }
  | { kind: 'startup' }
  | { kind: 'message'; type: string; bytes: Buffer };

/** Cuts the bytes of one connection, in whatever pieces they come, into frames. */
export class FrameReader {
  #pieces: Buffer[] = [];
  #size = 0;
  #started = false;
  #longest = longestFirstFrame;

  /** @throws RangeError when the bytes are no PostgreSQL protocol */
  *push(piece: Buffer): Generator<Frame> {
    this.#pieces.push(piece);
    this.#size += piece.length;
    for (;;) {
      const header = this.#started ? 5 : 8;
      if (this.#size < header) return;
      const length = this.#length();
      if (this.#size < length) return;
      yield this.#take(length);
    }
  }

  /** From here on frames may be as long as statements are. */
  signedIn(): void {
    this.#longest = longestFrame;
  }

  #length(): number {
    const head = this.#joined(8);
    const length = this.#started ? 1 + head.readInt32BE(1) : head.readInt32BE(0);
    if (length < (this.#started ? 5 : 8) || length > this.#longest)
      throw new RangeError(`a frame of ${length} bytes is no PostgreSQL protocol`);
    return length;
  }

  #take(length: number): Frame {
    const all = this.#joined(length);
    const bytes = all.subarray(0, length);
    this.#size -= length;
    this.#pieces = this.#size > 0 ? [all.subarray(length), ...this.#pieces.slice(1)] : [];
    if (this.#started) return { kind: 'message', type: String.fromCharCode(bytes[0] as number), bytes };
    const code = bytes.readInt32BE(4);
    if (code === sslRequest || code === gssRequest) return { kind: 'encryption_request' };
    if (code === cancelRequest) return { kind: 'cancel_request' };
    if (code >> 16 !== 3) throw new RangeError(`protocol version ${code >> 16} is not spoken here, only 3`);
    this.#started = true;
    return { kind: 'startup' };
  }

  /** The first piece, made at least `atLeast` bytes long if so many are there; joins once per frame, not once per piece. */
  #joined(atLeast: number): Buffer {
    const first = this.#pieces[0] as Buffer;
    if (first.length >= atLeast || this.#pieces.length === 1) return first;
    const all = Buffer.concat(this.#pieces);
    this.#pieces = [all];
    return all;
  }
}

/** What a server says after a client's startup: it is to show its password, as it is. */
export const passwordRequest: Buffer = message('R', int32(3));

/** The password in a client's answer to that. */
export function passwordIn(frame: Buffer): string {
  return frame.toString('utf8', 5).replace(/\0$/, '');
}

/** What a server says to a client that may come in: signed in, its parameters, ready. */
export function greeting(parameters: Record<string, string>): Buffer {
  return Buffer.concat([
    message('R', int32(0)),
    ...Object.entries(parameters).map(([name, value]) => message('S', Buffer.from(`${name}\0${value}\0`))),
    message('K', Buffer.concat([int32(process.pid), int32(0)])),
    message('Z', Buffer.from('I')),
  ]);
}

/** An ErrorResponse that ends the connection. `code` is a SQLSTATE. */
export function fatalError(code: string, text: string): Buffer {
  return message('E', Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${text}\0\0`));
}

/** The first ErrorResponse in a server's answer, or null. */
export function errorIn(answer: Buffer): Error | null {
  for (let at = 0; at + 5 <= answer.length; at += 1 + answer.readInt32BE(at + 1)) {
    if (answer[at] !== 0x45) continue;
    const fields = answer.toString('utf8', at + 5, at + 1 + answer.readInt32BE(at + 1)).split('\0');
    return new Error(fields.find((field) => field.startsWith('M'))?.slice(1) ?? 'unknown error');
  }
  return null;
}

/** A simple query. */
export function queryMessage(sql: string): Buffer {
  return message('Q', Buffer.from(`${sql}\0`));
}

export const syncMessage: Buffer = message('S', Buffer.alloc(0));

function message(type: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
