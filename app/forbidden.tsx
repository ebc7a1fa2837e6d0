import Link from 'next/link';
import { principal } from './access/principal.ts';
import controls from './frame/controls.module.css';
import { PageFrame } from './frame/PageFrame.tsx';
import { translations } from './i18n/translations.ts';

/** In place of a page that the role does not include. */
export default async function Forbidden() {
  const t = await translations('access');
  const role = (await principal())?.role ?? 'viewer';
  return (
    <PageFrame place="home">
      <div className={controls.message}>
        <h1 className={controls.title}>{t('refused.title')}</h1>
        <p className={controls.lead}>{t('refused.text', { role: t(`roles.${role}`) })}</p>
        <Link className={controls.button} href="/">
          {t('refused.home')}
        </Link>
      </div>
    </PageFrame>
  );
}
