'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import type { SourceHealth } from '#lib/feed/feedEvents.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import styles from './BoardBar.module.css';
import type { BoardChoice } from './boardChoices.ts';
import { FormulaDialog } from './FormulaDialog.tsx';
import type { LevelWords } from './useLevelWords.ts';

interface Props {
  board: string;
  title: string;
  choices: BoardChoice[];
  sources: SourceHealth[];
  linked: boolean;
  demo: boolean;
  /** The server's clock and the zones to show it in, those of other centres besides; null before any word. */
  clock: { now: number; zone: string; others: { zone: string; label: string }[] } | null;
  level: LevelWords;
  full: boolean;
  onFull: () => void;
}

/** The board's name, its other boards, how well its sources are, the time, and full screen. */
export function BoardBar({ board, title, choices, sources, linked, demo, clock, level, full, onFull }: Props) {
  const t = useTranslations('wall');
  const formats = useFormats();
  return (
    <header className={styles.bar}>
      <h1 className={styles.title} data-spare={choices.length > 2}>
        {title}
      </h1>
      {choices.length > 2 ? (
        <nav className={styles.boards} aria-label={t('boards')} data-chrome="">
          {choices.map((choice) => (
            <Link
              key={choice.id}
              href={`/wall/${encodeURIComponent(choice.id)}`}
              className={styles.board}
              aria-current={choice.id === board ? 'page' : undefined}
            >
              {choice.label}
            </Link>
          ))}
        </nav>
      ) : null}
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
              title={source.detail ?? undefined}
            >
              <SourceMark state={state} />
              <span>{source.label}</span>
              <span className={styles.word}>{t(`source.${state}`)}</span>
              {amiss ? <span className={styles.amiss}>{t('source.amiss')}</span> : null}
            </li>
          );
        })}
      </ul>
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
      <div className={styles.tools} data-chrome="">
        <FormulaDialog level={level} />
        <button type="button" className={styles.full} aria-pressed={full} title={t('fullScreenKey')} onClick={onFull}>
          <svg viewBox="0 0 18 18" aria-hidden="true">
            <path d="M2 7V2h5M11 2h5v5M16 11v5h-5M7 16H2v-5" fill="none" stroke="currentColor" strokeWidth="2" />
          </svg>
          <span>{t('fullScreen')}</span>
          <kbd>F</kbd>
        </button>
      </div>
    </header>
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
