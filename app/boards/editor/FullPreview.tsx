'use client';

import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { Board } from '#lib/board/board.ts';
import { BoardView } from '../../wall/view/BoardView.tsx';
import type { DeskNow } from '../preview/useDeskFloor.ts';
import styles from './FullPreview.module.css';
import { type PreviewChoice, previewScreens } from './previewScreen.ts';

interface Props {
  board: Board;
  live: DeskNow;
  choice: PreviewChoice;
  onClose: () => void;
}

/** The board pixel by pixel as on the chosen screen; what the window does not hold is scrolled to. */
export function FullPreview({ board, live, choice, onClose }: Props) {
  const t = useTranslations('boards');
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    if (shown && !shown.open) shown.showModal();
    return () => shown?.close();
  }, []);
  const { width, height } = previewScreens[choice.screen];
  const { metres, diagonalInches, theme } = choice;
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby="full-preview" onClose={onClose}>
      <header className={styles.head}>
        <h2 id="full-preview">{t('preview.fullTitle', { width, height })}</h2>
        <button type="button" className={styles.close} onClick={onClose}>
          {t('close')}
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section className={styles.scroll} tabIndex={0} aria-label={board.name}>
        <div className={styles.screen} data-theme={theme ?? undefined} style={{ width, height }} inert>
          <BoardView board={board} {...live} viewing={{ metres, diagonalInches }} layout="grid" />
        </div>
      </section>
    </dialog>
  );
}
