'use client';

import { useTranslations } from 'use-intl';
import styles from './Desk.module.css';
import { DeskFloor } from './DeskFloor.tsx';
import type { DeskAddress } from './deskAddress.ts';
import { useDeskAddress } from './useDeskAddress.ts';

/** How callers' numbers are shown to whoever looks; `none`: no exchange tells them. */
export type ShownNumbers = 'whole' | 'masked' | 'none';

interface Props {
  initial: DeskAddress;
  centres: readonly { id: string; label: string }[];
  numbers: ShownNumbers;
}

/** The supervisor's desk: queues, calls and agents of a centre, or of all, as they are now. */
export function Desk({ initial, centres, numbers }: Props) {
  const t = useTranslations('floor');
  const [address, change] = useDeskAddress(initial);
  const known = address.centre === 'all' || centres.some(({ id }) => id === address.centre);
  const centre = known ? address.centre : 'all';
  return (
    <div className={styles.desk}>
      <h1 className={styles.hidden}>{t('title')}</h1>
      {known ? null : (
        <p className={styles.mistake} role="alert">
          {t('unknownCentre', { given: address.centre })}
        </p>
      )}
      <DeskFloor key={centre} centre={centre} centres={centres} numbers={numbers} address={address} change={change} />
    </div>
  );
}
