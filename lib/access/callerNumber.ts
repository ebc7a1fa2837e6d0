/** What trunks and phones say in place of a number that they do not give away. */
const withheld = new Set([
  '<unknown>',
  'unknown',
  'anonymous',
  'anonim',
  'restricted',
  'private',
  'gizli',
  'withheld',
  'unavailable',
  'asterisk',
]);
/** No number is longer (E.164 has 15 digits); a name in its place is cut here. */
const longest = 40;

/**
 * The number that an exchange told of a caller, without the spaces, hyphens and brackets of its way of writing.
 *
 * @returns null when it was withheld or not told
 */
export function toldCallerNumber(told: string | undefined): string | null {
  const text = (told ?? '').trim();
  if (text === '' || withheld.has(text.toLowerCase())) return null;
  const bare = text.replaceAll(/[\s().\-/]/g, '');
  return /^\+?\d+$/.test(bare) ? bare.slice(0, longest) : text.slice(0, longest);
}

/** `0532 123 45 67`: a number as people read it aloud. */
export function spacedNumber(number: string): string {
  const turkish = turkishNumber(number);
  if (turkish !== null) return spaced(turkish);
  const foreign = foreignDigits(number);
  return foreign === null ? number : `+${foreign}`;
}

/**
 * A number of which no more can be read than helps to tell two callers apart: of a Turkish one its area or operator and the
 * last two digits (`0532 *** ** 67`), of a foreign one the first two and the last two (`+49 ******* 89`), of any other long
 * one the last two. Of a short one, an extension or a service, and of a name nothing is left but its length at most.
 */
export function maskedNumber(number: string): string {
  const turkish = turkishNumber(number);
  if (turkish !== null) return spaced(`${turkish.slice(0, 3)}*****${turkish.slice(-2)}`);
  const foreign = foreignDigits(number);
  if (foreign !== null) {
    if (foreign.length < 9) return `+${stars(foreign.length)}`;
    return `+${foreign.slice(0, 2)} ${stars(foreign.length - 4)} ${foreign.slice(-2)}`;
  }
  if (!/^\d+$/.test(number)) return '***';
  if (number.length < 7) return stars(number.length);
  return `${stars(number.length - 2)} ${number.slice(-2)}`;
}

/** The ten digits behind the 0 of a number in Türkiye; null: it is none. */
function turkishNumber(number: string): string | null {
  return /^(?:\+90|0090|90|0)?([2-589]\d{9})$/.exec(number)?.[1] ?? null;
}

/** Digits with the country's code first, of a number written with + or 00; null: not written so. */
function foreignDigits(number: string): string | null {
  return /^(?:\+|00)([1-9]\d{3,})$/.exec(number)?.[1] ?? null;
}

/** Ten digits or stars as `0AAA NNN NN NN`. */
function spaced(ten: string): string {
  return `0${ten.slice(0, 3)} ${ten.slice(3, 6)} ${ten.slice(6, 8)} ${ten.slice(8)}`;
}

function stars(count: number): string {
  return '*'.repeat(count);
}
