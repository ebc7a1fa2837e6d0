import type { Buffer } from 'node:buffer';

const LF = 10;
const CR = 13;
const RAW_OUTPUT = 'Response: Follows';
const RAW_OUTPUT_END = '--END COMMAND--';
/** Bytes past an empty line that tell whether another message begins there: `Response: `. */
const LOOK_AHEAD = 10;

/** How the lines of a message end, told by its first line: in a CR LF message a bare LF is part of a value. */
export type LineEnd = 'unknown' | 'crlf' | 'lf';

/** An unfinished message: where it begins in the buffer, and what is known of it. */
export interface Unfinished {
  start: number;
  /** No empty line ends before here. */
  searched: number;
  lineEnd: LineEnd;
}

/** Bytes by which an unfinished message may exceed the size it is found to have when finished. */
export const UNFINISHED_EXCESS = 4 + LOOK_AHEAD;

/**
 * Finds the complete messages in the first `length` bytes, from an unfinished one on. `spans` gets start and end of
 * each, empty lines not counted. The unfinished message that remains is left in `rest`; its start is `length` if
 * there is none.
 */
export function frame(buffer: Buffer, length: number, rest: Unfinished, spans: number[]): void {
  for (;;) {
    let start = rest.start;
    while (start < length && (buffer[start] === CR || buffer[start] === LF)) start++;
    rest.start = start;
    if (rest.searched < start) rest.searched = start;
    if (start === length) return;
    const end = messageEnd(buffer, length, rest);
    if (end < 0) return;
    let last = end - 2;
    while (last > start && (buffer[last - 1] === LF || buffer[last - 1] === CR)) last--;
    spans.push(start, last);
    rest.start = end;
    rest.searched = end;
    rest.lineEnd = 'unknown';
  }
}

function messageEnd(buffer: Buffer, length: number, rest: Unfinished): number {
  const { start, searched } = rest;
  if (rest.lineEnd === 'unknown') rest.lineEnd = lineEndOf(buffer, start, searched, length);
  let end = rest.lineEnd === 'unknown' ? -1 : emptyLineEnd(buffer, start, searched, length, rest.lineEnd);
  while (end > 0 && isRawOutput(buffer, start, length)) {
    const ends = rawOutputEndsAt(buffer, start, end, length);
    if (ends === null) {
      rest.searched = end - 1;
      return -1;
    }
    if (ends) break;
    end = emptyLineEnd(buffer, start, end, length, rest.lineEnd);
  }
  rest.searched = length;
  return end;
}

function lineEndOf(buffer: Buffer, start: number, from: number, length: number): LineEnd {
  for (let i = from; i < length; i++) {
    if (buffer[i] === LF) return i > start && buffer[i - 1] === CR ? 'crlf' : 'lf';
  }
  return 'unknown';
}

/**
 * Index after the empty line that closes what began at `start`, or -1. No empty line ends before `from`. While the
 * line end is unknown, either kind of empty line closes.
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

/** Whether raw output is over at `end`: behind its mark, or where another message begins. Null: too few bytes to tell. */
function rawOutputEndsAt(buffer: Buffer, start: number, end: number, length: number): boolean | null {
  const closing = buffer.toString('latin1', Math.max(start, end - RAW_OUTPUT_END.length - 4), end).trimEnd();
  if (closing.endsWith(RAW_OUTPUT_END)) return true;
  if (length - end < LOOK_AHEAD) return null;
  return /^(?:Event|Response): /.test(buffer.toString('latin1', end, end + LOOK_AHEAD));
}
