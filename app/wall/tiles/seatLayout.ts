/** How seats are written; lengths in the tile's own unit. */
export interface SeatLayout {
  /** Size of type. */
  font: number;
  /** A name above its time, or beside it. */
  lines: 1 | 2;
  /** Rows that are shown at once. */
  rows: number;
}

/** Smaller than that nobody reads it: rows take turns instead. On a television of 55 inches about 14 mm, and on a phone. */
export const leastFonts = { screen: 1.15, phone: 1.65 };
const mostFont = 3.6;
/** Of a seat, in ems of its type: its mark, edge and padding, a time beside the name, and its height on one line or two. */
const markEms = 2.5;
const timeEms = 3.9;
const heights = { one: 1.6, two: 2.7 };
const gap = 0.4;
const aisleGap = 1.4;

/** The most seats of a row in which names of so many ems can be read. */
export function mostSeatsAcross(width: number, nameEms: number, leastFont: number): number {
  return Math.max(1, Math.floor((width + gap) / ((markEms + nameEms) * leastFont + gap)));
}

/**
 * The largest type in which every seat can be written, on one line or two; where that is too small, as many rows as can be read.
 *
 * @param area of the seats; of a phone, which scrolls, its height is infinite
 * @param nameEms width of the longest name
 */
export function seatLayout(
  area: { width: number; height: number },
  seats: number,
  rows: number,
  aisles: number,
  nameEms: number,
  leastFont: number,
): SeatLayout {
  const width = (area.width - (seats - 1) * gap - aisles * aisleGap) / seats;
  const one = { width: markEms + nameEms + timeEms, height: heights.one };
  const two = { width: markEms + Math.max(nameEms, timeEms), height: heights.two };
  const fontOf = ({ width: w, height: h }: { width: number; height: number }, of: number) =>
    Math.min(width / w, ((area.height + gap) / of - gap) / h, mostFont);
  const [onOne, onTwo] = [fontOf(one, rows), fontOf(two, rows)];
  const [font, lines] = onTwo >= onOne ? [onTwo, 2 as const] : [onOne, 1 as const];
  if (font >= leastFont || rows === 1) return { font: Math.max(font, 0.8), lines, rows };
  // Where a row is wide enough, more of them fit on one line each.
  const shape = width >= one.width * leastFont ? one : two;
  const fitting = Math.max(1, Math.floor((area.height + gap) / (shape.height * leastFont + gap)));
  const shown = Math.min(rows, fitting);
  // Seats too narrow for their type stay so, however few rows are shown.
  return { font: Math.max(0.8, fontOf(shape, shown)), lines: shape === one ? 1 : 2, rows: shown };
}
