import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { writeAudit } from '#lib/database/auditLog.ts';
import { addTicker, readTickers } from '#lib/database/tickers.ts';
import { wallControl } from '#lib/feed/wallControl.ts';
import { requirePermission } from '../../access/principal.ts';
import { database, settings } from '../../database.ts';
import { answer, bodyOf, refusal, unlessAway } from '../jsonAnswer.ts';

export const dynamic = 'force-dynamic';

const mostMinutes = 31 * 24 * 60;
/** A message that begins later than that is forgotten by whoever wrote it. */
const mostAheadMs = 31 * 86_400_000;

/** `{tickers}`: those on the walls now and those to come, as TickerNow. */
export async function GET(): Promise<Response> {
  await requirePermission('see_walls');
  return unlessAway(async () => answer({ tickers: await readTickers(database(), Date.now()) }));
}

const message = z.object({
  text: z
    .string()
    .trim()
    .min(1, 'say something')
    .max(280, 'nobody reads more than 280 characters on a wall')
    .transform((text) => text.replaceAll(/\s+/g, ' ')),
  /** null: on all walls. */
  centre: z.string().max(80).nullable().default(null),
  urgent: z.boolean().default(false),
  /** Epoch ms; absent: now. */
  startsAt: z.int().optional(),
  /** How long it stands. */
  minutes: z.int().min(1, 'give at least a minute').max(mostMinutes, 'a month is the longest'),
});

/** Sends `{text, centre, urgent, startsAt?, minutes}` to the walls; 201 with the TickerNow. */
export async function POST(request: Request): Promise<Response> {
  const who = await requirePermission('send_tickers');
  const body = await bodyOf(request, message);
  if (body instanceof Response) return body;
  const { text, centre, urgent, minutes } = body;
  if (centre !== null && !settings().centres.some(({ id }) => id === centre))
    return refusal(400, 'bad_input', `There is no centre ${centre}.`, { path: ['centre'] });
  const now = Date.now();
  const startsAt = Math.max(body.startsAt ?? now, now);
  if (startsAt > now + mostAheadMs)
    return refusal(400, 'bad_input', 'A message begins within a month.', { path: ['startsAt'] });
  const expiresAt = startsAt + minutes * 60_000;
  const ticker = { id: randomUUID(), text, centre, urgent, from: who.name, startsAt, expiresAt };
  return unlessAway(async () => {
    await database()
      .transaction()
      .execute(async (tx) => {
        await addTicker(tx, ticker);
        await writeAudit(tx, { who, action: 'ticker.sent', subject: text, detail: { centre, urgent, minutes } });
      });
    await wallControl()?.tickersChanged();
    return answer(ticker, 201);
  });
}
