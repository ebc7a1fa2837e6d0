import { accuracyFigures } from '#lib/forecast/accuracyFigures.ts';
import { type CsvCell, csvText, rounded } from '../../csv/csvText.ts';
import type { Locale } from '../../i18n/locale.ts';
import type { translations } from '../../i18n/translations.ts';
import { queueId } from '../../scope/scope.ts';
import type { Accuracy } from './accuracyOfDays.ts';
import type { JudgedDay } from './judgedDays.ts';

type Texts = Awaited<ReturnType<typeof translations<'accuracy'>>>;

/** Each day of each queue as a spreadsheet opens it, all together in the last line. */
export function accuracyCsv(days: readonly JudgedDay[], total: Accuracy, t: Texts, locale: Locale): string {
  const head: CsvCell[] = [
    t('csv.date'),
    t('queues.queue'),
    t('scope'),
    t('csv.lead'),
    t('csv.madeOn'),
    t('csv.hindcast'),
    t('figures.forecast'),
    t('figures.actual'),
    t('csv.error'),
    t('csv.wape'),
    t('csv.bias'),
    t('csv.coverage'),
    t('csv.mase'),
    t('csv.method'),
  ];
  const percent = (ratio: number | null) => rounded(ratio === null ? null : ratio * 100, 2);
  const figures = ({ wape, bias, coverage80, mase }: Pick<Accuracy, 'wape' | 'bias' | 'coverage80' | 'mase'>) => [
    ...[wape, bias, coverage80].map(percent),
    rounded(mase, 3),
  ];
  const lines = days
    .toSorted((a, b) => a.date.localeCompare(b.date))
    .map(({ date, queue, lead, madeOn, hindcast, method, halfHours }): CsvCell[] => [
      ...[date, queue.label, queueId(queue), lead, madeOn, hindcast ? t('csv.yes') : ''],
      ...[rounded(halfHours.forecast, 1), halfHours.actual, rounded(halfHours.absoluteError, 1)],
      ...figures(accuracyFigures(halfHours)),
      method,
    ]);
  const error = days.reduce((sum, { halfHours }) => sum + halfHours.absoluteError, 0);
  const last: CsvCell[] = [
    ...[t('table.total'), null, null, null, null, null],
    ...[rounded(total.forecast, 1), total.actual, rounded(error, 1)],
    ...figures(total),
    null,
  ];
  return csvText([head, ...lines, last], locale);
}
