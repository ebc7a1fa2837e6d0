import { returnPath } from '#lib/access/returnPath.ts';
import { readPerson } from '#lib/database/people.ts';
import { AccessFrame } from '../access/AccessFrame.tsx';
import { requirePerson } from '../access/principal.ts';
import { database, orAway } from '../database.ts';
import controls from '../frame/controls.module.css';
import { AreaMessages } from '../i18n/AreaMessages.tsx';
import { translations } from '../i18n/translations.ts';
import type { Search } from '../scope/address.ts';
import { PasswordForm } from './PasswordForm.tsx';

export async function generateMetadata() {
  const t = await translations('access');
  return { title: t('password.title') };
}

/** Where one changes one's own password, and must, when somebody else has set it. */
export default async function Page({ searchParams }: { searchParams: Promise<Search> }) {
  const who = await requirePerson();
  const t = await translations('access');
  const person = await orAway(() => readPerson(database(), who.id));
  const away = person === 'away' || person === 'empty';
  return (
    <AccessFrame>
      <h1 className={controls.title}>{t('password.title')}</h1>
      {away ? (
        <p className={controls.notice} role="alert">
          {t('problems.away')}
        </p>
      ) : person?.signsInBy === 'oidc' ? (
        <p>{t('password.byDirectory')}</p>
      ) : (
        <AreaMessages areas={['access']}>
          <p>{t(person?.mustChangePassword ? 'password.mustLead' : 'password.lead')}</p>
          <PasswordForm to={returnPath((await searchParams).to)} username={who.username} />
        </AreaMessages>
      )}
    </AccessFrame>
  );
}
