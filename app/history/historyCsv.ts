import type { HistoryRow } from '#lib/history/historyRow.ts';
import { type CsvCell, csvText, rounded } from '../csv/csvText.ts';
import { offsetText, wallText } from '../csv/wallOffset.ts';
import { type Locale, languageTags } from '../i18n/locale.ts';
import type { translations } from '../i18n/translations.ts';
import { otherEnds } from './otherEnds.ts';

/** Headings begin with a capital letter: “İ” for “i” in Turkish. */
function capital(text: string, locale: Locale): string {
  return text.slice(0, 1).toLocaleUpperCase(languageTags[locale]) + text.slice(1);
}

type Texts = Awaited<ReturnType<typeof translations<'history'>>>;

/**
 * The report as a spreadsheet opens it, the total in its last line; times on the centre's clock, and how far it was from
 * UTC, since a clock that is put back shows an hour twice.
 */
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
    t('csv.offset'),
  ];
  const cells = (first: string, row: HistoryRow, offset: string | null): CsvCell[] => [
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
    offset,
  ];
  const blank = (row: HistoryRow): CsvCell[] => [
    wallText(row.start, zone),
    ...head.slice(2).map(() => null),
    offsetText(row.start, zone),
  ];
  return csvText(
    [
      head,
      ...rows.map((row) =>
        recordsFrom !== null && row.end <= recordsFrom
          ? blank(row)
          : cells(wallText(row.start, zone), row, offsetText(row.start, zone)),
      ),
      cells(t('table.total'), total, null),
    ],
    locale,
  );
}
