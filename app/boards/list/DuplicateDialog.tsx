'use client';

import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Board, KeptBoard } from '#lib/board/board.ts';
import { Dialog } from '../../dialog/Dialog.tsx';
import controls from '../../frame/controls.module.css';
import { duplicateBoard } from '../boardRequests.ts';
import { useRefusalWords } from '../useRefusalWords.ts';
import styles from './dialogForm.module.css';

interface Props {
  board: Pick<Board, 'id' | 'name'>;
  onClose: () => void;
  onMade: (board: KeptBoard) => void;
}

/** Asks for the name of the copy, and makes it. */
export function DuplicateDialog({ board, onClose, onMade }: Props) {
  const t = useTranslations('boards');
  const refusalWords = useRefusalWords();
  const [name, setName] = useState(t('duplicate.suggested', { name: board.name }).slice(0, 80));
  const [state, setState] = useState<{ busy: boolean; problem: string | null }>({ busy: false, problem: null });

  async function make(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (name.trim() === '') return setState({ busy: false, problem: t('new.nameMissing') });
    setState({ busy: true, problem: null });
    const made = await duplicateBoard(board.id, name.trim());
    if ('ok' in made) return onMade(made.ok);
    setState({ busy: false, problem: refusalWords(made) });
  }

  return (
    <Dialog title={t('duplicate.title', { name: board.name })} closeText={t('close')} onClose={onClose}>
      <form className={styles.form} onSubmit={(event) => void make(event)} noValidate>
        <label className={controls.field}>
          {t('duplicate.name')}
          <input
            className={controls.input}
            value={name}
            maxLength={80}
            required
            onChange={(event) => setName(event.target.value)}
            data-testid="duplicate-name"
          />
        </label>
        {state.problem ? (
          <p className={controls.failure} role="alert">
            {state.problem}
          </p>
        ) : null}
        <div className={styles.buttons}>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('cancel')}
          </button>
          <button type="submit" className={controls.primary} disabled={state.busy} data-testid="duplicate-do">
            {t('duplicate.do')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
