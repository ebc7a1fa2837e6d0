'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TickerNow } from '#lib/feed/feedEvents.ts';
import controls from '../../frame/controls.module.css';
import { useFormats } from '../../i18n/useFormats.ts';
import { ask } from '../boardRequests.ts';
import { useRefusalWords } from '../useRefusalWords.ts';
import styles from './Messages.module.css';
import type { MessageCentre } from './Messages.tsx';

interface Props {
  tickers: readonly TickerNow[];
  centres: readonly MessageCentre[];
  now: number;
  zone: string;
  onEnded: (id: string) => void;
}

const minuteSeconds = 60;

/** The messages on the screens, each with a way to take it off. */
export function MessageList({ tickers, centres, now, zone, onEnded }: Props) {
  const t = useTranslations('boards.messages');
  const formats = useFormats();
  const refusalWords = useRefusalWords();
  const [told, setTold] = useState<{ bad: boolean; text: string } | null>(null);

  async function end(id: string): Promise<void> {
    const answer = await ask('DELETE', `/api/tickers/${id}`);
    if ('ok' in answer) {
      onEnded(id);
      setTold({ bad: false, text: t('ended') });
    } else if (answer.refused === 'gone') {
      onEnded(id);
      setTold({ bad: false, text: t('gone') });
    } else setTold({ bad: true, text: refusalWords(answer) });
  }

  /** Whole minutes, so that a list that is read aloud does not change each second. */
  const left = (expiresAt: number) => {
    const seconds = Math.max(0, (expiresAt - now) / 1000);
    return formats.span(Math.ceil(seconds / minuteSeconds) * minuteSeconds);
  };
  return (
    <section className={controls.panel} aria-labelledby="current-messages">
      <h2 id="current-messages" className={controls.panelTitle}>
        {t('current')}
      </h2>
      <p className={told?.bad ? controls.failure : styles.told} role="status">
        {told?.text ?? ''}
      </p>
      {tickers.length === 0 ? <p>{t('none')}</p> : null}
      <ul className={styles.list} data-testid="messages">
        {tickers.map(({ id, text, urgent, centre, from, startsAt, expiresAt }) => (
          <li key={id} className={styles.message} data-urgent={urgent}>
            <div>
              <p className={styles.words}>
                {urgent ? <strong className={styles.urgent}>▲ {t('urgent')}</strong> : null} {text}
              </p>
              <p className={controls.note} suppressHydrationWarning>
                {centre === null ? t('everywhereShort') : (centres.find((one) => one.id === centre)?.label ?? centre)}
                {' · '}
                {t('by', { who: from, time: formats.time(startsAt, zone) })}
                {' · '}
                {t('expires', { time: formats.time(expiresAt, zone), span: left(expiresAt) })}
              </p>
            </div>
            <button
              type="button"
              className={controls.button}
              aria-label={t('endOf', { text })}
              onClick={() => void end(id)}
              data-testid="message-end"
            >
              {t('end')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
