import type { NextRequest } from 'next/server';
import { readAudit } from '#lib/database/auditLog.ts';
import { requirePermission } from '../../access/principal.ts';
import { csvResponse } from '../../csv/csvResponse.ts';
import { type CsvCell, csvText } from '../../csv/csvText.ts';
import { database, settings } from '../../database.ts';
import { formatsOf } from '../../i18n/formats.ts';
import { messages } from '../../i18n/messages.ts';
import { requestLocale } from '../../i18n/requestLocale.ts';
import { translations } from '../../i18n/translations.ts';
import { auditFilter, auditQuery } from '../../settings/audit/auditQuery.ts';
import { actionText, detailText } from '../../settings/audit/auditWords.ts';
import { unlessAway } from '../jsonAnswer.ts';

export const dynamic = 'force-dynamic';

/** More than that no spreadsheet opens gladly; narrower filters give the rest. */
const rowsMost = 100_000;

/** The audit log as CSV, filtered by the parameters of the page's address. */
export async function GET(request: NextRequest): Promise<Response> {
  await requirePermission('see_audit_log');
  const t = await translations('settings');
  const locale = await requestLocale();
  const { date, timeOfDay } = formatsOf(locale);
  const zone = settings().centres[0]?.zone ?? 'UTC';
  const words = messages[locale].settings.audit;
  const filter = auditFilter(Object.fromEntries(request.nextUrl.searchParams));
  return unlessAway(async () => {
    const rows = await readAudit(database(), auditQuery(filter, zone, rowsMost));
    const head = [t('audit.when'), t('audit.person'), t('audit.action'), t('audit.subject'), t('audit.detail')];
    const cells = rows.map(({ at, personName, action, subject, detail }): CsvCell[] => {
      const when = `${date(at, zone)} ${timeOfDay(at, zone)}`;
      return [when, personName ?? t('audit.system'), actionText(action, words), subject, detailText(detail, words)];
    });
    return csvResponse(csvText([head, ...cells], locale), t('audit.csvFile'));
  });
}
