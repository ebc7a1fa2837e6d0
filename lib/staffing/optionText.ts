import { StaffMistake } from './staffMistake.ts';

/** What was given for an option, as a sentence says it. */
export function given(text: string): string {
  return text.trim() === '' ? 'empty' : text;
}

/** A length of intervals: 15m, 30 (minutes), 1h, 1d; it must divide a day. @throws StaffMistake */
export function intervalMinutesOf(text: string): number {
  const [, amount, unit = 'm'] = /^(\d+)\s*(m|min|h|d)?$/i.exec(text.trim()) ?? [];
  const minutes = Number(amount) * ({ h: 60, d: 1440 }[unit.toLowerCase()] ?? 1);
  if (!(minutes >= 1 && minutes <= 1440 && 1440 % minutes === 0))
    throw new StaffMistake(
      'usage',
      `--interval must be minutes or hours that divide a day, such as 15m, 30m or 1h, not ${given(text)}.`,
    );
  return minutes;
}

/** A number written in digits, such as 0.3. @param wanted what the sentence says it must be @throws StaffMistake */
export function numberOption(option: string, text: string, fits: (value: number) => boolean, wanted: string): number {
  const written = text.trim();
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(written) ? Number(written) : Number.NaN;
  if (!Number.isFinite(value) || !fits(value))
    throw new StaffMistake('usage', `${option} must be ${wanted}, not ${given(text)}.`);
  return value;
}
