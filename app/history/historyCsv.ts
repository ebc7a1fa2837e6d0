import type { HistoryRow } from '#lib/history/historyRow.ts';
import { timestampText } from '#lib/staffing/timestamp.ts';
import { type CsvCell, csvText, rounded } from '../csv/csvText.ts';
import { wallOffset } from '../csv/wallOffset.ts';
import { type Locale, languageTags } from '../i18n/locale.ts';
import type { translations } from '../i18n/translations.ts';
import { otherEnds } from './otherEnds.ts';

/** Headings begin with a capital letter: “İ” for “i” in Turkish. */
function capital(text: string, locale: Locale): string {
  return text.slice(0, 1).toLocaleUpperCase(languageTags[locale]) + text.slice(1);
}

type Texts = Awaited<ReturnType<typeof translations<'history'>>>;

/** The report as a spreadsheet opens it, the total in its last line; times on the centre's clock. */
export function historyCsv(
  rows: readonly HistoryRow[],
  total: HistoryRow,
  zone: string,
  t: Texts,
  locale: Locale,
  recordsFrom: number | null,
): string {
  const head: CsvCell[] = [
    t('csv.start'),
    t('figures.offered'),
    t('figures.answered'),
    t('figures.abandoned'),
    ...([...otherEnds, 'waiting'] as const).map((end) => capital(t(`ends.${end}`), locale)),
    t('csv.serviceLevelPercent'),
    t('csv.asaSeconds'),
    t('csv.ahtSeconds'),
    t('csv.gap'),
  ];
  const cells = (first: string, row: HistoryRow): CsvCell[] => [
    first,
    row.offered,
    row.answered,
    row.abandoned,
    ...otherEnds.map((end) => row[end]),
    row.inProgress,
    row.serviceLevel === null ? null : rounded(row.serviceLevel * 100, 2),
    rounded(row.asaSeconds, 1),
    rounded(row.ahtSeconds, 1),
    row.incomplete ? t('csv.yes') : '',
  ];
  const started = (at: number) => timestampText(at + wallOffset(at, zone), null).replace('T', ' ');
  const blank = (row: HistoryRow): CsvCell[] => [started(row.start), ...head.slice(1).map(() => null)];
  return csvText(
    [
      head,
      ...rows.map((row) =>
        recordsFrom !== null && row.end <= recordsFrom ? blank(row) : cells(started(row.start), row),
      ),
      cells(t('table.total'), total),
    ],
    locale,
  );
}
