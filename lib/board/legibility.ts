import { gridColumns, gridRows } from './grid.ts';

/** From where a screen is read. */
export interface Viewing {
  /** How far away people stand, in metres. */
  metres: number;
  /** Of the screen, in inches. */
  diagonalInches: number;
}

/** A hall's usual television, read from the far end. */
export const usualViewing: Viewing = { metres: 10, diagonalInches: 55 };

/** Under this angle a digit is read at a glance (ISO 9241-303 recommends 20–22 minutes of arc). */
const primaryArcMinutes = 22;
/** Height of a digit, as a part of the size of type, in the font of the walls (Inter: 1490 of 2048 units). */
const digitPerEm = 0.7275;
const mmPerInch = 25.4;

/** The height in millimetres that a digit needs to be read from `metres` away: 64 mm from 10 m. */
export function digitHeightMm(metres: number): number {
  if (!(metres > 0)) throw new RangeError(`A viewing distance is more than 0 metres, not ${metres}.`);
  return 1000 * metres * Math.tan((primaryArcMinutes / 60) * (Math.PI / 180));
}

/** How far away digits of a height in millimetres can be read, in metres. */
export function readableMetres(digitMm: number): number {
  return digitMm / digitHeightMm(1);
}

/**
 * The size of type in pixels that primary figures need.
 *
 * @param screen in pixels: what fills the screen of `viewing.diagonalInches`
 */
export function primaryFontPx(viewing: Viewing, screen: { width: number; height: number }): number {
  return (digitHeightMm(viewing.metres) * pixelsPerMm(screen, viewing.diagonalInches)) / digitPerEm;
}

function pixelsPerMm({ width, height }: { width: number; height: number }, diagonalInches: number): number {
  if (!(diagonalInches > 0)) throw new RangeError(`A screen's diagonal is more than 0 inches, not ${diagonalInches}.`);
  return Math.hypot(width, height) / (diagonalInches * mmPerInch);
}

/** Boards are laid out in units of a hundredth of a 16:9 screen's width, so that they look the same at every resolution. */
export const boardUnits = { width: 100, height: 56.25 };

/** The same size of type in the board's units: 7.2 for 10 m and 55 inches. */
export function primaryFontUnits(viewing: Viewing): number {
  return primaryFontPx(viewing, boardUnits);
}

/** Lists are read by who comes near; with the distance they grow and shrink, within what a screen can hold. */
export function textScale(viewing: Viewing): number {
  const usual = usualViewing.metres / usualViewing.diagonalInches;
  return Math.min(1.6, Math.max(0.75, viewing.metres / viewing.diagonalInches / usual));
}

/** Around and between the tiles, in the board's units; the bar is that of a board where all is well. */
export const boardSpace = { gap: 0.5, side: 0.8, top: 0.6, bottom: 0.8, bar: 3.2 };

/** A tile's width and height in the board's units, on a 16:9 screen where all is well. */
export function tileUnits({ w, h }: { w: number; h: number }): { width: number; height: number } {
  const { gap, side, top, bottom, bar } = boardSpace;
  const cellWidth = (boardUnits.width - 2 * side + gap) / gridColumns;
  const cellHeight = (boardUnits.height - top - bar - gap - bottom + gap) / gridRows;
  return { width: w * cellWidth - gap, height: h * cellHeight - gap };
}

/** How a figure stands in its tile; sizes in the board's units. */
export interface FigureLayout {
  /** Of the figure. */
  font: number;
  /** The tile's own unit: of label and foot, relative to the board's. */
  scale: number;
  /** Is there room for the line below the figure? */
  foot: boolean;
}

/** In the tile's own unit: what stands above, below and beside the figure. */
const head = 2.2;
const footing = 2.4;
/** Without a foot: for what hangs below the line, as a comma does. */
const footless = 0.9;
const padding = { x: 1.8, y: 1.3 };
/** The tile for which label and foot have their plain size. */
const plain = { width: 24.1, height: 12.4 };
/** A line of digits with the air that it needs, as a part of its size of type. */
const figureLine = 0.87;

/**
 * The largest figure that a tile holds. Where it would be too small for the distance, it takes the room of the foot.
 *
 * @param tile in the board's units
 * @param usual the tile while the board has nothing to say above its tiles: a notice does not take away the foot
 * @param ems the figure's width in ems; see `textEms`
 * @param required the size of type that the distance asks for, in the board's units
 */
export function figureLayout(
  tile: { width: number; height: number },
  ems: number,
  required: number,
  usual = tile,
): FigureLayout {
  const scale = Math.min(3, Math.max(0.55, Math.min(tile.width / plain.width, tile.height / plain.height)));
  const largest = ({ width, height }: typeof tile, below: number) =>
    Math.max(
      0,
      Math.min((width - padding.x * scale) / ems, (height - (padding.y + head + below) * scale) / figureLine),
    );
  const withFoot = largest(usual, footing);
  const foot = withFoot >= required || largest(usual, footless) < 1.05 * withFoot;
  return { font: largest(tile, foot ? footing : footless), scale, foot };
}

/** A letter's width in ems, as it is on the whole. */
const letterEms = 0.54;
const headSize = { label: 1.75, aside: 1.35, gap: 0.8 };
const leastHead = 0.68;

/**
 * How much smaller than usual a heading is written to stand on its line, with what stands beside it or, where that
 * leaves too little, without.
 *
 * @param width of the tile, in its own unit
 */
export function headLayout(width: number, label: string, aside: string | null): { shrink: number; aside: boolean } {
  const room = width - padding.x;
  const wide = label.length * letterEms * headSize.label;
  const beside = aside === null ? 0 : aside.length * letterEms * headSize.aside + headSize.gap;
  const together = (room - beside) / wide;
  const alone = aside === null || together < leastHead;
  return { shrink: Math.min(1, Math.max(leastHead, alone ? room / wide : together)), aside: !alone };
}

/** About how wide a figure is in ems, drawn in tabular digits. */
export function textEms(text: string): number {
  let ems = 0;
  for (const character of text) ems += /\d/.test(character) ? 0.62 : character === '%' ? 0.55 : 0.28;
  return ems;
}

/** As wide as the usual figure of a tile: 1.234, 12:45, %86,4. */
const usualEms = textEms('%86,4');

/** From how far the figure of a tile of so many cells can be read on a 16:9 screen, in metres. */
export function readableFromMetres(tile: { w: number; h: number }, diagonalInches: number): number {
  const size = tileUnits(tile);
  // As far as it can be made: without the foot, where that is what the distance takes.
  const { font } = figureLayout(size, usualEms, Number.POSITIVE_INFINITY);
  return readableMetres((font * digitPerEm) / pixelsPerMm(boardUnits, diagonalInches));
}
