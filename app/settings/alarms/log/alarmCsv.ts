import { stoodSeconds } from '#lib/alarm/alarmEntry.ts';
import { type AlarmLabels, alarmWords } from '#lib/alarm/alarmSentence.ts';
import type { LoggedAlarm } from '#lib/database/alarmLog.ts';
import { type CsvCell, csvText, rounded } from '../../../csv/csvText.ts';
import { offsetText, wallText } from '../../../csv/wallOffset.ts';
import type { Locale } from '../../../i18n/locale.ts';
import type { translations } from '../../../i18n/translations.ts';

type Texts = Awaited<ReturnType<typeof translations<'alarms'>>>;

/** The log as a spreadsheet opens it; times on the centre's clock, and how far that is from UTC. */
export function alarmCsv(
  alarms: readonly LoggedAlarm[],
  zone: string,
  labels: AlarmLabels,
  t: Texts,
  locale: Locale,
): string {
  const head = [
    t('log.raised'),
    t('log.csvCleared'),
    t('log.csvSeconds'),
    t('log.level'),
    t('log.csvKind'),
    t('log.about'),
    t('log.csvRule'),
    t('log.csvValue'),
    t('log.worst'),
    t('log.csvLimit'),
    t('log.acknowledged'),
    t('log.csvAcknowledgedAt'),
    t('log.told'),
    t('log.csvOffset'),
  ];
  const rows = alarms.map((alarm): CsvCell[] => [
    wallText(alarm.raisedAt, zone),
    alarm.clearedAt === null ? t('log.standing') : wallText(alarm.clearedAt, zone),
    rounded(stoodSeconds(alarm), 0),
    t(`level.${alarm.level}`),
    t(`kind.${alarm.kind}`),
    alarmWords(alarm, labels, locale).where,
    alarm.name === '' ? alarm.rule : alarm.name,
    rounded(alarm.value, 4),
    rounded(alarm.worst, 4),
    rounded(alarm.limit, 4),
    alarm.acknowledgedBy ?? '',
    alarm.acknowledgedAt === null ? '' : wallText(alarm.acknowledgedAt, zone),
    alarm.deliveries.sent,
    offsetText(alarm.raisedAt, zone),
  ]);
  return csvText([head, ...rows], locale);
}
