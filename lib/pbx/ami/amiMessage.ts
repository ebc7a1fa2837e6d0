import { decodeText, encodeText, usesCrlf } from './wireText.ts';

const LF = 10;
const CR = 13;
const SPACE = 32;
const COLON = 58;

/**
 * One decoded AMI message. Headers are looked up on demand, because most are never read. It owns its text: it stays
 * valid as long as it is held, whatever becomes of the buffer it came from.
 */
export interface AmiMessage {
  /** `other`: its first line is a header, but neither `Event:` nor `Response:`. */
  readonly kind: 'event' | 'response' | 'other';
  /** Value of the first header of an event or response (`Hangup`, `Success`); empty for `other`. */
  readonly name: string;
  /** The first value of the header, in exactly this spelling; undefined if the message has none, '' if it is empty. */
  get(header: string): string | undefined;
  /** Every value of a header that may be repeated (`Output`, `Variable`), in order. */
  getAll(header: string): string[];
  /** All headers in order of appearance, repeated ones included. */
  headers(): [name: string, value: string][];
  /** The lines as they came, for raw command output. */
  lines(): string[];
  /** Bytes on the wire, without the empty line that closes the message. */
  readonly byteLength: number;
}

/** The message on its wire text: one character per byte, lines parted by CR LF or LF, without the closing empty line. */
export class WireMessage implements AmiMessage {
  readonly kind: 'event' | 'response' | 'other';
  readonly name: string;
  readonly #text: string;

  constructor(kind: 'event' | 'response' | 'other', name: string, text: string) {
    this.kind = kind;
    this.name = name;
    this.#text = text;
  }

  get byteLength(): number {
    return this.#text.length;
  }

  get(header: string): string | undefined {
    const text = this.#text;
    const key = keyOf(header);
    const at = lineOf(text, key, 0);
    return at < 0 ? undefined : valueBetween(text, at + key.length, endOfLine(text, at));
  }

  getAll(header: string): string[] {
    const text = this.#text;
    const key = keyOf(header);
    const values: string[] = [];
    for (let at = lineOf(text, key, 0); at >= 0; at = lineOf(text, key, at + key.length)) {
      values.push(valueBetween(text, at + key.length, endOfLine(text, at)));
    }
    return values;
  }

  headers(): [name: string, value: string][] {
    const text = this.#text;
    const layout = layoutOf(this.name);
    const found: [string, string][] = [];
    for (let start = 0; start < text.length; ) {
      const end = endOfLine(text, start);
      const name = headerName(text, start, end, layout, found.length);
      if (name !== null) found.push([name.text, valueBetween(text, start + name.wire.length + 1, end)]);
      start = end + 1;
    }
    return found;
  }

  lines(): string[] {
    return decodeText(this.#text).split(/\r?\n/);
  }
}

/** A message made of header pairs, as the exchange would send it; the first pair is its `Event` or `Response`. */
export function amiMessage(headers: readonly (readonly [name: string, value: string])[]): AmiMessage {
  const text = headers.map(([name, value]) => `${encodeText(name)}: ${encodeText(value)}`).join('\r\n');
  const [first, value] = headers[0] ?? ['', ''];
  if (first === 'Event') return new WireMessage('event', value, text);
  if (first === 'Response') return new WireMessage('response', value, text);
  return new WireMessage('other', '', text);
}

const keys = new Map<string, string>();

/** `Header:` in wire text, made once for each header that the code asks for. */
function keyOf(header: string): string {
  let key = keys.get(header);
  if (key === undefined) {
    key = `${encodeText(header)}:`;
    keys.set(header, key);
  }
  return key;
}

interface HeaderName {
  readonly text: string;
  /** The bytes, one character each. */
  readonly wire: string;
}

const layouts = new Map<string, HeaderName[]>();

/** The header names last seen in messages of this name, in order: they nearly always come again. */
function layoutOf(name: string): HeaderName[] {
  let layout = layouts.get(name);
  if (layout === undefined) {
    layout = [];
    if (layouts.size < 1000) layouts.set(name, layout);
  }
  return layout;
}

/** The name of the header in [start, end), or null if the line is none; the nth of its message. */
function headerName(text: string, start: number, end: number, layout: HeaderName[], nth: number): HeaderName | null {
  const known = layout[nth];
  if (known !== undefined) {
    const colon = start + known.wire.length;
    if (text.charCodeAt(colon) === COLON && text.startsWith(known.wire, start)) return known;
  }
  const colon = text.indexOf(':', start);
  if (colon < 0 || colon >= end) return null;
  const wire = text.slice(start, colon);
  const name = { text: decodeText(wire), wire };
  if (nth < 200) layout[nth] = name;
  return name;
}

/** Where a line begins with the key, or -1. Searching without the line end is faster: a letter is rarer. */
function lineOf(text: string, key: string, from: number): number {
  let at = text.indexOf(key, from);
  while (at > 0 && !endsLine(text, at - 1)) at = text.indexOf(key, at + 1);
  return at;
}

/** Where the LF lies that ends the line, or the text. */
function endOfLine(text: string, from: number): number {
  let end = text.indexOf('\n', from);
  while (end >= 0 && !endsLine(text, end)) end = text.indexOf('\n', end + 1);
  return end < 0 ? text.length : end;
}

/** Whether a line ends with this character: in a message of CR LF a bare LF is part of a value. */
function endsLine(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== LF) return false;
  return text.charCodeAt(at - 1) === CR || !usesCrlf(text);
}

/** The value between a header's colon and the end of its line; one space and the CR do not belong to it. */
function valueBetween(text: string, colonEnd: number, lineEnd: number): string {
  const start = text.charCodeAt(colonEnd) === SPACE ? colonEnd + 1 : colonEnd;
  const end = lineEnd > start && text.charCodeAt(lineEnd - 1) === CR ? lineEnd - 1 : lineEnd;
  return decodeText(text.slice(start, end));
}
