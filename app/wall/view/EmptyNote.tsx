'use client';

import { useTranslations } from 'use-intl';
import styles from './EmptyNote.module.css';

const words = {
  no_tiles: ['empty.noTiles', 'empty.noTilesText'],
  no_queues: ['empty.noQueues', 'empty.noQueuesText'],
  no_data: ['empty.waitingForData', 'empty.waitingForDataText'],
  no_centre: ['empty.noCentre', 'empty.noCentreText'],
} as const;

/** Says, as large as the rest, why there is nothing to see: no tile on the board, no queue, no word from the exchange, no such centre. */
export function EmptyNote({ why, names = [] }: { why: keyof typeof words; names?: readonly string[] }) {
  const t = useTranslations('wall');
  const [title, text] = words[why];
  return (
    <div className={styles.note} data-testid="empty" data-why={why}>
      <h2 className={styles.title}>{t(title, { count: names.length, names: names.join(', ') })}</h2>
      <p>{t(text)}</p>
    </div>
  );
}
