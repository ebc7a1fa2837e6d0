'use client';

import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import styles from './IdentifyOverlay.module.css';

const shownMs = 12_000;

/** The screen's name over everything, so large that it is found among all screens of the hall. */
export function IdentifyOverlay({ name }: { name: string }) {
  const t = useTranslations('tv');
  const [over, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), shownMs);
    return () => clearTimeout(timer);
  }, []);
  if (over) return null;
  // about as wide as a letter is: the longest name still stands on the screen, on a few lines
  const size = Math.min(20, Math.max(7, 130 / Math.max(1, name.length)));
  return (
    <div className={styles.overlay} role="alert" data-testid="identify">
      <p className={styles.lead}>{t('identify')}</p>
      <p className={styles.name} style={{ fontSize: `calc(${size} * var(--u))` }}>
        {name}
      </p>
    </div>
  );
}
