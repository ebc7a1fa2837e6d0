'use client';

import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Link } from '#lib/board/freshness.ts';
import { emptyFloor } from '#lib/feed/applyPatch.ts';
import type { Floor } from '#lib/feed/feedEvents.ts';
import { useAge } from '../tiles/useAge.ts';
import styles from './AlarmBanner.module.css';
import { AlarmRow } from './AlarmRow.tsx';
import { alarmWatching } from './alarmWatching.ts';
import { SoundNote } from './SoundNote.tsx';
import { shownAlarms } from './shownAlarms.ts';
import { useAlarmSound } from './useAlarmSound.ts';
import { useAlarmWords } from './useAlarmWords.ts';
import { useOwnSilence } from './useOwnSilence.ts';
import { useTurns } from './useTurns.ts';

interface Props {
  /** null before any word from the server. */
  floor: Floor | null;
  link: Link;
  /** The server's clock, epoch ms; moves at least once a second. */
  now: number;
  /** Of the board, of a television of all its boards; empty: all. */
  centres: readonly string[];
  /** A screen's own, 0 (silent) to 1; null: as loud as the installation says; absent: so too, unless its person silences it. */
  volume?: number | null;
  /** Whoever sits here is signed in and may acknowledge. */
  mayAcknowledge: boolean;
}

const nothing = emptyFloor();
/** Televisions show so many at a time, in turns; desks show all, and scroll. */
const rowsAtOnce = 2;

/** The alarms that stand, above a wall's tiles: one sound for each new one, one button that acknowledges for all screens. */
export function AlarmBanner({ floor, link, now, centres, volume, mayAcknowledge }: Props) {
  const t = useTranslations('alarmBanner');
  const shown = floor ?? nothing;
  const alarms = useMemo(() => shownAlarms({ alarms: shown.alarms }, centres), [shown.alarms, centres]);
  const words = useAlarmWords(shown);
  const own = useOwnSilence();
  const personal = volume === undefined;
  const live = floor !== null && link === 'live';
  const watching = alarmWatching(shown, link, now);
  const age = useAge();
  const sound = useAlarmSound({ alarms, live, now, volume: personal && own.silent ? 0 : (volume ?? null) });
  const [failed, setFailed] = useState<string | null>(null);
  const turn = useTurns(alarms.length, mayAcknowledge ? Number.POSITIVE_INFINITY : rowsAtOnce);
  const audible = volume !== 0 && !(personal && own.silent);

  return (
    <>
      <section
        className={styles.banner}
        aria-label={t('title')}
        data-testid="alarm-banner"
        data-standing={alarms.length}
        data-sounded={sound.sounded}
        data-sound={audible ? sound.state : 'silent'}
        data-old={!watching.live}
        data-unwatched={watching.away}
        hidden={alarms.length === 0 && !watching.away}
      >
        {watching.away ? (
          <p className={styles.away} data-testid="alarms-unwatched">
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <circle cx="12" cy="12" r="9.5" />
              <path d="M5.5 18.5 18.5 5.5" />
            </svg>
            <span role="status">{t('unwatched')}</span>{' '}
            {watching.heldAt === null ? null : <small>{age(watching.heldAt, now)}</small>}
          </p>
        ) : null}
        <ul className={styles.rows} aria-live="polite" aria-relevant="additions">
          {alarms.slice(turn.from, turn.to).map((alarm) => (
            <AlarmRow
              key={alarm.id}
              alarm={alarm}
              text={words(alarm, now)}
              mayAcknowledge={mayAcknowledge && live}
              onFailed={setFailed}
            />
          ))}
        </ul>
        {turn.turns > 1 ? (
          <p className={styles.more}>{t('turn', { turn: turn.turn, turns: turn.turns, count: alarms.length })}</p>
        ) : null}
        {personal && alarms.length > 0 ? (
          <button
            type="button"
            className={styles.sound}
            aria-pressed={own.silent}
            onClick={own.toggle}
            data-testid="alarm-silence"
          >
            {t(own.silent ? 'silent' : 'audible')}
          </button>
        ) : null}
      </section>
      {failed ? (
        <p className={styles.failed} role="alert">
          {failed}
        </p>
      ) : null}
      {audible && sound.state === 'blocked' ? <SoundNote onUnlock={sound.unlock} /> : null}
    </>
  );
}
