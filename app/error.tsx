'use client';

import { useEffect, useState } from 'react';
import controls from './frame/controls.module.css';
import { type Locale, localeOf } from './i18n/locale.ts';
import english from './i18n/messages/en/frame.json';
import turkish from './i18n/messages/tr/frame.json';

const texts: Record<Locale, typeof turkish.error> = { tr: turkish.error, en: english.error };

/** Shown in place of a page that failed. It stands alone: what failed may be the frame itself. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const [text, setText] = useState(texts.tr);
  useEffect(() => setText(texts[localeOf(document.documentElement.lang)]), []);
  return (
    <main className={controls.message}>
      <h1 className={controls.title}>{text.title}</h1>
      <p className={controls.lead}>{text.text}</p>
      {error.digest ? <p className={controls.note}>{text.reference.replace('{digest}', error.digest)}</p> : null}
      <button type="button" className={controls.primary} onClick={reset}>
        {text.retry}
      </button>
    </main>
  );
}
