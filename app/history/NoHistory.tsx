import type { ReactNode } from 'react';
import controls from '../frame/controls.module.css';
import { translations } from '../i18n/translations.ts';
import styles from './HistoryPage.module.css';

/** The page when there is nothing to tell; `why` as the reports answer it. */
export async function NoHistory({ head, why }: { head: ReactNode; why: 'away' | 'empty' | null }) {
  const t = await translations('history');
  return (
    <div className={styles.page}>
      {head}
      <p className={why === 'away' ? controls.failure : controls.notice} role="status">
        {t(why ?? 'noCentre')}
      </p>
    </div>
  );
}
