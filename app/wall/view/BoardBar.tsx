'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { SourceHealth } from '#lib/feed/feedEvents.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import { Sign } from '../tiles/Sign.tsx';
import styles from './BoardBar.module.css';
import { sourceDetail } from './sourceDetail.ts';

/** `data-slot` of the place in the bar where the alarms say that they are kept silent, so that it covers no figure. */
export const soundSlot = 'alarm-sound';

/** A board to go to. */
export interface BoardChoice {
  id: string;
  label: string;
}

interface Props {
  board: string;
  title: string;
  /** Empty: there is no other to go to. */
  choices: readonly BoardChoice[];
  sources: SourceHealth[];
  linked: boolean;
  demo: boolean;
  /** The server's clock and the zones to show it in, those of other centres besides; null before any word. */
  clock: { now: number; zone: string; others: { zone: string; label: string }[] } | null;
  tools: ReactNode;
}

/** The board's name, the other boards, how well its sources are, the time, and what a person can do here. */
export function BoardBar({ board, title, choices, sources, linked, demo, clock, tools }: Props) {
  const t = useTranslations('wall');
  const locale = useLocale();
  const formats = useFormats();
  return (
    <header className={styles.bar}>
      <h1 className={styles.title} data-spare={choices.length > 1}>
        {title}
      </h1>
      {choices.length > 1 ? <BoardChoices board={board} choices={choices} /> : null}
      {demo ? <span className={styles.demo}>{t('demo')}</span> : null}
      <ul className={styles.sources}>
        {sources.map((source) => {
          const state = linked ? source.state : 'stale';
          const amiss = state === 'live' && source.detail !== null;
          return (
            <li
              key={source.id}
              className={styles.source}
              data-state={state}
              data-testid={`source-${source.id}`}
              title={sourceDetail(source, locale)}
            >
              <SourceMark state={state} />
              <span>{source.label}</span>
              <span className={styles.word}>{t(`source.${state}`)}</span>
              {amiss ? (
                <span className={styles.amiss}>
                  <Sign shape="notice" /> {t('source.amiss')}
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
      <span className={styles.sound} data-slot={soundSlot} />
      {clock ? (
        <p className={styles.clock}>
          <span className={styles.date}>{formats.dayName(clock.now, clock.zone)}</span>
          <time className={styles.time}>{formats.timeOfDay(clock.now, clock.zone)}</time>
          {clock.others.map(({ zone, label }) => (
            <span key={zone} className={styles.date} data-testid="other-clock">
              {label} <time>{formats.time(clock.now, zone)}</time>
            </span>
          ))}
        </p>
      ) : null}
      {tools ? (
        <div className={styles.tools} data-chrome="">
          {tools}
        </div>
      ) : null}
    </header>
  );
}

/** More than that do not fit side by side. */
const mostLinks = 4;

function BoardChoices({ board, choices }: { board: string; choices: readonly BoardChoice[] }) {
  const t = useTranslations('wall');
  const router = useRouter();
  const address = (id: string) => `/wall/${encodeURIComponent(id)}`;
  return (
    <nav className={styles.boards} aria-label={t('boards')} data-chrome="">
      {choices.length > mostLinks ? (
        <select
          className={styles.board}
          value={board}
          aria-label={t('boards')}
          onChange={(event) => router.push(address(event.target.value))}
        >
          {choices.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : (
        choices.map((choice) => (
          <Link
            key={choice.id}
            href={address(choice.id)}
            className={styles.board}
            aria-current={choice.id === board ? 'page' : undefined}
          >
            {choice.label}
          </Link>
        ))
      )}
    </nav>
  );
}

/** Full, half and hollow: the state shows without its colour. */
function SourceMark({ state }: { state: SourceHealth['state'] }) {
  return (
    <svg className={styles.mark} viewBox="0 0 16 16" aria-hidden="true">
      {state === 'live' ? <circle cx="8" cy="8" r="6" fill="currentColor" /> : null}
      {state === 'connecting' ? (
        <path
          d="M8 2a6 6 0 0 1 0 12Z M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12Z"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.4"
        />
      ) : null}
      {state === 'stale' ? <path d="M8 1 15.5 14.5H.5Z" fill="currentColor" /> : null}
    </svg>
  );
}
