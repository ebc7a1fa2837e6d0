import type { NextRequest } from 'next/server';
import { requirePermission } from '../../../access/principal.ts';
import { sentenceResponse } from '../../../csv/csvResponse.ts';
import { database, orAway, settings } from '../../../database.ts';
import { readQueueDay } from '../../../floor/queue/readQueueDay.ts';
import { translations } from '../../../i18n/translations.ts';

export const dynamic = 'force-dynamic';

/** The present day of one queue, `?queue=exchange:queue`, by quarters of an hour: see QueueDayCurve. */
export async function GET(request: NextRequest): Promise<Response> {
  await requirePermission('see_agents');
  const id = request.nextUrl.searchParams.get('queue') ?? '';
  const told = await orAway(() => readQueueDay(database(), settings(), id, Date.now()));
  if (told === null) return sentenceResponse(404, (await translations('floor'))('noQueue'));
  if (typeof told === 'string') return sentenceResponse(503, (await translations('history'))(told));
  return Response.json(told, { headers: { 'Cache-Control': 'no-store' } });
}
