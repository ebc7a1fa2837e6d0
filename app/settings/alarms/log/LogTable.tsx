import { stoodSeconds } from '#lib/alarm/alarmEntry.ts';
import { type AlarmLabels, alarmWords } from '#lib/alarm/alarmSentence.ts';
import type { LoggedAlarm } from '#lib/database/alarmLog.ts';
import controls from '../../../frame/controls.module.css';
import { formatsOf } from '../../../i18n/formats.ts';
import { requestLocale } from '../../../i18n/requestLocale.ts';
import { translations } from '../../../i18n/translations.ts';
import { AlarmMark } from '../../../wall/alarms/AlarmMark.tsx';
import styles from '../../settings.module.css';
import alarmStyles from '../alarms.module.css';

interface Props {
  alarms: readonly LoggedAlarm[];
  labels: AlarmLabels;
  zone: string;
  now: number;
}

/** When each alarm was raised, how long it stood, how bad it got, who saw to it, who was told. */
export async function LogTable({ alarms, labels, zone, now }: Props) {
  const t = await translations('alarms');
  const locale = await requestLocale();
  const formats = formatsOf(locale);
  if (alarms.length === 0) return <p className={controls.note}>{t('log.none')}</p>;
  const when = (at: number) => `${formats.date(at, zone)} ${formats.timeOfDay(at, zone)}`;
  const figure = ({ kind }: LoggedAlarm, value: number | null) => {
    if (kind === 'service_level') return formats.percent(value);
    return kind === 'longest_wait' || kind === 'source_stale' ? formats.span(value) : formats.count(value);
  };
  const told = ({ sent, waiting, failed, lastError }: LoggedAlarm['deliveries']) => {
    const parts = [
      ...(sent > 0 ? [t('log.toldCount', { sent })] : []),
      ...(waiting > 0 ? [t('log.toldWaiting', { waiting })] : []),
      ...(failed > 0 ? [t('log.toldFailed', { failed })] : []),
    ];
    if (parts.length === 0) return '–';
    return (
      <>
        {parts.join(', ')}
        {lastError ? <small>{lastError}</small> : null}
      </>
    );
  };
  return (
    <div className={styles.scroll}>
      <table className={`${styles.table} ${styles.stacked}`} data-testid="alarm-log">
        <thead>
          <tr>
            <th scope="col">{t('log.raised')}</th>
            <th scope="col">{t('log.level')}</th>
            <th scope="col">{t('log.about')}</th>
            <th scope="col" className={styles.number}>
              {t('log.worst')}
            </th>
            <th scope="col">{t('log.stood')}</th>
            <th scope="col">{t('log.acknowledged')}</th>
            <th scope="col">{t('log.told')}</th>
          </tr>
        </thead>
        <tbody>
          {alarms.map((alarm) => {
            const { where, what } = alarmWords(alarm, labels, locale);
            const stood = stoodSeconds(alarm);
            return (
              <tr key={alarm.id} data-alarm={alarm.id}>
                <td className={styles.when}>
                  <time dateTime={new Date(alarm.raisedAt).toISOString()}>{when(alarm.raisedAt)}</time>
                </td>
                <td data-label={t('log.level')}>
                  <span className={alarmStyles.level} data-level={alarm.level}>
                    <AlarmMark level={alarm.level} acknowledged={alarm.clearedAt !== null} />
                    {t(`level.${alarm.level}`)}
                  </span>
                </td>
                <td data-label={t('log.about')}>
                  {where}: {what}
                  <small>{alarm.name === '' ? t(`kind.${alarm.kind}`) : alarm.name}</small>
                </td>
                <td className={styles.number} data-label={t('log.worst')}>
                  {figure(alarm, alarm.worst)}
                </td>
                <td data-label={t('log.stood')}>
                  {stood === null ? (
                    <strong>
                      {t('log.standing')} · {formats.span((now - alarm.raisedAt) / 1000)}
                    </strong>
                  ) : (
                    <>
                      {formats.span(stood)}
                      {alarm.endedBecause ? <small>{t(`log.ended.${alarm.endedBecause}`)}</small> : null}
                    </>
                  )}
                </td>
                <td data-label={t('log.acknowledged')}>
                  {alarm.acknowledgedBy ?? t('log.nobody')}
                  {alarm.acknowledgedAt === null ? null : <small>{when(alarm.acknowledgedAt)}</small>}
                </td>
                <td className={styles.detail} data-label={t('log.told')}>
                  {told(alarm.deliveries)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
