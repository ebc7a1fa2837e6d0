import type { Buffer } from 'node:buffer';

const LF = 10;
const CR = 13;
const RAW_OUTPUT = 'Response: Follows';
const RAW_OUTPUT_END = '--END COMMAND--';

/** How the lines of one message end; `unknown` until its first line is complete. */
export type LineEnd = 'unknown' | 'crlf' | 'lf';

/**
 * How a message's lines end, told by its first: in a CR LF message a bare LF is part of a value.
 * @param from where to look for the end of the first line, not before `start`.
 */
export function lineEndOf(buffer: Buffer, start: number, from: number, length: number): LineEnd {
  for (let i = from; i < length; i++) {
    if (buffer[i] === LF) return i > start && buffer[i - 1] === CR ? 'crlf' : 'lf';
  }
  return 'unknown';
}

/**
 * Index after the empty line that closes the message begun at `start`, or -1. What ends before `from` is known not
 * to close it.
 */
export function emptyLineEnd(buffer: Buffer, start: number, from: number, length: number, lineEnd: LineEnd): number {
  return lineEnd === 'crlf'
    ? crlfEmptyLineEnd(buffer, start, from, length)
    : anyEmptyLineEnd(buffer, start, from, length);
}

/** Looks at every fourth byte: one of them must fall into CR LF CR LF. */
function crlfEmptyLineEnd(buffer: Buffer, start: number, from: number, length: number): number {
  let i = Math.max(start + 3, from);
  while (i < length) {
    const byte = buffer[i] as number;
    if (byte > CR) i += 4;
    else if (byte === LF) {
      if (buffer[i - 1] === CR && buffer[i - 2] === LF && buffer[i - 3] === CR) return i + 1;
      i += 2;
    } else if (byte === CR) i += 1;
    else i += 4;
  }
  return -1;
}

function anyEmptyLineEnd(buffer: Buffer, start: number, from: number, length: number): number {
  for (let i = Math.max(start + 1, from); i < length; i++) {
    if (buffer[i] !== LF) continue;
    if (buffer[i - 1] === LF) return i + 1;
    if (buffer[i - 1] === CR && i - 2 >= start && buffer[i - 2] === LF) return i + 1;
  }
  return -1;
}

/** Whether the message is a Command's answer of Asterisk before 14: headers, then raw lines, which may be empty. */
export function isRawOutput(buffer: Buffer, start: number, length: number): boolean {
  if (buffer[start] !== 0x52 || buffer[start + 10] !== 0x46 || length - start < RAW_OUTPUT.length) return false;
  return buffer.toString('latin1', start, start + RAW_OUTPUT.length) === RAW_OUTPUT;
}

/** Bytes past an empty line that must be known to tell whether another message begins there. */
export const LOOK_AHEAD = 10;

/**
 * Whether raw output ends with the empty line that ends at `end`: behind its mark, or where another message begins.
 * Null while too few bytes follow to tell.
 */
export function rawOutputEndsAt(buffer: Buffer, start: number, end: number, length: number): boolean | null {
  const closing = buffer.toString('latin1', Math.max(start, end - RAW_OUTPUT_END.length - 4), end).trimEnd();
  if (closing.endsWith(RAW_OUTPUT_END)) return true;
  if (length - end < LOOK_AHEAD) return null;
  return /^(?:Event|Response): /.test(buffer.toString('latin1', end, end + LOOK_AHEAD));
}
