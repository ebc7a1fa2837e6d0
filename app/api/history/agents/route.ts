import type { NextRequest } from 'next/server';
import { csvResponse, sentenceResponse } from '../../../csv/csvResponse.ts';
import { settings } from '../../../database.ts';
import { agentsCsv } from '../../../history/agents/agentsCsv.ts';
import { agentsReport } from '../../../history/agents/agentsReport.ts';
import { requestLocale } from '../../../i18n/requestLocale.ts';
import { translations } from '../../../i18n/translations.ts';

export const dynamic = 'force-dynamic';

/** The agents' figures as a table: CSV, or JSON with `format=json`; with `by=day` day by day. Else as the page's address. */
export async function GET(request: NextRequest): Promise<Response> {
  const texts = await translations('history');
  const t = await translations('agents');
  const search = Object.fromEntries(request.nextUrl.searchParams);
  const byDay = search.by === 'day';
  const report = await agentsReport(search, Date.now(), settings(), byDay);
  if (report === null) return sentenceResponse(404, texts('noCentre'));
  if (report === 'away' || report === 'empty') return sentenceResponse(503, texts(report));
  const { params, problems, agents, total, steps, gaps, statesFrom } = report;
  const [problem] = problems;
  if (problem) return sentenceResponse(400, texts(`problems.${problem.param}`, { given: problem.given }));
  const { scope, range } = params;
  if (search.format === 'json')
    return Response.json({
      scope: scope.id,
      ...range,
      agents,
      total,
      ...(byDay ? { days: steps } : {}),
      gaps,
      statesFrom,
    });
  const name = t(byDay ? 'csv.fileDays' : 'csv.file', { scope: scope.id.replaceAll(':', '-'), ...range });
  return csvResponse(agentsCsv({ steps, total, gaps, byDay, zone: scope.centre.zone }, t, await requestLocale()), name);
}
