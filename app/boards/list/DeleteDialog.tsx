'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { KeptBoard } from '#lib/board/board.ts';
import { Dialog } from '../../dialog/Dialog.tsx';
import controls from '../../frame/controls.module.css';
import { downloadBoard } from '../boardFiles.ts';
import { deleteBoard } from '../boardRequests.ts';
import { useRefusalWords } from '../useRefusalWords.ts';
import styles from './dialogForm.module.css';

interface Props {
  board: KeptBoard;
  /** It goes back to its template instead. */
  builtIn: boolean;
  screens: readonly string[];
  onClose: () => void;
  onDone: () => void;
}

/** Asks before a board goes, and says who still looks at it. */
export function DeleteDialog({ board, builtIn, screens, onClose, onDone }: Props) {
  const t = useTranslations('boards');
  const refusalWords = useRefusalWords();
  const [state, setState] = useState<{ busy: boolean; problem: string | null }>({ busy: false, problem: null });
  const { id, name } = board;

  async function remove(): Promise<void> {
    setState({ busy: true, problem: null });
    const done = await deleteBoard(id);
    // gone already: what was wanted
    if ('ok' in done || done.refused === 'gone') return onDone();
    setState({ busy: false, problem: refusalWords(done) });
  }

  const title = builtIn ? t('delete.resetTitle', { name }) : t('delete.title', { name });
  return (
    <Dialog title={title} closeText={t('close')} onClose={onClose}>
      <div className={styles.form}>
        <p>{builtIn ? t('delete.resetText') : t('delete.text')}</p>
        {screens.length > 0 ? (
          <p className={controls.notice}>{t('delete.screens', { names: screens.join(', ') })}</p>
        ) : null}
        {state.problem ? (
          <p className={controls.failure} role="alert">
            {state.problem}
          </p>
        ) : null}
        <div className={styles.buttons}>
          <button type="button" className={controls.button} onClick={() => downloadBoard(id, board)}>
            {t('list.export')}
          </button>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('cancel')}
          </button>
          <button
            type="button"
            className={`${controls.button} ${styles.danger}`}
            disabled={state.busy}
            onClick={() => void remove()}
            data-testid="delete-do"
          >
            {builtIn ? t('delete.resetDo') : t('delete.do')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
