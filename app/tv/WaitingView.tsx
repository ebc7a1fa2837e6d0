'use client';

import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Mark } from '../frame/Mark.tsx';
import { useFormats } from '../i18n/useFormats.ts';
import styles from './WaitingView.module.css';
import type { Waiting } from './waitsFor.ts';

interface Props {
  waiting: Waiting | { for: 'database' | 'busy' };
  /** The screen's; null: it has none yet. */
  name: string | null;
}

/** Says in words as large as a board's figures what this screen waits for, and that it goes on by itself. */
export function WaitingView({ waiting, name }: Props) {
  const t = useTranslations('tv');
  const causes = useTranslations('wall.source.cause');
  const why = waiting.for;
  return (
    <section className={styles.waiting} data-testid="waiting" data-for={why} aria-live="polite">
      <p className={styles.brand}>
        <Mark />
        {name ?? t('title')}
      </p>
      <h1 className={styles.title}>{t(`waiting.${why}.title`)}</h1>
      <p className={styles.text}>{t(`waiting.${why}.text`)}</p>
      {waiting.for === 'exchange' ? (
        <ul className={styles.sources}>
          {waiting.sources.map(({ id, label, cause }) => (
            <li key={id}>
              <strong>{label}</strong> {causes(cause ?? 'unknown')}
            </li>
          ))}
        </ul>
      ) : null}
      <Facts server={why === 'server' || why === 'network'} />
    </section>
  );
}

/** Where the server is looked for and for how long already: what somebody who comes to help asks first. */
function Facts({ server }: { server: boolean }) {
  const t = useTranslations('tv');
  const formats = useFormats();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const began = performance.now();
    const timer = setInterval(() => setSeconds((performance.now() - began) / 1000), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <p className={styles.facts}>
      <span className={styles.dot} aria-hidden="true" />
      {t('waiting.since', { span: formats.clock(seconds) })}
      {server ? <span>{t('waiting.address', { address: location.host })}</span> : null}
    </p>
  );
}
