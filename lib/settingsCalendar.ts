import { LocalDate } from '@js-joda/core';
import { z } from 'zod';
import type { DateSpan } from './forecast/holidays/schoolTerms.ts';

/** Dates, stretches of dates and hours as people write them into santral.yaml. */

const written = /^(\d{4}-\d\d-\d\d)(?:\s*\.\.\s*(\d{4}-\d\d-\d\d))?$/;

/** `2026-03-02`, or `2026-05-01..2026-05-03` with both ends within. */
export const dateSpan = (what: string) =>
  z.string({ error: (issue) => `${saidAs(issue.input)}; give ${what}` }).transform((text, context): DateSpan => {
    const wrong = (message: string) => {
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    };
    const [, from, to = from] = written.exec(text.trim()) ?? [];
    if (from === undefined || to === undefined) return wrong(`is "${text}"; give ${what}`);
    const unreal = [from, to].find((date) => !isDate(date));
    if (unreal !== undefined) return wrong(`names ${unreal}, a date that does not exist; give ${what}`);
    if (to < from) return wrong(`ends before it begins; write ${to}..${from}`);
    return { from, to };
  });

/** `09:00-17:00`, to minutes of the day; 24:00 is its end. */
export const hours = z
  .string({ error: (issue) => `${saidAs(issue.input)}; give hours such as 09:00-17:00` })
  .transform((text, context) => {
    const wrong = (message: string) => {
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    };
    const [, ...parts] = /^(\d\d?):(\d\d)\s*[-–]\s*(\d\d?):(\d\d)$/.exec(text.trim()) ?? [];
    const [fromHour = 99, fromMinutes = 0, toHour = 99, toMinutes = 0] = parts.map(Number);
    const fromMinute = fromHour * 60 + fromMinutes;
    const toMinute = toHour * 60 + toMinutes;
    if (fromMinutes > 59 || toMinutes > 59 || fromMinute >= 1440 || toMinute > 1440)
      return wrong(`is "${text}"; give hours such as 09:00-17:00`);
    if (toMinute <= fromMinute)
      return wrong(
        `is "${text}", which ends before it begins; hours past midnight belong to the next date, as an entry of its own`,
      );
    return { fromMinute, toMinute };
  });

/** `1.8`, demand as a multiple of the usual, or `learned`, which is null. */
export const effect = z
  .string({ error: (issue) => `${saidAs(issue.input)}; ${effectMeant}` })
  .refine((text) => text === 'learned' || (/^\d+([.,]\d+)?$/.test(text) && ratioOf(text) <= 20), {
    error: (issue) => `is "${issue.input}"; ${effectMeant}`,
  })
  .transform((text) => (text === 'learned' ? null : ratioOf(text)));

const effectMeant =
  'give learned, or the demand as a multiple of the usual, such as 1.8 (80 % more) or 0.6, at most 20';

function ratioOf(text: string): number {
  return Number(text.replace(',', '.'));
}

function isDate(text: string): boolean {
  try {
    return LocalDate.parse(text).year() >= 2000;
  } catch {
    return false;
  }
}

function saidAs(input: unknown): string {
  if (input === undefined) return 'is missing';
  return typeof input === 'string' ? `is "${input}"` : Array.isArray(input) ? 'is a list' : 'is a block';
}
