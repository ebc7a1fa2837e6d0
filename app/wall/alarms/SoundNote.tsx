'use client';

import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslations } from 'use-intl';
import { soundSlot } from '../view/BoardBar.tsx';
import styles from './AlarmBanner.module.css';

/**
 * Says, in the board's bar, that the browser keeps alarms silent until somebody clicks; any click or key does, this one
 * says so.
 */
export function SoundNote({ onUnlock }: { onUnlock: () => void }) {
  const t = useTranslations('alarmBanner');
  const [slot, setSlot] = useState<Element | null>(null);
  useEffect(() => setSlot(document.querySelector(`[data-slot="${soundSlot}"]`)), []);
  const note = (
    <button
      type="button"
      className={styles.blocked}
      data-loose={slot === null}
      title={t('blocked')}
      aria-label={`${t('blockedShort')}: ${t('blocked')}`}
      onClick={onUnlock}
      data-testid="sound-blocked"
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M3 9v6h4l5 4V5L7 9Z" fill="currentColor" />
        <path d="m16 9 6 6m0-6-6 6" fill="none" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />
      </svg>
      <span aria-hidden="true">{t('blockedShort')}</span>
    </button>
  );
  return slot === null ? note : createPortal(note, slot);
}
