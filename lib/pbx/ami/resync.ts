import { usesCrlf } from './wireText.ts';

const HEADER_LINE = /^[A-Za-z][\w ().-]*:/;

/**
 * What can be saved of a message that begins with neither `Event:` nor `Response:`. Well-formed headers are kept, an
 * event behind garbage is kept, garbage is not.
 * @param text wire text, one character per byte.
 * @returns the bytes to drop from its front and the rest, null if nothing is left.
 */
export function resync(text: string): { dropped: number; message: string | null } {
  const start = text.search(/(?<=\n)(?:Event|Response): /);
  const front = start < 0 ? text : text.slice(0, start);
  const isHeaders = front.split(/\r?\n/).every((line) => line === '' || HEADER_LINE.test(line));
  if (isHeaders) return { dropped: 0, message: text };
  return start < 0 ? { dropped: text.length, message: null } : { dropped: start, message: text.slice(start) };
}

/**
 * Messages that ran together because an end was lost: every line `Event: ` begins one.
 * @param text wire text of an event that is no UserEvent, which alone may carry a header `Event` of its own.
 */
export function unjoin(text: string): string[] {
  return text.split(usesCrlf(text) ? /\r\n(?=Event: )/ : /\n(?=Event: )/);
}
