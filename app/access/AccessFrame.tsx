import type { ReactNode } from 'react';
import { LocaleSwitch } from '../frame/LocaleSwitch.tsx';
import { Mark } from '../frame/Mark.tsx';
import { ThemeSwitch } from '../frame/ThemeSwitch.tsx';
import { requestLocale } from '../i18n/requestLocale.ts';
import { translations } from '../i18n/translations.ts';
import styles from './AccessFrame.module.css';

/** The frame of what one sees before being let in: name, language, theme, and one card. */
export async function AccessFrame({ children }: { children: ReactNode }) {
  const t = await translations('frame');
  const locale = await requestLocale();
  return (
    <div className={styles.page}>
      <header className={styles.bar}>
        <span className={styles.brand}>
          <Mark />
          {t('product')}
        </span>
        <div className={styles.tools}>
          <LocaleSwitch current={locale} label={t('locale.label')} names={{ tr: t('locale.tr'), en: t('locale.en') }} />
          <ThemeSwitch toLight={t('theme.toLight')} toDark={t('theme.toDark')} />
        </div>
      </header>
      <main className={styles.content}>
        <div className={styles.card}>{children}</div>
      </main>
    </div>
  );
}
