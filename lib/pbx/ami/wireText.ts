import { Buffer, isUtf8 } from 'node:buffer';

const latin5 = new TextDecoder('iso-8859-9');

/**
 * Text of wire bytes given as one character per byte: UTF-8 where it is valid, else ISO-8859-9, which old Turkish
 * clients send and Asterisk passes through. Never fails.
 */
export function decodeText(wire: string): string {
  for (let i = 0; i < wire.length; i++) {
    if (wire.charCodeAt(i) > 0x7f) {
      const bytes = Buffer.from(wire, 'latin1');
      return isUtf8(bytes) ? bytes.toString('utf8') : latin5.decode(bytes);
    }
  }
  return wire;
}

/** The wire form of a text: its UTF-8 bytes, one character per byte. */
export function encodeText(text: string): string {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 0x7f) return Buffer.from(text, 'utf8').toString('latin1');
  }
  return text;
}

/** Whether a message's lines end with CR LF, told by its first; then a bare LF is part of a value. */
export function usesCrlf(wire: string): boolean {
  const end = wire.indexOf('\n');
  return end > 0 && wire.charCodeAt(end - 1) === 0x0d;
}
