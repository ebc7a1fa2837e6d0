'use client';

import { useEffect, useState } from 'react';
import { type Locale, localeOf } from '../i18n/locale.ts';
import english from '../i18n/messages/en/tv.json';
import turkish from '../i18n/messages/tr/tv.json';
import { failureKey } from './failureKey.ts';
import frame from './Tv.module.css';
import styles from './WaitingView.module.css';

const texts: Record<Locale, typeof turkish.failed> = { tr: turkish.failed, en: english.failed };
const firstMs = 15_000;
const longestMs = 600_000;

/** Nobody sits before a TV: what failed is loaded anew by itself, more and more rarely while it keeps failing. */
export default function TvError({ error }: { error: Error & { digest?: string } }) {
  const [text, setText] = useState(texts.tr);
  useEffect(() => {
    setText(texts[localeOf(document.documentElement.lang)]);
    console.error('The TV’s page failed:', error);
    const times = Number(sessionStorage.getItem(failureKey)) || 0;
    sessionStorage.setItem(failureKey, String(times + 1));
    const timer = setTimeout(() => location.reload(), Math.min(longestMs, firstMs * 2 ** times));
    return () => clearTimeout(timer);
  }, [error]);
  return (
    <main className={frame.tv}>
      <div className={frame.picture}>
        <section className={styles.waiting} role="alert">
          <h1 className={styles.title}>{text.title}</h1>
          <p className={styles.text}>{text.text}</p>
        </section>
      </div>
    </main>
  );
}
