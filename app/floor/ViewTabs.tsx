'use client';

import { useTranslations } from 'use-intl';
import { type DeskView, deskViews } from './deskAddress.ts';
import styles from './ViewTabs.module.css';

/** Where there is room for one list only: which. */
export function ViewTabs({ view, onView }: { view: DeskView; onView: (view: DeskView) => void }) {
  const t = useTranslations('floor');
  return (
    <nav className={styles.tabs} aria-label={t('views.label')}>
      {deskViews.map((one) => (
        <button
          key={one}
          type="button"
          className={styles.tab}
          aria-current={one === view ? 'true' : undefined}
          onClick={() => onView(one)}
          data-testid={`view-${one}`}
        >
          {t(`views.${one}`)}
        </button>
      ))}
    </nav>
  );
}
