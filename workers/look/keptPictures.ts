import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packed, pictureOf, unpacked } from './picture.ts';
import { differenceOf } from './pictureDifference.ts';

const folder = join(import.meta.dirname, 'pictures');
/** Browsers draw letters a little differently; a line that is missing, and a tile three pixels aside, are beyond. */
export const most = { share: 0.004, worst: 0.055 };
/** Of a screen of another size than that which was photographed: there a line may end a word earlier. */
const mostElsewhere = { share: 0.008, worst: 0.12 };
/** The size of screen whose pictures are kept; a board looks the same at every other. */
const photographed = '1080p';
let failures: string | null = null;

/**
 * Holds a screenshot against the picture that is kept under a name. With `SANTRAL_PICTURES=write` it is kept instead, to be
 * looked at before it is committed.
 *
 * @param size of the screen, such as `1080p`, the one that is kept
 * @returns null, or what differs and where the pictures are to be seen
 */
export function unlikeKept(name: string, size: string, screenshot: Buffer): string | null {
  const shown = `${name}-${size}`;
  const limit = size === photographed ? most : mostElsewhere;
  const path = join(folder, `${name}.png`);
  const actual = pictureOf(screenshot);
  if (process.env.SANTRAL_PICTURES === 'write' && size === photographed && !written.has(name)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, packed(actual));
    written.add(name);
  }
  if (!existsSync(path)) return `${name} is not kept; SANTRAL_PICTURES=write keeps it`;
  const expected = unpacked(readFileSync(path));
  const { share, worst, shown: difference } = differenceOf(expected, actual);
  if (share <= limit.share && worst <= limit.worst) return null;
  failures ??= mkdtempSync(join(tmpdir(), 'santral-pictures-'));
  const as = (what: string) => join(failures ?? '', `${shown}-${what}.png`);
  writeFileSync(as('actual'), screenshot);
  writeFileSync(as('expected'), readFileSync(path));
  writeFileSync(as('difference'), difference);
  const percent = (part: number) => `${(100 * part).toFixed(1)} %`;
  return `${shown}: ${percent(share)} of the picture differ, ${percent(worst)} where it differs most; see ${as('difference')}`;
}
const written = new Set<string>();
