'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Person } from '#lib/database/people.ts';
import controls from '../../frame/controls.module.css';
import { matchesSearch } from '../../i18n/formats.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import styles from '../settings.module.css';
import { AddPersonDialog } from './AddPersonDialog.tsx';
import { LinkDialog, type MadeLink } from './LinkDialog.tsx';
import { PersonDialog } from './PersonDialog.tsx';
import { PersonState } from './PersonState.tsx';

interface Props {
  people: Person[];
  /** The id of whoever looks. */
  own: string;
  /** Epoch ms. */
  now: number;
  zone: string;
  /** The installation's address for links; null: as it was opened. */
  url: string | null;
}

/** Everybody who may sign in, and what an admin may do about them. */
export function PeopleList({ people, own, now, zone, url }: Props) {
  const t = useTranslations('settings.people');
  const roles = useTranslations('access.roles');
  const { compare, date, time } = useFormats();
  const router = useRouter();
  const [search, setSearch] = useState('');
  const [adding, setAdding] = useState(false);
  const [edited, setEdited] = useState<string | null>(null);
  const [link, setLink] = useState<MadeLink | null>(null);
  const shown = people
    .filter(({ name, username }) => matchesSearch(`${name} ${username}`, search))
    .sort((a, b) => compare(a.name, b.name));
  const person = people.find(({ id }) => id === edited);
  const done = (made: MadeLink | null = null) => {
    setAdding(false);
    setEdited(null);
    setLink(made);
    router.refresh();
  };
  return (
    <>
      <div className={styles.head}>
        <div>
          <h1 className={controls.title}>{t('title')}</h1>
          <p className={controls.lead}>{t('lead')}</p>
        </div>
        <button type="button" className={controls.primary} onClick={() => setAdding(true)}>
          {t('add')}
        </button>
      </div>
      <div className={controls.toolbar}>
        <label className={controls.field}>
          {t('search')}
          <input
            className={controls.input}
            type="search"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </label>
        <p className={controls.note} role="status">
          {shown.length === 0 ? t('none') : t('count', { count: shown.length })}
        </p>
      </div>
      <div className={styles.scroll}>
        <table className={`${styles.table} ${styles.stacked}`} data-testid="people">
          <thead>
            <tr>
              <th scope="col">{t('name')}</th>
              <th scope="col">{t('username')}</th>
              <th scope="col">{t('role')}</th>
              <th scope="col">{t('state')}</th>
              <th scope="col">{t('lastSignIn')}</th>
              <th scope="col" className={styles.number}>
                {t('sessions')}
              </th>
              <th scope="col">
                <span className={styles.unseen}>{t('edit')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((each) => (
              <tr key={each.id}>
                <th scope="row">
                  {each.name}
                  {each.id === own ? ` (${t('you')})` : null}
                </th>
                <td data-label={t('username')}>{each.username}</td>
                <td data-label={t('role')}>{roles(each.role)}</td>
                <td data-label={t('state')}>
                  <PersonState person={each} now={now} zone={zone} />
                </td>
                <td data-label={t('lastSignIn')} className={styles.when}>
                  {each.lastSignedInAt === null
                    ? t('never')
                    : `${date(each.lastSignedInAt, zone)} ${time(each.lastSignedInAt, zone)}`}
                </td>
                <td data-label={t('sessions')} className={styles.number}>
                  {each.sessions}
                </td>
                <td>
                  <button
                    type="button"
                    className={controls.button}
                    aria-label={t('editOf', { name: each.name })}
                    onClick={() => setEdited(each.id)}
                  >
                    {t('edit')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {adding ? <AddPersonDialog onClose={() => setAdding(false)} onDone={done} /> : null}
      {person ? <PersonDialog key={person.id} person={person} onClose={() => setEdited(null)} onDone={done} /> : null}
      {link ? <LinkDialog link={link} url={url} zone={zone} onClose={() => setLink(null)} /> : null}
    </>
  );
}
