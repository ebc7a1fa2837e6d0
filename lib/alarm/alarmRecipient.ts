import { z } from 'zod';
import type { AlarmNow } from '#lib/feed/feedEvents.ts';
import { concernsCentre } from './concernsCentre.ts';

const idText = z.string().trim().min(1).max(80);

const told = {
  /** What people call it; null: its address. */
  label: z.string().trim().min(1).max(60).nullable().default(null),
  on: z.boolean().default(true),
  /** Alarms alone, or warnings too. Only rules that are told at all count. */
  leastLevel: z.enum(['warn', 'alarm']).default('alarm'),
  /** Of these centres; empty: all. An alarm of several centres together is told to those of each. */
  centres: z.array(idText).max(100).default([]),
  /** Told when the cause is over as well. */
  onCleared: z.boolean().default(true),
};

/** Somebody, or some system, that is told of alarms. */
export const alarmRecipientSchema = z.discriminatedUnion('kind', [
  z.object({
    ...told,
    kind: z.literal('email'),
    address: z.email('is no e-mail address').max(200),
    locale: z.enum(['tr', 'en']).default('tr'),
  }),
  z.object({
    ...told,
    kind: z.literal('webhook'),
    url: z
      .url({ protocol: /^https?$/, error: 'is no address; write it as https://HOST/PATH' })
      .max(500)
      .refine((url) => {
        const parsed = URL.parse(url);
        return parsed !== null && parsed.username === '' && parsed.password === '';
      }, 'holds a user or password; the signature says who sends it'),
  }),
]);
export type AlarmRecipient = z.infer<typeof alarmRecipientSchema>;
export type KeptRecipient = AlarmRecipient & { id: string };

/** Is the recipient to be told of this alarm? */
export function isFor(recipient: AlarmRecipient, alarm: Pick<AlarmNow, 'level' | 'centre' | 'centres'>): boolean {
  if (!recipient.on || (recipient.leastLevel === 'alarm' && alarm.level === 'warn')) return false;
  return concernsCentre(alarm, recipient.centres);
}

/** How a recipient is named: its label, else its address; of a webhook the host alone, since a path may hold a key. */
export function recipientName(recipient: AlarmRecipient): string {
  if (recipient.label !== null) return recipient.label;
  return recipient.kind === 'email' ? recipient.address : (URL.parse(recipient.url)?.host ?? recipient.url);
}
