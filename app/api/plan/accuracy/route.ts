import type { NextRequest } from 'next/server';
import { csvResponse, sentenceResponse } from '../../../csv/csvResponse.ts';
import { settings } from '../../../database.ts';
import { requestLocale } from '../../../i18n/requestLocale.ts';
import { translations } from '../../../i18n/translations.ts';
import { accuracyCsv } from '../../../plan/accuracy/accuracyCsv.ts';
import { accuracyOfDays } from '../../../plan/accuracy/accuracyOfDays.ts';
import { accuracyReport } from '../../../plan/accuracy/accuracyReport.ts';
import { queueId } from '../../../scope/scope.ts';

export const dynamic = 'force-dynamic';

/** Forecast against actual as a table: CSV, or JSON with `format=json`. The parameters are those of the page's address. */
export async function GET(request: NextRequest): Promise<Response> {
  const t = await translations('accuracy');
  const search = Object.fromEntries(request.nextUrl.searchParams);
  const report = await accuracyReport(search, Date.now(), settings());
  if (report === null) return sentenceResponse(404, t('noCentre'));
  if (report === 'away' || report === 'empty') return sentenceResponse(503, t(report));
  const { params, problems, judged, leads, queues, weeks, drawn, forecastSince, choices } = report;
  const [problem] = problems;
  if (problem) return sentenceResponse(400, t(`problems.${problem.param}`, { given: problem.given }));
  const { scope, range, lead } = params;
  if (search.format === 'json')
    return Response.json({
      ...{ scope: scope.id, ...range, lead, leads },
      queues: queues.map(({ queue, accuracy }) => ({ queue: queueId(queue), accuracy })),
      ...{ weeks, drawn, forecastSince, choices },
    });
  const name = t('csv.file', { scope: scope.id.replaceAll(':', '-'), ...range, lead: String(lead) });
  return csvResponse(accuracyCsv(judged, accuracyOfDays(judged), t, await requestLocale()), name);
}
