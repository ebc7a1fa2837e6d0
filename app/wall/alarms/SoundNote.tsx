'use client';

import { useTranslations } from 'use-intl';
import styles from './AlarmBanner.module.css';

/** Says that the browser keeps alarms silent until somebody clicks; any click or key does, this one says so. */
export function SoundNote({ onUnlock }: { onUnlock: () => void }) {
  const t = useTranslations('alarmBanner');
  return (
    <button type="button" className={styles.blocked} onClick={onUnlock} data-testid="sound-blocked" data-chrome="">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M3 9v6h4l5 4V5L7 9Z" fill="currentColor" />
        <path d="m16 9 6 6m0-6-6 6" fill="none" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />
      </svg>
      {t('blocked')}
    </button>
  );
}
