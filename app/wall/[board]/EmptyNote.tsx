'use client';

import { useTranslations } from 'use-intl';
import styles from './EmptyNote.module.css';

/** In place of queues and agents while none is known. */
export function EmptyNote({ connected }: { connected: boolean }) {
  const t = useTranslations('wall');
  return (
    <div className={styles.note} data-testid="empty">
      <h2 className={styles.title}>{t(connected ? 'empty.noQueues' : 'empty.waitingForData')}</h2>
      <p>{t(connected ? 'empty.noQueuesText' : 'empty.waitingForDataText')}</p>
    </div>
  );
}
