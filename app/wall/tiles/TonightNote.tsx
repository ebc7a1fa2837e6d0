import { useTranslations } from 'use-intl';
import type { BoardOutlook } from '#lib/board/boardOutlook.ts';
import { isStaleOutlook } from '#lib/forecast/staleOutlook.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import styles from './TonightNote.module.css';
import { useTonightWords } from './useTonightWords.ts';

interface Props {
  outlook: BoardOutlook | null;
  offered: number;
  /** Epoch ms by the server's clock. */
  now: number;
  zone: string;
}

/** How many contacts are expected by tonight, beside those that came; dimmed when that was worked out long ago. */
export function TonightNote({ outlook, offered, now, zone }: Props) {
  const t = useTranslations('wall');
  const formats = useFormats();
  const words = useTonightWords();
  // More have come already than were expected in all: that is the least it can be.
  const expected = outlook && Math.max(offered, Math.round(outlook.mean));
  return (
    <span
      className={styles.tonight}
      data-metric="tonight"
      data-testid="metric-tonight"
      data-dim={outlook !== null && isStaleOutlook(outlook, now)}
      title={words(outlook, now, zone)}
    >
      <span className={styles.whole}>{t('foot.tonight', { expected: formats.count(expected) })}</span>
      {outlook && (
        <>
          {' '}
          <span className={styles.band}>{`± ${formats.count(halfBand(outlook))}`}</span>
        </>
      )}
    </span>
  );
}

/** Half of the band, which is as wide to one side as to the other but for a little; the tooltip tells both ends. */
function halfBand({ p10, p90 }: BoardOutlook): number {
  return Math.round((p90 - p10) / 2);
}
