'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Board } from '#lib/board/board.ts';
import { Dialog } from '../../dialog/Dialog.tsx';
import controls from '../../frame/controls.module.css';
import { QrCode } from '../../qr/QrCode.tsx';
import styles from './ShareDialog.module.css';

/** The board's address, to copy and as a code for a phone. */
export function ShareDialog({ board, onClose }: { board: Pick<Board, 'id' | 'name'>; onClose: () => void }) {
  const t = useTranslations('boards');
  const [copied, setCopied] = useState<'copied' | 'copyFailed' | null>(null);
  const address = `${location.origin}/wall/${board.id}`;
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(address);
      setCopied('copied');
    } catch {
      // Without https browsers give pages no clipboard.
      setCopied('copyFailed');
    }
  }

  return (
    <Dialog title={t('share.title', { name: board.name })} closeText={t('close')} onClose={onClose}>
      <div className={styles.share}>
        <p>{t('share.text')}</p>
        <div className={styles.row}>
          <label className={controls.field}>
            {t('share.address')}
            <input
              className={controls.input}
              readOnly
              value={address}
              onFocus={(event) => event.target.select()}
              data-testid="share-address"
            />
          </label>
          <button type="button" className={controls.button} onClick={() => void copy()}>
            {t('share.copy')}
          </button>
        </div>
        <p className={styles.told} role="status">
          {copied ? t(`share.${copied}`) : ''}
        </p>
        {local ? <p className={controls.notice}>{t('share.local')}</p> : null}
        <QrCode text={address} label={t('share.code')} className={styles.code} />
      </div>
    </Dialog>
  );
}
