import { z } from 'zod';
import { isZone, zoneMeant } from './settingsZone.ts';

/** Values that santral.yaml may hold, each with the sentence for what is no such value. All come as text. */

export const word = (what: string) =>
  z
    .string({ error: expecting(what) })
    .min(1, `is empty; give ${what}`)
    // A line break would be a command of its own on the way to the exchange.
    .regex(/^\P{Cc}*$/u, `holds a line break or another control character; give ${what}`);
export const identifier = (what: string) =>
  word(what).regex(
    /^[a-z0-9][a-z0-9_-]{0,40}$/i,
    'may hold letters a–z, digits, - and _ only, because it stands in addresses',
  );
/** A context of Asterisk's dialplan, as its filters of events can name it. */
export const context = (what: string) =>
  word(what).regex(/^[\w.-]{1,79}$/, 'may hold letters, digits, -, _ and . only, as contexts of a dialplan do');
export const wholeNumber = (what: string, low: number, high: number) =>
  z
    .string({ error: expecting(what) })
    .refine((text) => /^\d+$/.test(text) && Number(text) >= low && Number(text) <= high, {
      error: (issue) => `is "${issue.input}"; give ${what}, a whole number from ${low} to ${high}`,
    })
    .transform(Number);
export const oneOf = <const T extends readonly string[]>(words: T) =>
  z.enum(words, { error: (issue) => saidInstead(issue.input, `give one of ${words.join(', ')}`) });
export const zone = (what: string) =>
  z
    .string({ error: expecting(what) })
    .refine(isZone, { error: (issue) => `is "${issue.input}", no time zone; ${zoneMeant(String(issue.input))}` });
export const yesNo = z
  .enum(['true', 'false'], { error: (issue) => saidInstead(issue.input, 'give true or false') })
  .transform((text) => text === 'true');

export function expecting(what: string) {
  return (issue: { input?: unknown }) => saidInstead(issue.input, `give ${what}`);
}
export function expectingList(what: string, example: string) {
  return (issue: { input?: unknown }) => saidInstead(issue.input, `list ${what} below it, each as "${example}"`);
}
export function expectingBlock(what: string, example: string) {
  return (issue: { code?: string; input?: unknown }) =>
    issue.code === 'unrecognized_keys'
      ? undefined
      : saidInstead(issue.input, `describe ${what}, beginning "${example}"`);
}
export function saidInstead(input: unknown, cure: string): string {
  if (input === undefined) return `is missing; ${cure}`;
  return `is ${typeof input === 'string' ? `"${input}"` : Array.isArray(input) ? 'a list' : 'a block'}; ${cure}`;
}
