import type { NextRequest } from 'next/server';
import { requirePermission } from '../../../access/principal.ts';
import { sentenceResponse } from '../../../csv/csvResponse.ts';
import { agentDay } from '../../../floor/adherence/rosterReader.ts';
import { translations } from '../../../i18n/translations.ts';

export const dynamic = 'force-dynamic';

/** The present day of one agent, `?agent=exchange:interface`, as rostered and as it was: see AgentDay. */
export async function GET(request: NextRequest): Promise<Response> {
  await requirePermission('see_agents');
  const told = await agentDay(request.nextUrl.searchParams.get('agent') ?? '', Date.now());
  if (told === null) return sentenceResponse(404, (await translations('floor'))('noAgent'));
  if (typeof told === 'string') return sentenceResponse(503, (await translations('history'))(told));
  return Response.json(told, { headers: { 'Cache-Control': 'no-store' } });
}
