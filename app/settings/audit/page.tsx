import Link from 'next/link';
import { auditChoices, readAudit } from '#lib/database/auditLog.ts';
import { requirePermission } from '../../access/principal.ts';
import { database, orAway, settings } from '../../database.ts';
import controls from '../../frame/controls.module.css';
import { formatsOf } from '../../i18n/formats.ts';
import { messages } from '../../i18n/messages.ts';
import { requestLocale } from '../../i18n/requestLocale.ts';
import { translations } from '../../i18n/translations.ts';
import type { Search } from '../../scope/address.ts';
import styles from '../settings.module.css';
import { auditAddress, auditFilter, auditQuery } from './auditQuery.ts';
import { actionText, detailText } from './auditWords.ts';

const rowsShown = 100;

export async function generateMetadata() {
  const t = await translations('settings');
  return { title: t('audit.title') };
}

/** Who did what, and when; filtered by a plain form, so that an address can be kept and passed on. */
export default async function Page({ searchParams }: { searchParams: Promise<Search> }) {
  await requirePermission('see_audit_log');
  const t = await translations('settings');
  const locale = await requestLocale();
  const { compare, date, timeOfDay } = formatsOf(locale);
  const zone = settings().centres[0]?.zone ?? 'UTC';
  const filter = auditFilter(await searchParams);
  const read = await orAway(async () => ({
    choices: await auditChoices(database()),
    rows: await readAudit(database(), auditQuery(filter, zone, rowsShown + 1)),
  }));
  if (read === 'away' || read === 'empty') return <p className={controls.notice}>{t('away')}</p>;
  const words = messages[locale].settings.audit;
  const rows = read.rows.slice(0, rowsShown);
  const oldest = read.rows.length > rowsShown ? rows.at(-1)?.id : undefined;
  const actions = read.choices.actions
    .map((action) => ({ action, word: actionText(action, words) }))
    .sort((a, b) => compare(a.word, b.word));
  const persons = read.choices.persons.sort((a, b) => compare(a.name, b.name));
  return (
    <>
      <div className={styles.head}>
        <div>
          <h1 className={controls.title}>{t('audit.title')}</h1>
          <p className={controls.lead}>{t('audit.lead')}</p>
        </div>
        <a className={controls.button} href={auditAddress('/api/audit', filter)} download>
          {t('audit.csv')}
        </a>
      </div>
      <form className={controls.toolbar} action="/settings/audit">
        <label className={controls.field}>
          {t('audit.from')}
          <input className={controls.input} type="date" name="from" defaultValue={filter.from} />
        </label>
        <label className={controls.field}>
          {t('audit.to')}
          <input className={controls.input} type="date" name="to" defaultValue={filter.to} />
        </label>
        <label className={controls.field}>
          {t('audit.person')}
          <select className={controls.input} name="person" defaultValue={filter.person}>
            <option value="">{t('audit.everybody')}</option>
            {persons.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label className={controls.field}>
          {t('audit.action')}
          <select className={controls.input} name="action" defaultValue={filter.action}>
            <option value="">{t('audit.everything')}</option>
            {actions.map(({ action, word }) => (
              <option key={action} value={action}>
                {word}
              </option>
            ))}
          </select>
        </label>
        <label className={controls.field}>
          {t('audit.text')}
          <input
            className={controls.input}
            type="search"
            name="text"
            defaultValue={filter.text}
            placeholder={t('audit.textHint')}
          />
        </label>
        <button type="submit" className={controls.primary}>
          {t('audit.apply')}
        </button>
      </form>
      {rows.length === 0 ? (
        <p className={controls.note}>{t('audit.none')}</p>
      ) : (
        <div className={styles.scroll}>
          <table className={`${styles.table} ${styles.stacked}`} data-testid="audit">
            <thead>
              <tr>
                <th scope="col">{t('audit.when')}</th>
                <th scope="col">{t('audit.person')}</th>
                <th scope="col">{t('audit.action')}</th>
                <th scope="col">{t('audit.subject')}</th>
                <th scope="col">{t('audit.detail')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td className={styles.when}>
                    <time dateTime={new Date(row.at).toISOString()}>
                      {date(row.at, zone)} {timeOfDay(row.at, zone)}
                    </time>
                  </td>
                  <td data-label={t('audit.person')}>{row.personName ?? t('audit.system')}</td>
                  <td data-label={t('audit.action')}>{actionText(row.action, words)}</td>
                  <td data-label={t('audit.subject')}>{row.subject}</td>
                  <td className={styles.detail}>{detailText(row.detail, words)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {oldest === undefined ? null : (
        <Link className={controls.button} href={auditAddress('/settings/audit', filter, oldest)}>
          {t('audit.more')}
        </Link>
      )}
    </>
  );
}
