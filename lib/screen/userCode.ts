import { randomInt } from 'node:crypto';

/** Consonants and digits of which none is taken for another, on a TV across the hall or read aloud. */
const symbols = 'CDFHJKLMNPRTVWX234679';
const length = 8;

/** A code that a TV shows and a person types: 21⁸ are 35 bits, which rate limits and ten minutes make enough (RFC 8628 §6.1). */
export function newUserCode(): string {
  return Array.from({ length }, () => symbols[randomInt(symbols.length)]).join('');
}

/** `XXXX-XXXX`. */
export function shownUserCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** The code that was typed, in whatever case and with whatever between; null: it cannot be one. */
export function typedUserCode(typed: string): string | null {
  const code = typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  return code.length === length && [...code].every((symbol) => symbols.includes(symbol)) ? code : null;
}
