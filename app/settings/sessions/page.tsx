import { may } from '#lib/access/role.ts';
import { readSessions } from '#lib/database/sessions.ts';
import { requirePerson } from '../../access/principal.ts';
import { sessionIdOf } from '../../access/sessionIdOf.ts';
import { database, orAway, settings } from '../../database.ts';
import controls from '../../frame/controls.module.css';
import { AreaMessages } from '../../i18n/AreaMessages.tsx';
import { translations } from '../../i18n/translations.ts';
import styles from '../settings.module.css';
import { SessionTable } from './SessionTable.tsx';

export async function generateMetadata() {
  const t = await translations('settings');
  return { title: t('sessions.title') };
}

export default async function Page() {
  const who = await requirePerson();
  const t = await translations('settings');
  const everybodys = may(who.role, 'manage_people');
  const read = await orAway(async () => ({
    current: await sessionIdOf(database()),
    sessions: await readSessions(database(), everybodys ? undefined : who.id),
  }));
  if (read === 'away' || read === 'empty') return <p className={controls.notice}>{t('away')}</p>;
  const { current, sessions } = read;
  const zone = settings().centres[0]?.zone ?? 'UTC';
  const own = sessions.filter(({ personId }) => personId === who.id);
  return (
    <AreaMessages areas={['settings']}>
      <div className={styles.head}>
        <div>
          <h1 className={controls.title}>{t('sessions.own')}</h1>
          <p className={controls.lead}>{t('sessions.ownLead')}</p>
        </div>
      </div>
      <SessionTable sessions={own} current={current} zone={zone} persons={false} />
      {everybodys ? (
        <>
          <h2>{t('sessions.all')}</h2>
          <SessionTable
            sessions={sessions.filter(({ personId }) => personId !== who.id)}
            current={current}
            zone={zone}
            persons
          />
        </>
      ) : null}
    </AreaMessages>
  );
}
