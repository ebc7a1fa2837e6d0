'use client';

import { useTranslations } from 'use-intl';
import { type TileKind, tileKinds } from '#lib/board/tileKind.ts';
import { Dialog } from '../../dialog/Dialog.tsx';
import styles from './AddTileDialog.module.css';

/** Every kind of tile, each with what it shows. */
export function AddTileDialog({ onClose, onAdd }: { onClose: () => void; onAdd: (kind: TileKind) => void }) {
  const t = useTranslations('boards');
  return (
    <Dialog title={t('editor.addTitle')} closeText={t('close')} onClose={onClose}>
      <ul className={styles.kinds}>
        {tileKinds.map((kind) => (
          <li key={kind}>
            <button type="button" className={styles.kind} onClick={() => onAdd(kind)} data-testid={`add-${kind}`}>
              <strong>{t(`kind.${kind}.name`)}</strong>
              <span>{t(`kind.${kind}.text`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
