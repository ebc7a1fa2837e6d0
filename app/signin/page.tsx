import { redirect } from 'next/navigation';
import { returnPath } from '#lib/access/returnPath.ts';
import { isAnybodyThere } from '#lib/database/people.ts';
import { AccessFrame } from '../access/AccessFrame.tsx';
import { principal } from '../access/principal.ts';
import { database, orAway, settings } from '../database.ts';
import { AreaMessages } from '../i18n/AreaMessages.tsx';
import { translations } from '../i18n/translations.ts';
import type { Search } from '../scope/address.ts';
import { problemOf } from './problemOf.ts';
import { SignInForm } from './SignInForm.tsx';

/** Nobody waits longer for the form; a database that has not answered by then is said to be away. */
const patienceMs = 1_500;

export async function generateMetadata() {
  const t = await translations('access');
  return { title: t('signIn.title') };
}

export default async function Page({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams;
  const to = returnPath(search.to);
  if (await principal()) redirect(to);
  const oidc = settings().access.oidc;
  const late = new Promise<'away'>((away) => setTimeout(() => away('away'), patienceMs));
  const there = await Promise.race([orAway(() => isAnybodyThere(database())), late]);
  return (
    <AccessFrame>
      <AreaMessages areas={['access']}>
        <SignInForm
          to={to}
          oidcLabel={oidc?.label ?? null}
          nobodyYet={there === false || there === 'empty'}
          problem={there === 'away' ? 'away' : problemOf(search.error)}
          signedOut={search.out === '1'}
        />
      </AreaMessages>
    </AccessFrame>
  );
}
