'use client';

import { useLocale, useTranslations } from 'use-intl';
import type { Freshness, Link } from '#lib/board/freshness.ts';
import type { SourceHealth } from '#lib/feed/feedEvents.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import styles from './LinkNotes.module.css';
import { sourceDetail } from './sourceDetail.ts';

interface Props {
  link: Link;
  fresh: Freshness | null;
  sources: readonly SourceHealth[];
  /** Sources of which nothing is known since the day began. */
  unheardToday: readonly SourceHealth[];
  now: number;
  asOf: number | null;
  zone: string;
}

/**
 * Says in words, and large, what is not live: the link to the server, or a source, with age and cause; and what waits for
 * the database, which changes nothing on the wall.
 */
export function LinkNotes({ link, fresh, sources, unheardToday, now, asOf, zone }: Props) {
  const t = useTranslations('wall');
  const locale = useLocale();
  const formats = useFormats();
  const age = (at: number) => t('ago', { span: formats.span((now - at) / 1000) });

  /** The time alone, with its day once that is over. */
  const moment = (at: number) => {
    const time = formats.timeOfDay(at, zone);
    return formats.date(at, zone) === formats.date(now, zone) ? time : `${formats.dayName(at, zone)} ${time}`;
  };

  if (link !== 'live') {
    return (
      <div className={styles.lost} data-link={link} data-testid="link-lost">
        <strong role={link === 'lost' ? 'alert' : 'status'}>
          {t(link === 'lost' ? 'link.lost' : 'link.connecting')}
        </strong>
        {link === 'lost' && asOf !== null ? (
          <span>{t('link.lostText', { time: moment(asOf), age: age(asOf) })}</span>
        ) : null}
      </div>
    );
  }
  const heldUp = sources.reduce((rows, source) => rows + (source.heldUpRows ?? 0), 0);
  if (!fresh || (fresh.unwell.length === 0 && heldUp === 0)) return null;
  return (
    <ul className={styles.notes} data-testid="source-notes">
      {fresh.unwell.map((source) => (
        <li key={source.id} className={styles.note} data-state={source.state} title={sourceDetail(source, locale)}>
          <svg className={styles.mark} viewBox="0 0 16 16" aria-hidden="true">
            <path d="M8 1 15.5 14.5H.5Z" fill="currentColor" />
          </svg>
          {t('source.warning', {
            label: source.label,
            age: source.lastHeardAt === null ? t('source.never') : t('source.age', { age: age(source.lastHeardAt) }),
            cause: t(`source.cause.${source.cause ?? 'unknown'}`),
          })}
          {fresh.partly ? ` · ${t(unheardToday.includes(source) ? 'source.unheardToday' : 'source.inSums')}` : null}
        </li>
      ))}
      {heldUp > 0 ? (
        <li className={styles.note} data-state="connecting" data-testid="held-up">
          {t('source.heldUp', { rows: formats.count(heldUp) })}
        </li>
      ) : null}
    </ul>
  );
}
