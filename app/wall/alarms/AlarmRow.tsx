'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { AlarmNow } from '#lib/feed/feedEvents.ts';
import styles from './AlarmBanner.module.css';
import { AlarmMark } from './AlarmMark.tsx';
import type { AlarmText } from './useAlarmWords.ts';

interface Props {
  alarm: AlarmNow;
  text: AlarmText;
  mayAcknowledge: boolean;
  /** Why it could not be acknowledged; null: it could. */
  onFailed: (sentence: string | null) => void;
}

/** One alarm that stands: its level by shape, colour and word, where, what, since when, and who has seen to it. */
export function AlarmRow({ alarm, text, mayAcknowledge, onFailed }: Props) {
  const t = useTranslations('alarmBanner');
  const [asking, setAsking] = useState(false);
  const acknowledged = alarm.acknowledgedAt !== null;
  const acknowledge = async () => {
    setAsking(true);
    onFailed(null);
    const failure = await askToAcknowledge(alarm.id);
    setAsking(false);
    if (failure !== null) onFailed(t(`failed.${failure}`));
  };
  return (
    <li className={styles.row} data-level={alarm.level} data-acknowledged={acknowledged} data-alarm={alarm.kind}>
      <span className={styles.level}>
        <AlarmMark level={alarm.level} acknowledged={acknowledged} />
        {text.level}
      </span>
      <span className={styles.where}>{text.where}</span>
      <span className={styles.what}>
        {text.what}
        {alarm.name === '' ? null : <span className={styles.name}>{alarm.name}</span>}
      </span>
      <span className={styles.since}>{text.since}</span>
      {text.acknowledged ? <span className={styles.by}>{text.acknowledged}</span> : null}
      {!acknowledged && mayAcknowledge ? (
        <button
          type="button"
          className={styles.acknowledge}
          disabled={asking}
          aria-label={t('acknowledgeThis', { where: text.where })}
          onClick={acknowledge}
          data-testid="acknowledge"
        >
          {t(asking ? 'acknowledging' : 'acknowledge')}
        </button>
      ) : null}
    </li>
  );
}

type Failure = 'away' | 'over' | 'not_allowed' | 'other';

/** null: it is acknowledged; the feed tells every screen so, this one too. */
async function askToAcknowledge(id: string): Promise<Failure | null> {
  try {
    const { ok, status } = await fetch(`/api/alarms/${encodeURIComponent(id)}/acknowledge`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    if (ok) return null;
    if (status === 404) return 'over';
    if (status === 401 || status === 403) return 'not_allowed';
    return status === 503 ? 'away' : 'other';
  } catch {
    return 'away';
  }
}
