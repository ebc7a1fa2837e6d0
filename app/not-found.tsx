import Link from 'next/link';
import controls from './frame/controls.module.css';
import { PageFrame } from './frame/PageFrame.tsx';
import { translations } from './i18n/translations.ts';

export default async function NotFound() {
  const t = await translations('frame');
  return (
    <PageFrame place="home">
      <div className={controls.message}>
        <h1 className={controls.title}>{t('notFound.title')}</h1>
        <p className={controls.lead}>{t('notFound.text')}</p>
        <Link className={controls.button} href="/">
          {t('notFound.home')}
        </Link>
      </div>
    </PageFrame>
  );
}
