import Link from 'next/link';
import { readInvitation } from '#lib/database/invitations.ts';
import { isAnybodyThere } from '#lib/database/people.ts';
import { AccessFrame } from '../access/AccessFrame.tsx';
import { database, orAway } from '../database.ts';
import controls from '../frame/controls.module.css';
import { AreaMessages } from '../i18n/AreaMessages.tsx';
import { translations } from '../i18n/translations.ts';
import type { Search } from '../scope/address.ts';
import { SetupForm } from './SetupForm.tsx';

export async function generateMetadata() {
  const t = await translations('access');
  return { title: t('setup.title') };
}

/** What a one-time link opens: the first admin is made here, and whoever was invited chooses a password. */
export default async function Page({ searchParams }: { searchParams: Promise<Search> }) {
  const t = await translations('access');
  const { token } = await searchParams;
  const found = await orAway(async () => ({
    invitation: typeof token === 'string' ? await readInvitation(database(), token) : null,
    there: await isAnybodyThere(database()),
  }));
  return (
    <AccessFrame>
      {found === 'away' || found === 'empty' ? (
        <p className={controls.notice} role="alert">
          {t('problems.away')}
        </p>
      ) : found.invitation && typeof token === 'string' ? (
        <AreaMessages areas={['access']}>
          <SetupForm
            token={token}
            invited={
              found.invitation.for === 'person'
                ? { name: found.invitation.name, username: found.invitation.username }
                : null
            }
          />
        </AreaMessages>
      ) : (
        <>
          <h1 className={controls.title}>{t('setup.invalidTitle')}</h1>
          <p>{t(found.there ? 'setup.invalidText' : 'setup.invalidFirst')}</p>
          <Link className={controls.button} href="/signin">
            {t('setup.toSignIn')}
          </Link>
        </>
      )}
    </AccessFrame>
  );
}
