'use client';

import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TickerNow } from '#lib/feed/feedEvents.ts';
import controls from '../../frame/controls.module.css';
import { useFormats } from '../../i18n/useFormats.ts';
import { ask } from '../boardRequests.ts';
import checks from '../fields/Checks.module.css';
import { useRefusalWords } from '../useRefusalWords.ts';
import styles from './Messages.module.css';
import type { MessageCentre } from './Messages.tsx';

interface Props {
  centres: readonly MessageCentre[];
  /** A board has a tile that shows messages. */
  seen: boolean;
  now: number;
  zone: string;
  /** Epoch ms; null: not known yet. */
  dayEnd: number | null;
  onSent: (ticker: TickerNow) => void;
}

/** As many letters as the server takes, and as people read on a wall. */
const mostLetters = 280;
const spans = [5, 15, 30, 60, 120, 240, 480];
const minuteMs = 60_000;

/** Text, where, how urgent, for how long. */
export function MessageComposer({ centres, seen, now, zone, dayEnd, onSent }: Props) {
  const t = useTranslations('boards.messages');
  const formats = useFormats();
  const refusalWords = useRefusalWords();
  const [text, setText] = useState('');
  const [centre, setCentre] = useState('');
  const [urgent, setUrgent] = useState(false);
  const [lasts, setLasts] = useState('60');
  const [state, setState] = useState<{ busy: boolean; problem: string | null; told: string }>({
    ...{ busy: false, problem: null, told: '' },
  });
  const minutes =
    lasts === 'day' && dayEnd !== null ? Math.max(1, Math.ceil((dayEnd - now) / minuteMs)) : Number(lasts) || 60;

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (text.trim() === '') return setState({ busy: false, problem: t('missing'), told: '' });
    setState({ busy: true, problem: null, told: '' });
    const message = { text: text.trim(), centre: centre || null, urgent, minutes };
    const answer = await ask<TickerNow>('POST', '/api/tickers', message);
    if (!('ok' in answer)) return setState({ busy: false, problem: refusalWords(answer), told: '' });
    onSent(answer.ok);
    setText('');
    setUrgent(false);
    setState({ busy: false, problem: null, told: t(seen ? 'sent' : 'sentUnseen') });
  }

  return (
    <form className={`${controls.panel} ${styles.form}`} onSubmit={(event) => void send(event)} noValidate>
      <h2 className={controls.panelTitle}>{t('compose')}</h2>
      <label className={controls.field}>
        {t('text')}
        <textarea
          className={`${controls.input} ${styles.text}`}
          rows={2}
          maxLength={mostLetters}
          value={text}
          aria-describedby="letters-left"
          onChange={(event) => {
            setText(event.target.value);
            setState({ ...state, problem: null, told: '' });
          }}
          data-testid="message-text"
        />
        <span id="letters-left" className={controls.note}>
          {t('left', { left: mostLetters - text.length })}
        </span>
      </label>
      <div className={styles.row}>
        <label className={controls.field}>
          {t('where')}
          <select
            className={controls.input}
            value={centre}
            onChange={(event) => setCentre(event.target.value)}
            data-testid="message-centre"
          >
            <option value="">{t('everywhere')}</option>
            {centres.map(({ id, label }) => (
              <option key={id} value={id}>
                {t('ofCentre', { centre: label })}
              </option>
            ))}
          </select>
        </label>
        <label className={controls.field}>
          {t('lasts')}
          <select
            className={controls.input}
            value={lasts}
            aria-describedby="message-until"
            onChange={(event) => setLasts(event.target.value)}
            data-testid="message-lasts"
          >
            {spans.map((span) => (
              <option key={span} value={span}>
                {span < 60 ? t('minutes', { count: span }) : t('hours', { count: span / 60 })}
              </option>
            ))}
            {dayEnd === null ? null : <option value="day">{t('untilMidnight')}</option>}
          </select>
        </label>
      </div>
      <label className={checks.check}>
        <input
          type="checkbox"
          checked={urgent}
          onChange={(event) => setUrgent(event.target.checked)}
          data-testid="message-urgent"
        />
        <span>
          <strong>{t('urgent')}</strong> {t('urgentText')}
        </span>
      </label>
      <div className={styles.send}>
        <button type="submit" className={controls.primary} disabled={state.busy} data-testid="message-send">
          {state.busy ? t('sending') : t('send')}
        </button>
        <p id="message-until" className={controls.note} suppressHydrationWarning>
          {t('until', { time: formats.time(now + minutes * minuteMs, zone) })}
        </p>
      </div>
      {state.problem ? (
        <p className={controls.failure} role="alert">
          {state.problem}
        </p>
      ) : null}
      <p className={styles.told} role="status">
        {state.told}
      </p>
    </form>
  );
}
