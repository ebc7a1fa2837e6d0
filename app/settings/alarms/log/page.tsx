import { readAlarmLog } from '#lib/database/alarmLog.ts';
import { requirePermission } from '../../../access/principal.ts';
import { database, orAway, settings } from '../../../database.ts';
import controls from '../../../frame/controls.module.css';
import { translations } from '../../../i18n/translations.ts';
import type { Search } from '../../../scope/address.ts';
import styles from '../../settings.module.css';
import { AlarmSections } from '../AlarmSections.tsx';
import { alarmPlaces } from '../alarmLabels.ts';
import { LogTable } from './LogTable.tsx';
import { logAddress, logFilter, logQuery } from './logQuery.ts';

const rowsShown = 200;

export async function generateMetadata() {
  return { title: (await translations('alarms'))('log.title') };
}

/** Every alarm that was raised; filtered by a plain form, so that an address can be kept and passed on. */
export default async function Page({ searchParams }: { searchParams: Promise<Search> }) {
  const { role } = await requirePermission('acknowledge_alarms');
  const t = await translations('alarms');
  const zone = settings().centres[0]?.zone ?? 'UTC';
  const now = Date.now();
  const filter = logFilter(await searchParams, zone, now);
  const read = await orAway(async () => ({
    alarms: await readAlarmLog(database(), logQuery(filter, zone, rowsShown + 1)),
    places: await alarmPlaces(database(), settings()),
  }));
  return (
    <>
      <div className={styles.head}>
        <div>
          <h1 className={controls.title}>{t('log.title')}</h1>
          <p className={controls.lead}>{t('log.lead')}</p>
        </div>
        <a className={controls.button} href={logAddress('/api/alarms', filter)} download>
          {t('log.csv')}
        </a>
      </div>
      <AlarmSections role={role} at="log" />
      <form className={controls.toolbar} action="/settings/alarms/log">
        {(['from', 'to'] as const).map((end) => (
          <label key={end} className={controls.field}>
            {t(`log.${end}`)}
            <input className={controls.input} type="date" name={end} defaultValue={filter[end]} />
          </label>
        ))}
        <label className={controls.field}>
          {t('log.centre')}
          <select className={controls.input} name="centre" defaultValue={filter.centre}>
            <option value="">{t('log.all')}</option>
            {settings().centres.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label className={controls.field}>
          {t('log.level')}
          <select className={controls.input} name="level" defaultValue={filter.level}>
            <option value="">{t('log.all')}</option>
            {(['alarm', 'warn'] as const).map((level) => (
              <option key={level} value={level}>
                {t(`level.${level}`)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className={controls.primary}>
          {t('log.apply')}
        </button>
      </form>
      {read === 'away' || read === 'empty' ? (
        <p className={controls.notice}>{t('away')}</p>
      ) : (
        <>
          <LogTable alarms={read.alarms.slice(0, rowsShown)} labels={read.places.labels} zone={zone} now={now} />
          {read.alarms.length > rowsShown ? (
            <p className={controls.note}>{t('log.more', { count: rowsShown })}</p>
          ) : null}
        </>
      )}
    </>
  );
}
