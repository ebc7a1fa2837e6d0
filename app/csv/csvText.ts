import type { Locale } from '../i18n/locale.ts';

/** A cell: text, a number with the places it is written to, or null for what is not known (an empty cell). */
export type CsvCell = string | number | null;

/**
 * A table that the spreadsheet of that language opens by a double click: byte order mark, CRLF; in Turkish semicolons and
 * decimal commas, in English commas and decimal points.
 */
export function csvText(rows: readonly (readonly CsvCell[])[], locale: Locale): string {
  const separator = locale === 'tr' ? ';' : ',';
  const written = rows.map((row) => row.map((cell) => cellText(cell, locale)).join(separator));
  return `\uFEFF${written.join('\r\n')}\r\n`;
}

/** Rounds for a cell; null stays null. */
export function rounded(value: number | null, places: number): number | null {
  if (value === null || !Number.isFinite(value)) return null;
  const scale = 10 ** places;
  return Math.round(value * scale) / scale;
}

function cellText(cell: CsvCell, locale: Locale): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return locale === 'tr' ? String(cell).replace('.', ',') : String(cell);
  // A text that begins like a formula would be run by the spreadsheet.
  const text = /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell;
  // By whatever sign a spreadsheet parts the cells: what stands behind one within a text begins none.
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
