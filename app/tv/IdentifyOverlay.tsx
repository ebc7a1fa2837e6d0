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
  // on two lines if it has several words, each letter about half as wide as it is high
  const letters = Math.max(Math.ceil(name.length / 2) + 1, ...name.split(/\s+/).map((word) => word.length));
  const size = Math.min(20, Math.max(7, 150 / letters));
  return (
    <div className={styles.overlay} role="alert" data-testid="identify">
      <p className={styles.lead}>{t('identify')}</p>
      <p className={styles.name} style={{ fontSize: `calc(${size} * var(--u))` }}>
        {name}
      </p>
    </div>
  );
}
