'use client';

import { useRouter } from 'next/navigation';
import { type Locale, localeCookie, locales } from '../i18n/locale.ts';
import { rememberChoice } from './rememberChoice.ts';
import styles from './switches.module.css';

interface Props {
  current: Locale;
  label: string;
  names: Record<Locale, string>;
}

/** TR | EN: remembers the choice and has the server write the page anew, without leaving it. */
export function LocaleSwitch({ current, label, names }: Props) {
  const router = useRouter();
  const choose = (locale: Locale) => {
    rememberChoice(localeCookie, locale);
    router.refresh();
  };
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{label}</legend>
      {locales.map((locale) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          className={styles.choice}
          aria-pressed={locale === current}
          aria-label={`${locale.toUpperCase()}: ${names[locale]}`}
          onClick={() => choose(locale)}
        >
          {locale.toUpperCase()}
        </button>
      ))}
    </fieldset>
  );
}
