import type { Buffer } from 'node:buffer';
import { decodeText } from './wireText.ts';

/** The value of a message's first header, with what is known of it. */
export interface EventName {
  readonly kind: 'event' | 'response';
  readonly text: string;
  /** Responses are always wanted. */
  readonly wanted: boolean;
  /** The bytes, one character each. */
  readonly wire: string;
}

const SLOTS = 1024;
const COLON = 0x3a;

/** Reads `Event: X` and `Response: X` without making a string for a name seen before. Bounded: a slot per hash. */
export class EventNames {
  readonly #wanted: ReadonlySet<string> | null;
  readonly #slots: (EventName | undefined)[] = new Array(SLOTS).fill(undefined);

  /** @param wanted names of the events that are wanted; null: all. */
  constructor(wanted: ReadonlySet<string> | null) {
    this.#wanted = wanted;
  }

  /** The name of the message whose first line begins at `start`; null if that is neither header. */
  read(buffer: Buffer, start: number, end: number): EventName | null {
    let at: number;
    let kind: 'event' | 'response';
    if (buffer[start + 5] === COLON && isWord(buffer, start, 'Event')) {
      kind = 'event';
      at = start + 6;
    } else if (buffer[start + 8] === COLON && isWord(buffer, start, 'Response')) {
      kind = 'response';
      at = start + 9;
    } else return null;
    if (buffer[at] === 0x20) at++;
    let hash = kind === 'event' ? 1 : 2;
    let stop = at;
    for (; stop < end; stop++) {
      const byte = buffer[stop] as number;
      if (byte === 13 || byte === 10) break;
      hash = (hash * 31 + byte) & 0xffffff;
    }
    const slot = hash % SLOTS;
    const known = this.#slots[slot];
    if (
      known !== undefined &&
      known.kind === kind &&
      stop - at === known.wire.length &&
      isWord(buffer, at, known.wire)
    ) {
      return known;
    }
    const wire = buffer.toString('latin1', at, stop);
    const text = decodeText(wire);
    const wanted = kind === 'response' || this.#wanted === null || this.#wanted.has(text);
    const name: EventName = { kind, text, wanted, wire };
    this.#slots[slot] = name;
    return name;
  }
}

function isWord(buffer: Buffer, at: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    if (buffer[at + i] !== word.charCodeAt(i)) return false;
  }
  return true;
}
