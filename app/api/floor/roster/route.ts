import type { NextRequest } from 'next/server';
import { requirePermission } from '../../../access/principal.ts';
import { sentenceResponse } from '../../../csv/csvResponse.ts';
import { rosterToday } from '../../../floor/adherence/rosterReader.ts';
import { translations } from '../../../i18n/translations.ts';

export const dynamic = 'force-dynamic';

/** The present day's roster of `?centre=` (an id, or `all`) against what was done, as JSON: see RosterToday. */
export async function GET(request: NextRequest): Promise<Response> {
  await requirePermission('see_agents');
  const t = await translations('history');
  const told = await rosterToday(request.nextUrl.searchParams.get('centre') ?? 'all', Date.now());
  if (told === null) return sentenceResponse(404, t('noCentre'));
  if (typeof told === 'string') return sentenceResponse(503, t(told));
  return Response.json(told, { headers: { 'Cache-Control': 'no-store' } });
}
