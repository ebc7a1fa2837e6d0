'use client';

import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { KeptBoard } from '#lib/board/board.ts';
import controls from '../../frame/controls.module.css';
import { boardInFile } from '../boardFiles.ts';
import { createBoard } from '../boardRequests.ts';
import { useFaultWords } from '../useFaultWords.ts';
import { useRefusalWords } from '../useRefusalWords.ts';
import styles from './ImportButton.module.css';

/** Makes a new board of a file; what is wrong with the file is said in one sentence. */
export function ImportButton({ onMade }: { onMade: (board: KeptBoard) => void }) {
  const t = useTranslations('boards');
  const faultWords = useFaultWords();
  const refusalWords = useRefusalWords();
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<{ busy: boolean; problem: string | null }>({ busy: false, problem: null });

  async function read(file: File): Promise<void> {
    setState({ busy: true, problem: null });
    const told = await boardInFile(file);
    if ('fault' in told) {
      const problem =
        told.fault === 'tooLong' ? t('fault.tooLong', { file: file.name }) : faultWords(file.name, told.fault);
      return setState({ busy: false, problem });
    }
    const made = await createBoard(told.content);
    if ('ok' in made) return onMade(made.ok);
    setState({ busy: false, problem: refusalWords(made) });
  }

  return (
    <>
      <button
        type="button"
        className={controls.button}
        disabled={state.busy}
        onClick={() => input.current?.click()}
        data-testid="import-board"
      >
        {state.busy ? t('list.importing') : t('list.import')}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,application/json"
        data-testid="import-file"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file) void read(file);
        }}
      />
      {state.problem ? (
        <p className={`${controls.failure} ${styles.problem}`} role="alert" data-testid="import-problem">
          {state.problem}
        </p>
      ) : null}
    </>
  );
}
