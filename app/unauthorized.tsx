import Link from 'next/link';
import { AccessFrame } from './access/AccessFrame.tsx';
import controls from './frame/controls.module.css';
import { translations } from './i18n/translations.ts';

/** In place of a page that nobody signed in asked for; the web process sends to the sign-in page before it comes to this. */
export default async function Unauthorized() {
  const t = await translations('access');
  return (
    <AccessFrame>
      <h1 className={controls.title}>{t('signIn.title')}</h1>
      <Link className={controls.primary} href="/signin">
        {t('setup.toSignIn')}
      </Link>
    </AccessFrame>
  );
}
