'use client';

import { useTranslations } from 'use-intl';
import type { KeptBoard } from '#lib/board/board.ts';
import { type BoardChange, boardChanges } from '#lib/board/boardChanges.ts';
import { Dialog } from '../../dialog/Dialog.tsx';
import controls from '../../frame/controls.module.css';
import { useFormats } from '../../i18n/useFormats.ts';
import styles from './ConflictDialog.module.css';
import type { BoardDraft } from './editorState.ts';
import { useTileNames } from './useTileNames.ts';

interface Props {
  /** What the editing began with, what is to be saved, and what somebody else has saved meanwhile. */
  base: KeptBoard;
  mine: BoardDraft;
  theirs: KeptBoard;
  zone: string;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
  onClose: () => void;
}

/** Two persons changed the board: what each did, and which of the two is to be. */
export function ConflictDialog({ base, mine, theirs, zone, onKeepMine, onTakeTheirs, onClose }: Props) {
  const t = useTranslations('boards');
  const formats = useFormats();
  const { changedAt, changedBy } = theirs;
  return (
    <Dialog title={t('conflict.title')} closeText={t('close')} onClose={onClose}>
      <div className={styles.conflict} data-testid="conflict">
        <p>
          {changedAt === null
            ? t('conflict.reset')
            : t('conflict.who', {
                who: changedBy ?? '–',
                when: `${formats.date(changedAt, zone)} ${formats.timeOfDay(changedAt, zone)}`,
              })}
        </p>
        <Changes of={boardChanges(base, theirs)} />
        <p>{t('conflict.mine')}</p>
        <Changes of={boardChanges(base, mine)} />
        <div className={styles.choices}>
          <button
            type="button"
            className={controls.primary}
            aria-describedby="take-theirs"
            onClick={onTakeTheirs}
            data-testid="take-theirs"
          >
            {t('conflict.takeTheirs')}
          </button>
          <span id="take-theirs">{t('conflict.takeTheirsText')}</span>
          <button
            type="button"
            className={controls.button}
            aria-describedby="keep-mine"
            onClick={onKeepMine}
            data-testid="keep-mine"
          >
            {t('conflict.keepMine')}
          </button>
          <span id="keep-mine">{t('conflict.keepMineText')}</span>
        </div>
      </div>
    </Dialog>
  );
}

function Changes({ of }: { of: readonly BoardChange[] }) {
  const t = useTranslations('boards.conflict');
  const nameOf = useTileNames();
  if (of.length === 0) return <p className={styles.same}>{t('same')}</p>;
  const words = (change: BoardChange) => {
    if (change.what === 'name') return t('what.name', { from: change.from, to: change.to });
    if (change.what === 'centres') return t('what.centres');
    return t(`what.${change.what}`, { tile: nameOf(change.tile) });
  };
  return (
    <ul className={styles.changes}>
      {of.map((change) => (
        <li key={'tile' in change ? `${change.what} ${change.tile.id}` : change.what}>{words(change)}</li>
      ))}
    </ul>
  );
}
