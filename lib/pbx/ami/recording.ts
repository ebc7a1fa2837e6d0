import { open, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** One read from the socket, or a mark of the connection, in the order in which they were recorded. */
export type RecordedRead =
  /** `timed`: the table of reads tells when; else `receivedAt` is the last instant that is known, or `baseTime`. */
  | { kind: 'bytes'; receivedAt: number; connection: number; bytes: Buffer; timed: boolean }
  | { kind: 'connect' | 'close' | 'error'; receivedAt: number; connection: number };

export interface RecordingOptions {
  /** The table of reads, `.jsonl` or `.jsonl.gz`: a row `{t, conn, off, len}` or `{t, conn, ev, off}` a line. */
  chunks?: string | null;
  /** Epoch ms given to all bytes when there is no table of reads. Default: when the stream's file was last changed. */
  baseTime?: number;
  /** One sentence when the recording is cut; what there is of it is still read. */
  onNotice?: (detail: string) => void;
}

/** A recording that cannot be read; the message is one sentence naming file and line. */
export class RecordingError extends Error {
  override name = 'RecordingError';
}

const PIECE_BYTES = 64 * 1024;
/** A banner, and what follows it at once in every recording. */
const BANNER = /Asterisk Call Manager\/[\w.]+\r?\n(?=Response: |$)/g;
const MAX_BANNER_BYTES = 80;

/**
 * Reads a recorded AMI stream, plain or gzipped, with the times of its table of reads. Without a table, and behind the
 * end of one, it comes in pieces of 64 KiB, and a connection begins at each banner.
 * @throws RecordingError
 */
export async function* readRecording(
  stream: string,
  options: RecordingOptions = {},
): AsyncGenerator<RecordedRead, void, undefined> {
  const notice = options.onNotice ?? (() => {});
  const bytes = new ByteQueue(fileBytes(stream, notice));
  try {
    if (options.chunks) yield* timedReads(stream, bytes, options.chunks, notice);
    else {
      // a file that is not there is told by the reading of it, in a sentence
      const receivedAt = options.baseTime ?? (await stat(stream).catch(() => null))?.mtimeMs ?? Date.now();
      yield* untimedReads(bytes, Buffer.alloc(0), receivedAt, 0);
    }
  } finally {
    await bytes.close();
  }
}

async function* timedReads(
  stream: string,
  bytes: ByteQueue,
  table: string,
  notice: (detail: string) => void,
): AsyncGenerator<RecordedRead, void, undefined> {
  let offset = 0;
  let open: { connection: number; receivedAt: number } | null = null;
  let last = { connection: 0, receivedAt: 0 };
  for await (const { row, place } of tableRows(table, notice)) {
    const at = { receivedAt: row.t, connection: row.conn };
    last = at;
    if (row.ev !== undefined) {
      open = row.ev === 'connect' ? at : row.ev === 'close' ? null : open;
      yield { kind: row.ev, ...at };
      continue;
    }
    if (row.off !== offset) {
      throw new RecordingError(
        `${place}: the read begins at byte ${row.off}, but the one before it ended at ${offset}; give the table that belongs to ${stream}.`,
      );
    }
    const chunk = await bytes.take(row.len);
    offset += chunk.length;
    if (chunk.length > 0) yield { kind: 'bytes', ...at, bytes: chunk, timed: true };
    open = at;
    if (chunk.length < row.len) {
      notice(
        `${stream} ends at byte ${offset}, within the read of ${place}: it is cut; what follows in the table is left out.`,
      );
      yield { kind: 'close', ...at };
      return;
    }
  }
  const rest = await bytes.take(1);
  if (rest.length > 0) {
    notice(`${stream} has bytes after ${offset} that ${table} does not list; they are read without times of arrival.`);
    yield* untimedReads(bytes, rest, last.receivedAt, open?.connection ?? last.connection);
    return;
  }
  if (open !== null) yield { kind: 'close', ...open };
}

/** The rows of a table of reads, each with its place; of a cut one as far as they are whole. */
async function* tableRows(
  table: string,
  notice: (detail: string) => void,
): AsyncGenerator<{ row: Row; place: string }, void, undefined> {
  let cut = false;
  const bytes = fileBytes(table, (sentence) => {
    cut = true;
    notice(sentence);
  });
  const input = Readable.from(bytes);
  let lineNumber = 0;
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      const place = `${table}:${++lineNumber}`;
      if (line.trim() === '') continue;
      let row: Row;
      try {
        row = parseRow(line, place);
      } catch (error) {
        // the line in which a cut table ends
        if (cut) return;
        throw error;
      }
      yield { row, place };
    }
  } finally {
    input.destroy();
    await bytes.return();
  }
}

