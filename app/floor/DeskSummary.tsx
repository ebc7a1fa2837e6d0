'use client';

import { useTranslations } from 'use-intl';
import type { BoardFigures } from '#lib/board/boardFigures.ts';
import { type Freshness, longestWaitSeconds } from '#lib/board/freshness.ts';
import { commonTarget, levelLimits, waitsLevel } from '#lib/board/ownLimits.ts';
import { thresholdLevel } from '#lib/board/thresholdLevel.ts';
import { useFormats } from '../i18n/useFormats.ts';
import styles from './DeskSummary.module.css';

interface Props {
  figures: BoardFigures;
  /** null: nothing is known yet. */
  fresh: Freshness | null;
  /** Agents who do not keep to the roster; null: no roster is known. */
  out: number | null;
  onOut: () => void;
}

/** What one looks at first. */
export function DeskSummary({ figures, fresh, out, onOut }: Props) {
  const t = useTranslations('floor');
  const formats = useFormats();
  const queues = figures.queues.map(({ queue }) => queue);
  const counts = figures.agentCounts;
  const { ratio } = figures.level;
  const wait = fresh === null ? null : longestWaitSeconds(queues, fresh);
  const waitLevel = fresh === null ? 'none' : waitsLevel(queues, fresh);
  const parts = [
    { name: 'waiting', text: formats.count(figures.waiting), level: 'none' },
    { name: 'longest', text: formats.clock(wait), level: waitLevel },
    { name: 'available', text: formats.count(counts?.available), level: 'none' },
    { name: 'onContact', text: formats.count(counts && counts.on_contact + counts.on_hold), level: 'none' },
    { name: 'paused', text: formats.count(counts?.paused), level: 'none' },
    {
      name: 'level',
      text: formats.percent(ratio),
      level: thresholdLevel('none', ratio, levelLimits(commonTarget(figures.centres)), 'low'),
    },
  ] as const;
  return (
    <section className={styles.strip} aria-label={t('summary.label')} data-dim={fresh !== null && !fresh.live}>
      {parts.map(({ name, text, level }) => (
        <div key={name} className={styles.part} data-level={level}>
          <span className={styles.label}>{t(`summary.${name}`)}</span>
          <span className={styles.value} data-testid={`summary-${name}`}>
            {level === 'none' ? null : <span aria-hidden="true">{level === 'alarm' ? '▲▲ ' : '▲ '}</span>}
            {text}
          </span>
        </div>
      ))}
      <button type="button" className={styles.part} onClick={onOut} title={t('summary.showOut')}>
        <span className={styles.label}>{t('summary.out')}</span>
        <span className={styles.value} data-testid="summary-out">
          {formats.count(out)}
        </span>
      </button>
    </section>
  );
}
