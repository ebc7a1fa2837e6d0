import { decodeText, encodeText } from './wireText.ts';

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

  /** The wire text, one character per byte; for the few replies that are no headers. */
  get wireText(): string {
    return this.#text;
  }

  get(header: string): string | undefined {
    const text = this.#text;
    const needle = needleOf(header);
    const found = text.indexOf(needle);
    if (text.startsWith(needle.slice(1))) return valueAt(text, needle.length - 1);
    return found < 0 ? undefined : valueAt(text, found + needle.length);
  }

  getAll(header: string): string[] {
    const text = this.#text;
    const needle = needleOf(header);
    const values: string[] = [];
    if (text.startsWith(needle.slice(1))) values.push(valueAt(text, needle.length - 1));
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
      values.push(valueAt(text, at + needle.length));
    }
    return values;
  }

  headers(): [name: string, value: string][] {
    const text = this.#text;
    const found: [string, string][] = [];
    for (let start = 0; start < text.length; ) {
      let end = text.indexOf('\n', start);
      if (end < 0) end = text.length;
      const colon = text.indexOf(':', start);
      if (colon >= 0 && colon < end) found.push([decodeText(text.slice(start, colon)), valueAt(text, colon + 1)]);
      start = end + 1;
    }
    return found;
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

const needles = new Map<string, string>();

/** `\nHeader:` in wire text, made once per header name that the code asks for. */
function needleOf(header: string): string {
  let needle = needles.get(header);
  if (needle === undefined) {
    needle = `\n${encodeText(header)}:`;
    needles.set(header, needle);
  }
  return needle;
}

function valueAt(text: string, colonEnd: number): string {
  const start = text.charCodeAt(colonEnd) === 0x20 ? colonEnd + 1 : colonEnd;
  let end = text.indexOf('\n', start);
  if (end < 0) end = text.length;
  if (end > start && text.charCodeAt(end - 1) === 0x0d) end--;
  return decodeText(text.slice(start, end));
}
