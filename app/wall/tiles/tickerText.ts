/** A text's words with their widths in ems, and that of a space. */
export interface MeasuredText {
  words: readonly { text: string; ems: number }[];
  space: number;
}

/** How a message is written; lengths in the tile's own unit. */
export interface TextFit {
  /** Size of type. */
  font: number;
  /** All of it at once, or page after page. */
  pages: string[];
}

const lineHeight = 1.2;
const mostFont = 5.4;
/** Below it a message is not squeezed: it takes turns or moves instead. */
const leastFont = 2.2;
const fontStep = 0.1;

/**
 * The largest type in which a text fits, its lines broken at words; where it fits in none that can be read across a hall, pages
 * of as many lines as there is room for.
 *
 * @param area in the tile's own unit
 */
export function fitText(text: MeasuredText, { width, height }: { width: number; height: number }): TextFit {
  const least = Math.min(leastFont, height / lineHeight);
  for (let font = Math.min(mostFont, height / lineHeight); font >= least; font -= fontStep) {
    const lines = linesOf(text, width / font);
    if (lines !== null && lines.length * lineHeight * font <= height) return { font, pages: [lines.join(' ')] };
  }
  const most = Math.max(1, Math.floor(height / (lineHeight * least)));
  const font = Math.max(least, Math.min(mostFont, (0.85 * height) / lineHeight / most));
  const lines = linesOf(text, width / font) ?? text.words.map((word) => word.text);
  const pages = Array.from({ length: Math.ceil(lines.length / most) }, (_, i) =>
    lines.slice(i * most, (i + 1) * most).join(' '),
  );
  return { font, pages };
}

/** How wide a text is on one line, in ems. */
export function lineEms({ words, space }: MeasuredText): number {
  return words.reduce((sum, { ems }) => sum + ems, 0) + Math.max(0, words.length - 1) * space;
}

/** Lines no wider than so many ems; null where a word alone is wider. */
function linesOf({ words, space }: MeasuredText, width: number): string[] | null {
  const lines: string[] = [];
  let [line, filled] = ['', 0];
  for (const { text, ems } of words) {
    if (ems > width) return null;
    const joined = line === '' ? ems : filled + space + ems;
    if (joined <= width) [line, filled] = [line === '' ? text : `${line} ${text}`, joined];
    else {
      lines.push(line);
      [line, filled] = [text, ems];
    }
  }
  return line === '' ? lines : [...lines, line];
}
