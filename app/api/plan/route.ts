import type { NextRequest } from 'next/server';
import { planFigures } from '#lib/plan/planFigures.ts';
import { csvResponse, fileResponse, sentenceResponse } from '../../csv/csvResponse.ts';
import { settings } from '../../database.ts';
import { formatsOf } from '../../i18n/formats.ts';
import { requestLocale } from '../../i18n/requestLocale.ts';
import { translations } from '../../i18n/translations.ts';
import { planCsv } from '../../plan/planCsv.ts';
import { planForecast } from '../../plan/planForecast.ts';
import { askedInputs } from '../../plan/planParams.ts';
import { daysTable, intervalsTable } from '../../plan/planTable.ts';
import { planWorkbook, workbookType } from '../../plan/planWorkbook.ts';

export const dynamic = 'force-dynamic';

/** What an address may say of the file besides the plan's own parameters. */
const fileForms = { format: /^(csv|xlsx|json)?$/, table: /^(intervals|days)?$/, day: /^[0-6]?$/ } as const;

/**
 * The plan as a table: CSV, or a workbook with `format=xlsx`, or JSON with `format=json`. The parameters are those of the
 * page's address; a CSV holds all intervals, or those of `day=0` to `6`, or with `table=days` the days.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const t = await translations('plan');
  const locale = await requestLocale();
  const search = Object.fromEntries(request.nextUrl.searchParams);
  const answer = await planForecast(search, Date.now(), settings(), locale);
  if (answer === null) return sentenceResponse(404, t('noCentre'));
  if (answer === 'away' || answer === 'empty') return sentenceResponse(503, t(answer));
  const { params, problems, plan: week } = answer;
  const [problem] = problems;
  if (problem) return sentenceResponse(400, t(`problems.${problem.param}`, { given: problem.given }));
  for (const param of ['format', 'table', 'day'] as const) {
    const given = (search[param] ?? '').slice(0, 60);
    if (!fileForms[param].test(given)) return sentenceResponse(400, t(`problems.${param}`, { given }));
  }
  const inputs = askedInputs(params, week);
  const plan = planFigures(week, inputs);
  const names = { scope: params.scope.id.replaceAll(':', '-'), week: params.week.id };
  if (search.format === 'json') {
    const { days, rows, totals } = plan;
    const told = { ...inputs, days: days.map((day) => day.totals), rows, totals, basis: week.basis };
    return Response.json({ scope: params.scope.id, week: params.week.id, ...told });
  }
  if (search.format === 'xlsx') {
    const book = { plan, week, inputs, scope: params.scope.label, weekName: params.week.id };
    return fileResponse(await planWorkbook(book, t, formatsOf(locale)), t('csv.workbook', names), workbookType);
  }
  const day = search.day ? Number(search.day) : null;
  const table = search.table === 'days' ? daysTable(plan, week, t) : intervalsTable(plan, week, day, t);
  return csvResponse(planCsv(table, locale), t('csv.file', names));
}
