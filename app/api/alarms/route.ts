import type { NextRequest } from 'next/server';
import { readAlarmLog } from '#lib/database/alarmLog.ts';
import { requirePermission } from '../../access/principal.ts';
import { csvResponse } from '../../csv/csvResponse.ts';
import { database, settings } from '../../database.ts';
import { requestLocale } from '../../i18n/requestLocale.ts';
import { translations } from '../../i18n/translations.ts';
import { alarmPlaces } from '../../settings/alarms/alarmLabels.ts';
import { alarmCsv } from '../../settings/alarms/log/alarmCsv.ts';
import { logFilter, logQuery } from '../../settings/alarms/log/logQuery.ts';
import { answer, unlessAway } from '../jsonAnswer.ts';

export const dynamic = 'force-dynamic';

/** More are not handed out at once. */
const mostRows = 50_000;

/** The log of alarms: CSV, or `{alarms}` with `format=json`. The parameters are those of the page's address. */
export async function GET(request: NextRequest): Promise<Response> {
  await requirePermission('acknowledge_alarms');
  const search = Object.fromEntries(request.nextUrl.searchParams);
  const zone = settings().centres[0]?.zone ?? 'UTC';
  const filter = logFilter(search, zone, Date.now());
  return unlessAway(async () => {
    const alarms = await readAlarmLog(database(), logQuery(filter, zone, mostRows));
    if (search.format === 'json') return answer({ ...filter, alarms });
    const t = await translations('alarms');
    const { labels } = await alarmPlaces(database(), settings());
    const name = `${t('log.file', { from: filter.from, to: filter.to })}.csv`;
    return csvResponse(alarmCsv(alarms, zone, labels, t, await requestLocale()), name);
  });
}
