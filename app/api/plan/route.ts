import type { NextRequest } from 'next/server';
import { csvResponse, sentenceResponse } from '../../csv/csvResponse.ts';
import { settings } from '../../database.ts';
import { requestLocale } from '../../i18n/requestLocale.ts';
import { translations } from '../../i18n/translations.ts';
import { planCsv } from '../../plan/planCsv.ts';
import { planFigures } from '../../plan/planFigures.ts';
import { planForecast } from '../../plan/planForecast.ts';

export const dynamic = 'force-dynamic';

/** The plan as a table: CSV, or JSON with `format=json`. The parameters are those of the page's address. */
export async function GET(request: NextRequest): Promise<Response> {
  const t = await translations('plan');
  const search = Object.fromEntries(request.nextUrl.searchParams);
  const answer = await planForecast(search, Date.now(), settings());
  if (answer === null) return sentenceResponse(404, t('noCentre'));
  if (answer === 'away' || answer === 'empty') return sentenceResponse(503, t(answer));
  const { params, problems, forecast } = answer;
  const [problem] = problems;
  if (problem) return sentenceResponse(400, t(`problems.${problem.param}`, { given: problem.given }));
  const plan = planFigures(forecast, params.inputs);
  if (search.format === 'json') {
    const { scope, week, inputs } = params;
    return Response.json({
      scope: scope.id,
      week: week.id,
      ...inputs,
      method: forecast.method,
      rows: plan.rows,
      totals: plan.totals,
    });
  }
  const name = t('csv.file', { scope: params.scope.id.replaceAll(':', '-'), week: params.week.id });
  return csvResponse(planCsv(plan, forecast.zone, t, await requestLocale()), name);
}
