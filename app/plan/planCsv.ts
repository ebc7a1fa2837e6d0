import { type CsvCell, csvText, rounded } from '../csv/csvText.ts';
import { offsetText, wallText } from '../csv/wallOffset.ts';
import type { Locale } from '../i18n/locale.ts';
import type { translations } from '../i18n/translations.ts';
import type { Plan } from './planFigures.ts';

type Texts = Awaited<ReturnType<typeof translations<'plan'>>>;

/** The plan's intervals as a spreadsheet opens them; times on the centre's clock. */
export function planCsv(plan: Plan, zone: string, t: Texts, locale: Locale): string {
  const head: CsvCell[] = [
    t('csv.start'),
    t('table.offered'),
    t('csv.ahtSeconds'),
    t('table.erlangs'),
    t('table.required'),
    t('table.scheduled'),
    t('csv.serviceLevelPercent'),
    t('csv.asaSeconds'),
    t('csv.occupancyPercent'),
    t('csv.offset'),
  ];
  const percent = (ratio: number | null) => (ratio === null ? null : rounded(ratio * 100, 2));
  const rows = plan.rows.map((row): CsvCell[] => [
    wallText(row.start, zone),
    rounded(row.offered, 2),
    rounded(row.ahtSeconds, 1),
    rounded(row.erlangs, 3),
    row.required,
    row.scheduled,
    percent(row.serviceLevel),
    rounded(row.asaSeconds, 1),
    percent(row.occupancy),
    offsetText(row.start, zone),
  ]);
  return csvText([head, ...rows], locale);
}
