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
import { messagesNow } from './messagesNow.ts';
import { useMessageTime } from './useMessageTime.ts';

interface Props {
  tickers: readonly TickerNow[];
  centres: readonly MessageCentre[];
  now: number;
  onEnded: () => void;
}

const minuteSeconds = 60;

/** The messages on the screens and those to come, each with a way to take it off. */
export function MessageList({ tickers, centres, now, onEnded }: Props) {
  const t = useTranslations('boards.messages');
  const formats = useFormats();
  const timeOf = useMessageTime(now);
  const refusalWords = useRefusalWords();
  const [told, setTold] = useState<{ bad: boolean; text: string } | null>(null);
  const { current, coming } = messagesNow(tickers, now);

  async function end({ id, startsAt }: TickerNow): Promise<void> {
    const answer = await ask('DELETE', `/api/tickers/${id}`);
    if ('ok' in answer) setTold({ bad: false, text: t(startsAt > now ? 'withdrawn' : 'ended') });
    else if (answer.refused === 'gone') setTold({ bad: false, text: t('gone') });
    else return setTold({ bad: true, text: refusalWords(answer) });
    onEnded();
  }

  /** Whole minutes, so that a list that is read aloud does not change each second. */
  const left = (expiresAt: number) => {
    const seconds = Math.max(0, (expiresAt - now) / 1000);
    return formats.span(Math.ceil(seconds / minuteSeconds) * minuteSeconds);
  };
  const times = ({ from: who, startsAt, expiresAt }: TickerNow, zone: string) =>
    startsAt > now
      ? [who, t('fromUntil', { from: timeOf(startsAt, zone), until: timeOf(expiresAt, zone) })]
      : [
          t('by', { who, time: timeOf(startsAt, zone) }),
          t('expires', { time: timeOf(expiresAt, zone), span: left(expiresAt) }),
        ];
  const row = (ticker: TickerNow) => {
    const { id, text, urgent, centre } = ticker;
    const of = centres.find((one) => one.id === centre);
    const where = centre === null ? t('everywhereShort') : (of?.label ?? centre);
    const zone = (of ?? centres[0])?.zone ?? 'Europe/Istanbul';
    return (
      <li key={id} className={styles.message} data-urgent={urgent}>
        <div>
          <p className={styles.words}>
            {urgent ? <strong className={styles.urgent}>▲ {t('urgent')}</strong> : null} {text}
          </p>
          <p className={controls.note} suppressHydrationWarning>
            {[where, ...times(ticker, zone)].join(' · ')}
          </p>
        </div>
        <button
          type="button"
          className={controls.button}
          aria-label={t('endOf', { text })}
          onClick={() => void end(ticker)}
          data-testid="message-end"
        >
          {t('end')}
        </button>
      </li>
    );
  };
  return (
    <section className={controls.panel} aria-labelledby="current-messages">
      <h2 id="current-messages" className={controls.panelTitle}>
        {t('current')}
      </h2>
      <p className={told?.bad ? controls.failure : styles.told} role="status">
        {told?.text ?? ''}
      </p>
      {current.length === 0 ? <p>{t('none')}</p> : null}
      <ul className={styles.list} data-testid="messages">
        {current.map(row)}
      </ul>
      {coming.length === 0 ? null : (
        <>
          <h2 className={`${controls.panelTitle} ${styles.coming}`}>{t('coming')}</h2>
          <ul className={styles.list} data-testid="messages-to-come">
            {coming.map(row)}
          </ul>
        </>
      )}
    </section>
  );
}
