'use client';

import { useTranslations } from 'use-intl';
import type { BoardTile } from '#lib/board/board.ts';
import type { TileLegibility } from '#lib/board/tileLegibility.ts';
import controls from '../../frame/controls.module.css';
import { CentreChecks } from '../fields/CentreChecks.tsx';
import type { Hall } from '../hall.ts';
import type { BoardDraft, EditorAction } from './editorState.ts';
import { LegibilityList } from './LegibilityList.tsx';
import styles from './TilePanel.module.css';

interface Props {
  draft: BoardDraft;
  hall: Hall;
  legibility: readonly TileLegibility[];
  viewing: { metres: number; diagonalInches: number };
  dispatch: (action: EditorAction) => void;
  onSelect: (tile: BoardTile) => void;
}

/** The board as a whole: its name, its centres, and how well its tiles can be read. */
export function BoardPanel({ draft, hall, legibility, viewing, dispatch, onSelect }: Props) {
  const t = useTranslations('boards');
  const strangers = draft.centres.filter((one) => !hall.centres.some(({ id }) => id === one));
  return (
    <section className={styles.panel} aria-label={t('panel.boardLabel')} data-testid="board-panel">
      <label className={controls.field}>
        {t('editor.name')}
        <input
          className={controls.input}
          value={draft.name}
          maxLength={80}
          onChange={(event) => dispatch({ do: 'name', to: event.target.value })}
          data-testid="board-name"
        />
      </label>
      {hall.centres.length > 1 || strangers.length > 0 ? (
        <CentreChecks
          legend={t('panel.centresOfBoard')}
          hint={t('panel.centresHint')}
          centres={hall.centres}
          chosen={draft.centres}
          onChange={(to) => dispatch({ do: 'centres', to })}
        />
      ) : null}
      {strangers.length > 0 ? (
        <p className={styles.warning} data-testid="unknown-centres">
          ▲ {t('panel.unknownBoardCentre', { names: strangers.join(', ') })}
        </p>
      ) : null}
      <LegibilityList tiles={draft.tiles} legibility={legibility} viewing={viewing} onSelect={onSelect} />
      <details className={styles.hint}>
        <summary>{t('editor.keysTitle')}</summary>
        <p>{t('editor.keys')}</p>
      </details>
    </section>
  );
}
