'use client';

import { useTranslations } from 'use-intl';
import styles from './EmptyNote.module.css';

const words = {
  no_tiles: ['empty.noTiles', 'empty.noTilesText'],
  no_queues: ['empty.noQueues', 'empty.noQueuesText'],
  no_data: ['empty.waitingForData', 'empty.waitingForDataText'],
} as const;

/** Says, as large as the rest, why there is nothing to see: no tile on the board, no queue, no word from the exchange. */
export function EmptyNote({ why }: { why: keyof typeof words }) {
  const t = useTranslations('wall');
  const [title, text] = words[why];
  return (
    <div className={styles.note} data-testid="empty" data-why={why}>
      <h2 className={styles.title}>{t(title)}</h2>
      <p>{t(text)}</p>
    </div>
  );
}
