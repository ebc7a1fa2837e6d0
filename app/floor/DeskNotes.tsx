'use client';

import { useTranslations } from 'use-intl';
import type { BoardFigures } from '#lib/board/boardFigures.ts';
import type { Freshness, Link } from '#lib/board/freshness.ts';
import { useFormats } from '../i18n/useFormats.ts';
import type { RosterNow } from './adherence/useRoster.ts';
import styles from './DeskNotes.module.css';
import type { DeskNow } from './useDesk.ts';

interface Props {
  link: Link;
  fresh: Freshness | null;
  figures: BoardFigures;
  refused: DeskNow['refused'];
  roster: RosterNow;
  now: number;
  asOf: number | null;
  zone: string;
}

/** Says in words what is not live: the session, the link, a source, the roster; each with its age. */
export function DeskNotes({ link, fresh, figures, refused, roster, now, asOf, zone }: Props) {
  const t = useTranslations('floor');
  const wall = useTranslations('wall');
  const formats = useFormats();
  const age = (at: number) => wall('ago', { span: formats.span((now - at) / 1000) });
  if (refused !== null) {
    return (
      <p className={styles.note} data-level="bad" role="alert" data-testid="refused">
        {t(refused === 'sign_in' ? 'signedOut' : 'notAllowed')}{' '}
        {refused === 'sign_in' ? (
          <a href={`/signin?to=${encodeURIComponent(`${window.location.pathname}${window.location.search}`)}`}>
            {t('signIn')}
          </a>
        ) : null}
      </p>
    );
  }
  if (link === 'connecting' || asOf === null) {
    return (
      <p className={styles.note} role="status" data-testid="connecting">
        <strong>{t('connecting')}</strong> {t('connectingText')}
      </p>
    );
  }
  if (link === 'lost') {
    return (
      <p className={styles.note} data-level="bad" role="alert" data-testid="link-lost">
        <strong>{t('lost')}</strong> {wall('link.lostText', { time: formats.timeOfDay(asOf, zone), age: age(asOf) })}
      </p>
    );
  }
  const rosterAsOf = roster.roster?.asOf;
  return (
    <>
      {(fresh?.unwell ?? []).map((source) => (
        <p key={source.id} className={styles.note} data-level="warn" role="status" data-testid="source-note">
          ⚠{' '}
          {wall('source.warning', {
            label: source.label,
            age:
              source.lastHeardAt === null ? wall('source.never') : wall('source.age', { age: age(source.lastHeardAt) }),
            cause: wall(`source.cause.${source.cause ?? 'unknown'}`),
          })}
          {fresh?.partly
            ? ` · ${wall(figures.unheardToday.includes(source) ? 'source.unheardToday' : 'source.inSums')}`
            : null}
        </p>
      ))}
      {roster.failed ? (
        <p className={styles.note} data-level="warn" role="status">
          ⚠ {rosterAsOf === undefined ? t('rosterNever') : t('rosterFailed', { time: formats.time(rosterAsOf, zone) })}
        </p>
      ) : null}
    </>
  );
}
