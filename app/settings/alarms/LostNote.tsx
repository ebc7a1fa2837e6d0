'use client';

import { useTranslations } from 'use-intl';
import type { AlarmRule } from '#lib/alarm/alarmRule.ts';
import { lostPlaces } from '#lib/alarm/lostPlaces.ts';
import type { AlarmPlaces } from './alarmLabels.ts';
import styles from './alarms.module.css';

/** Says which of the queues and centres that a rule names are no more, above all when it watches nothing by that. */
export function LostNote({ rule, places }: { rule: AlarmRule; places: AlarmPlaces }) {
  const t = useTranslations('alarms.rules');
  const { centres, queues, watched } = lostPlaces(rule, places);
  if (centres.length + queues.length === 0) return null;
  const names = [
    ...centres.map((id) => places.labels.centres[id] ?? id),
    ...queues.map((id) => places.labels.queues[id] ?? id.slice(id.indexOf(':') + 1)),
  ].join(', ');
  return (
    <p className={styles.lost} data-testid="lost-places">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="12" r="9.5" />
        <path d="M5.5 18.5 18.5 5.5" />
      </svg>
      {t(watched ? 'lost' : 'watchesNothing', { names })}
    </p>
  );
}
