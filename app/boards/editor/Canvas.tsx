'use client';

import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Board } from '#lib/board/board.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import { BoardView } from '../../wall/view/BoardView.tsx';
import { ScaledBoard } from '../preview/ScaledBoard.tsx';
import type { DeskNow } from '../preview/useDeskFloor.ts';
import styles from './Canvas.module.css';
import { drawnSizes } from './drawnSizes.ts';
import { EditorGrid } from './EditorGrid.tsx';
import type { EditorAction } from './editorState.ts';
import { type PreviewChoice, previewScreens } from './previewScreen.ts';
import { useGridBox } from './useGridBox.ts';

interface Props {
  board: Board;
  live: DeskNow;
  preview: PreviewChoice;
  selected: string | null;
  saidCount: number;
  dispatch: (action: EditorAction) => void;
  onOpen: () => void;
  /** Told the sizes of type that were drawn, by tile; see `drawnSizes`. */
  onDrawn: (sizes: ReadonlyMap<string, number>) => void;
}

/** The board as the chosen screen shows it, shrunk, and over it the pane in which its tiles are handled. */
export function Canvas(props: Props) {
  const { board, live, preview, selected, saidCount, dispatch, onOpen, onDrawn } = props;
  const t = useTranslations('boards');
  const formats = useFormats();
  const box = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(0);
  const screen = previewScreens[preview.screen];
  const { metres, diagonalInches } = preview;
  const grid = useGridBox(box, scale, [board, live, screen, metres, diagonalInches]);
  const was = useRef('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured after each drawing
  useEffect(() => {
    const shown = box.current?.querySelector<HTMLElement>('[data-screen]');
    if (!shown || scale === 0) return;
    const sizes = drawnSizes(shown, scale);
    const key = JSON.stringify([...sizes]);
    if (key === was.current) return;
    was.current = key;
    onDrawn(sizes);
  }, [board, live, screen, scale, metres, diagonalInches]);

  return (
    <div className={styles.canvas} data-testid="canvas">
      <div ref={box} className={styles.frame}>
        <ScaledBoard
          screen={screen}
          theme={preview.theme ?? undefined}
          onScale={setScale}
          over={
            grid ? (
              <EditorGrid
                tiles={board.tiles}
                selected={selected}
                box={grid}
                saidCount={saidCount}
                dispatch={dispatch}
                onOpen={onOpen}
              />
            ) : null
          }
        >
          <BoardView board={board} {...live} viewing={{ metres, diagonalInches }} layout="grid" />
        </ScaledBoard>
      </div>
      <p id="editor-keys" className={styles.hidden}>
        {t('editor.keys')}
      </p>
      <p className={styles.note}>
        {board.tiles.length === 0 ? `${t('editor.empty')} ` : ''}
        {live.link === 'live'
          ? t('preview.scale', { ...screen, percent: formats.count(scale * 100) })
          : t(live.link === 'connecting' ? 'preview.connecting' : 'preview.lost')}
      </p>
    </div>
  );
}
