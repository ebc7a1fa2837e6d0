'use client';

import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TickerNow } from '#lib/feed/feedEvents.ts';
import controls from '../../frame/controls.module.css';
import { ask } from '../boardRequests.ts';
import checks from '../fields/Checks.module.css';
import { useRefusalWords } from '../useRefusalWords.ts';
import styles from './Messages.module.css';
import type { MessageCentre } from './Messages.tsx';
import { useMessageTime } from './useMessageTime.ts';
import { dayEndIn, instantOf, localTime } from './zoneTime.ts';

interface Props {
  centres: readonly MessageCentre[];
  /** A board has a tile that shows messages. */
  seen: boolean;
  now: number;
  onSent: () => void;
}

/** As many letters as the server takes, and as people read on a wall. */
const mostLetters = 280;
const spans = [5, 15, 30, 60, 120, 240, 480];
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** As far ahead as the server takes. */
const mostAheadMs = 31 * 24 * hourMs;

/** Text, where, how urgent, from when and for how long. */
export function MessageComposer({ centres, seen, now, onSent }: Props) {
  const t = useTranslations('boards.messages');
  const timeOf = useMessageTime(now);
  const refusalWords = useRefusalWords();
  const [text, setText] = useState('');
  const [centre, setCentre] = useState('');
  const [urgent, setUrgent] = useState(false);
  /** By the clock of the centre; null: at once. */
  const [starts, setStarts] = useState<string | null>(null);
  const [lasts, setLasts] = useState('60');
  const [state, setState] = useState<{ busy: boolean; problem: string | null; told: string }>({
    ...{ busy: false, problem: null, told: '' },
  });
  // what is for all goes by the first one's clock, and by the last one's midnight
  const zones = centres.filter(({ id }) => centre === '' || id === centre).map(({ zone }) => zone);
  const zone = zones[0] ?? 'Europe/Istanbul';
  const startsAt = starts === null ? now : instantOf(starts, zone);
  const from = Math.max(startsAt ?? now, now);
  const dayEnd = Math.max(...zones.map((one) => dayEndIn(one, from)));
  const minutes = lasts === 'day' ? Math.max(1, Math.ceil((dayEnd - from) / minuteMs)) : Number(lasts);
  const times = { from: timeOf(from, zone), until: timeOf(from + minutes * minuteMs, zone) };

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (text.trim() === '') return setState({ busy: false, problem: t('missing'), told: '' });
    if (startsAt === null) return setState({ busy: false, problem: t('startMissing'), told: '' });
    setState({ busy: true, problem: null, told: '' });
    const message = { text: text.trim(), centre: centre || null, urgent, minutes };
    const answer = await ask<TickerNow>('POST', '/api/tickers', starts === null ? message : { ...message, startsAt });
    if (!('ok' in answer)) return setState({ busy: false, problem: refusalWords(answer), told: '' });
    onSent();
    setText('');
    setUrgent(false);
    setStarts(null);
    const sent = from > now ? t('sentAhead', times) : t(seen ? 'sent' : 'sentUnseen');
    setState({ busy: false, problem: null, told: sent });
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
          {t('starts')}
          <select
            className={controls.input}
            value={starts === null ? 'now' : 'at'}
            onChange={({ target }) => setStarts(target.value === 'now' ? null : localTime(nextHour(now), zone))}
            data-testid="message-starts"
          >
            <option value="now">{t('startsNow')}</option>
            <option value="at">{t('startsAt')}</option>
          </select>
        </label>
        {starts === null ? null : (
          <label className={controls.field}>
            {t('startTime')}
            <input
              className={controls.input}
              type="datetime-local"
              min={localTime(now, zone)}
              max={localTime(now + mostAheadMs, zone)}
              value={starts}
              onChange={({ target }) => setStarts(target.value.slice(0, 16))}
              data-testid="message-start"
            />
          </label>
        )}
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
            <option value="day">{t('untilMidnight')}</option>
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
          {from > now ? t('fromUntil', times) : t('until', times)}
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

function nextHour(now: number): number {
  return Math.ceil(now / hourMs) * hourMs;
}
