/** How a message is written; lengths in the tile's own unit. */
export interface TextFit {
  /** Size of type. */
  font: number;
  /** All of it is seen at once, on one line or several. */
  fits: boolean;
  /** About how many letters are seen at once. */
  letters: number;
}

const lineHeight = 1.2;
const mostFont = 5.4;
/** Below it a message is not squeezed: it moves instead. */
const leastFont = 2.2;
/** Lines that break at words are not all full. */
const fullLine = 0.88;
/** Of a letter, in ems. */
const usualLetter = 0.56;

/**
 * The largest type in which a text fits; where it fits in none that can be read across a hall, that of as many lines as there are.
 *
 * @param ems width of the text on one line, in ems
 */
export function fitText(ems: number, { width, height }: { width: number; height: number }): TextFit {
  const most = Math.max(1, Math.floor(height / (lineHeight * leastFont)));
  let best = 0;
  for (let lines = 1; lines <= most; lines++) {
    const wide = ems === 0 ? mostFont : (width * (lines === 1 ? 1 : lines * fullLine)) / ems;
    best = Math.max(best, Math.min(height / lines / lineHeight, wide, mostFont));
  }
  const least = Math.min(leastFont, height / lineHeight);
  if (best >= least) return { font: best, fits: true, letters: Number.POSITIVE_INFINITY };
  const font = Math.max(least, Math.min(mostFont, (0.8 * height) / lineHeight / most));
  const lines = Math.max(1, Math.floor(height / (lineHeight * font)));
  return { font, fits: false, letters: Math.max(4, Math.floor((lines * fullLine * width) / (font * usualLetter))) };
}
