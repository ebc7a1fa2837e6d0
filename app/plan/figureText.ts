import type { Formats } from '../i18n/formats.ts';
import { type FigureKind, shownValue } from './planColumns.ts';

/** A figure of the plan in the words of the screen. */
export function figureText(formats: Formats, value: number | null, kind: FigureKind): string {
  switch (kind) {
    case 'count':
      return formats.count(value);
    case 'decimal':
      return formats.decimal(value);
    case 'average':
      return formats.decimal(value, Number.isInteger(shownValue(value, kind)) ? 0 : 1);
    case 'seconds':
      return formats.span(value);
    case 'percent':
      return formats.percent(value);
    case 'wholePercent':
      return formats.percent(value, 0);
  }
}

/** With its sign: +3, −2,5; nought has none. */
export function signedText(formats: Formats, value: number | null, kind: FigureKind): string {
  if (value === null) return figureText(formats, value, kind);
  const shown = shownValue(value, kind) ?? 0;
  const size = figureText(formats, Math.abs(value), kind);
  return shown === 0 ? size : shown > 0 ? `+${size}` : `−${size}`;
}
