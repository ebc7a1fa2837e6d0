'use client';

import { useTranslations } from 'use-intl';
import styles from './FullScreenButton.module.css';

/** Shows the board alone, and the frame again. */
export function FullScreenButton({ full, onToggle }: { full: boolean; onToggle: () => void }) {
  const t = useTranslations('wall');
  return (
    <button type="button" className={styles.full} aria-pressed={full} title={t('fullScreenKey')} onClick={onToggle}>
      <svg viewBox="0 0 18 18" aria-hidden="true">
        <path d="M2 7V2h5M11 2h5v5M16 11v5h-5M7 16H2v-5" fill="none" stroke="currentColor" strokeWidth="2" />
      </svg>
      <span>{t('fullScreen')}</span>
      <kbd>F</kbd>
    </button>
  );
}