/** @param connection the number of the one that is open, or was the last, when the first of these bytes came; 0: none */
async function* untimedReads(
  bytes: ByteQueue,
  before: Buffer,
  receivedAt: number,
  connection: number,
): AsyncGenerator<RecordedRead, void, undefined> {
  let held = before;
  const read = (part: Buffer) => ({ kind: 'bytes' as const, receivedAt, connection, bytes: part, timed: false });
  for (;;) {
    const more = await bytes.take(PIECE_BYTES);
    const last = more.length < PIECE_BYTES;
    const piece = Buffer.concat([held, more]);
    // A banner may lie across two pieces.
    const safe = last ? piece.length : Math.max(0, piece.length - MAX_BANNER_BYTES);
    let from = 0;
    for (const banner of piece.toString('latin1').matchAll(BANNER)) {
      if (banner.index > safe) break;
      if (banner.index > from) yield read(piece.subarray(from, banner.index));
      if (connection > 0) yield { kind: 'close', receivedAt, connection };
      yield { kind: 'connect', receivedAt, connection: ++connection };
      from = banner.index;
    }
    const to = Math.max(from, safe);
    if (to > from) yield read(piece.subarray(from, to));
    held = piece.subarray(to);
    if (last) break;
  }
  if (connection > 0) yield { kind: 'close', receivedAt, connection };
}

type Row = { t: number; conn: number; off: number } & (
  | { ev: 'connect' | 'close' | 'error'; len?: undefined }
  | { ev?: undefined; len: number }
);

function parseRow(line: string, place: string): Row {
  let row: Partial<Row> | null = null;
  try {
    row = JSON.parse(line);
  } catch {
    // Told below, with its place.
  }
  const isMark = row?.ev === 'connect' || row?.ev === 'close' || row?.ev === 'error';
  const isRead = row?.ev === undefined && isCount(row?.off) && isCount(row?.len);
  if (!row || !Number.isFinite(row.t) || !isCount(row.conn) || !(isMark || isRead)) {
    throw new RecordingError(
      `${place}: not a row of a table of reads, such as {"t":1795282398336,"conn":1,"off":0,"len":30}.`,
    );
  }
  // some recorders note fractions of a millisecond; instants have none
  return { ...row, t: Math.floor(row.t as number) } as Row;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Takes bytes in sizes other than those in which they come. */
class ByteQueue {
  readonly #source: AsyncGenerator<Buffer, void, undefined>;
  #held: Buffer = Buffer.alloc(0);
  #ended = false;

  constructor(source: AsyncGenerator<Buffer, void, undefined>) {
    this.#source = source;
  }

  /** No more is wanted. */
  async close(): Promise<void> {
    await this.#source.return();
  }

  /** The next `count` bytes; fewer only at the end. */
  async take(count: number): Promise<Buffer> {
    const parts = [this.#held];
    let length = this.#held.length;
    while (length < count && !this.#ended) {
      const next = await this.#source.next();
      if (next.done) this.#ended = true;
      else {
        parts.push(next.value);
        length += next.value.length;
      }
    }
    const all = parts.length === 1 ? this.#held : Buffer.concat(parts);
    this.#held = all.subarray(count);
    return all.subarray(0, count);
  }
}

/** The bytes of a file, unpacked if it is gzip, whatever its name. A cut gzip gives what there is of it. */
async function* fileBytes(path: string, notice: (detail: string) => void): AsyncGenerator<Buffer, void, undefined> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new RecordingError(`${path} cannot be read (${error.code ?? error.message}): check the path.`);
  });
  const { buffer: magic } = await file.read(Buffer.alloc(2), 0, 2, 0);
  const packed = file.createReadStream({ start: 0 });
  if (magic[0] !== 0x1f || magic[1] !== 0x8b) {
    yield* packed;
    return;
  }
  try {
    yield* packed.pipe(createGunzip());
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'Z_BUF_ERROR') throw new RecordingError(`${path} is damaged gzip (${message}): copy it again.`);
    notice(`${path} is cut: its gzip data end early.`);
  } finally {
    packed.destroy();
  }
}
