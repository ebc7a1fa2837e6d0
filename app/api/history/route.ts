import type { NextRequest } from 'next/server';
import { csvResponse, sentenceResponse } from '../../csv/csvResponse.ts';
import { settings } from '../../database.ts';
import { historyCsv } from '../../history/historyCsv.ts';
import { historyReport } from '../../history/historyReport.ts';
import { requestLocale } from '../../i18n/requestLocale.ts';
import { translations } from '../../i18n/translations.ts';

export const dynamic = 'force-dynamic';

/** The report as a table: CSV, or JSON with `format=json`. The parameters are those of the page's address. */
export async function GET(request: NextRequest): Promise<Response> {
  const t = await translations('history');
  const search = Object.fromEntries(request.nextUrl.searchParams);
  const report = await historyReport(search, Date.now(), settings(), 'file');
  if (report === null) return sentenceResponse(404, t('noCentre'));
  if (report === 'away' || report === 'empty') return sentenceResponse(503, t(report));
  const { params, problems, rows, total, gaps, formula, thresholdsSeconds, recordsFrom } = report;
  const [problem] = problems;
  if (problem) return sentenceResponse(400, t(`problems.${problem.param}`, { given: problem.given }));
  const { scope, range, step } = params;
  if (search.format === 'json')
    return Response.json({
      scope: scope.id,
      ...range,
      step,
      formula,
      thresholdsSeconds,
      recordsFrom,
      rows,
      total,
      gaps,
    });
  const name = t('csv.file', { scope: scope.id.replaceAll(':', '-'), from: range.from, to: range.to });
  return csvResponse(historyCsv(rows, total, scope.centre.zone, t, await requestLocale(), recordsFrom), name);
}
