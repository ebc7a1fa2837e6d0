/** How seats are written; lengths in the tile's own unit. */
export interface SeatLayout {
  /** Size of type. */
  font: number;
  /** A name above its time, or beside it. */
  lines: 1 | 2;
  /** Rows that are shown at once. */
  rows: number;
}

/** Smaller than that nobody reads it: rows take turns instead. About 9 mm on a television of 55 inches. */
const leastFont = 1.15;
const mostFont = 3.6;
/** A seat with a name and a time, in ems of its type. */
const shape = { one: { width: 10.4, height: 1.6 }, two: { width: 7, height: 2.7 } };
const gap = 0.4;
const aisleGap = 1.4;

/**
 * The largest type in which every seat can be written, on one line or two; where that is too small, as many rows as can be read.
 *
 * @param area of the seats; of a phone, which scrolls, its height is infinite
 */
export function seatLayout(
  area: { width: number; height: number },
  seats: number,
  rows: number,
  aisles: number,
): SeatLayout {
  const width = (area.width - (seats - 1) * gap - aisles * aisleGap) / seats;
  const fontOf = ({ width: w, height: h }: { width: number; height: number }, of: number) =>
    Math.min(width / w, ((area.height + gap) / of - gap) / h, mostFont);
  const [one, two] = [fontOf(shape.one, rows), fontOf(shape.two, rows)];
  const [font, lines] = two >= one ? [two, 2 as const] : [one, 1 as const];
  if (font >= leastFont || rows === 1) return { font: Math.max(font, 0.8), lines, rows };
  const fitting = Math.max(1, Math.floor((area.height + gap) / (shape.two.height * leastFont + gap)));
  // Seats too narrow for their type stay so, however few rows are shown.
  const shown = Math.min(rows, fitting);
  return { font: Math.max(0.8, fontOf(shape.two, shown)), lines: 2, rows: shown };
}
