'use client';

import { useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { BoardTile, KeptBoard } from '#lib/board/board.ts';
import { boardName } from '#lib/board/boardName.ts';
import { factsOf } from '#lib/board/tileFacts.ts';
import { tileLegibility } from '#lib/board/tileLegibility.ts';
import { optionsOf } from '#lib/board/tileOptions.ts';
import controls from '../../frame/controls.module.css';
import { boardInFile, downloadBoard } from '../boardFiles.ts';
import { saveBoard } from '../boardRequests.ts';
import { type Hall, withFloor } from '../hall.ts';
import { ShareDialog } from '../list/ShareDialog.tsx';
import { useDeskFloor } from '../preview/useDeskFloor.ts';
import { useFaultWords } from '../useFaultWords.ts';
import { useRefusalWords } from '../useRefusalWords.ts';
import { AddTileDialog } from './AddTileDialog.tsx';
import styles from './BoardEditor.module.css';
import { BoardPanel } from './BoardPanel.tsx';
import { Canvas } from './Canvas.tsx';
import { ConflictDialog } from './ConflictDialog.tsx';
import { EditorBar } from './EditorBar.tsx';
import { type BoardDraft, editorReducer, isUnsaved, startEditing } from './editorState.ts';
import { FullPreview } from './FullPreview.tsx';
import { PreviewBar } from './PreviewBar.tsx';
import { usualPreview } from './previewScreen.ts';
import { TilePanel } from './TilePanel.tsx';
import { useEditorKeys } from './useEditorKeys.ts';
import { useLeaveGuard } from './useLeaveGuard.ts';
import { useSaidWords } from './useSaidWords.ts';

const liveMs = 1000;
const reduce = editorReducer((tile: BoardTile) => factsOf(tile.kind).least);

/** A board being made: as it will look with the hall's own figures, its tiles moved and set right there. */
export function BoardEditor({ kept, hall: told }: { kept: KeptBoard; hall: Hall }) {
  const t = useTranslations('boards');
  const tw = useTranslations('wall');
  const refusalWords = useRefusalWords();
  const faultWords = useFaultWords();
  const saidWords = useSaidWords();
  const [state, dispatch] = useReducer(reduce, kept, startEditing);
  const { draft, selected } = state;
  const live = useDeskFloor(liveMs);
  const hall = useMemo(() => withFloor(told, live.floor), [told, live.floor]);
  const [open, setOpen] = useState<'add' | 'full' | 'share' | null>(null);
  const [saving, setSaving] = useState(false);
  const [notice, setNotice] = useState<{ bad: boolean; text: string } | null>(null);
  const [theirs, setTheirs] = useState<KeptBoard | null>(null);
  const [preview, setPreview] = useState(usualPreview);
  const [drawn, setDrawn] = useState<ReadonlyMap<string, number>>(new Map());
  const panel = useRef<HTMLElement>(null);
  const unsaved = isUnsaved(state);
  useLeaveGuard(unsaved, t('editor.leave'));

  const board = useMemo(() => ({ id: kept.id, ...draft }), [kept.id, draft]);
  const viewing = useMemo(
    () => ({ metres: preview.metres, diagonalInches: preview.diagonalInches }),
    [preview.metres, preview.diagonalInches],
  );
  const legibility = tileLegibility(draft.tiles, drawn, viewing.diagonalInches);
  const tile = draft.tiles.find(({ id }) => id === selected);
  const agents = Object.values(live.floor?.agents ?? {});

  async function save(sent: BoardDraft, revision: number): Promise<void> {
    if (sent.name.trim() === '') return setNotice({ bad: true, text: t('new.nameMissing') });
    setSaving(true);
    const answer = await saveBoard(kept.id, sent, revision);
    setSaving(false);
    if ('ok' in answer) {
      dispatch({ do: 'saved', kept: answer.ok, sent });
      setNotice({ bad: false, text: t('editor.saved') });
    } else if (answer.refused === 'conflict') {
      setNotice(null);
      setTheirs({ ...answer.newest, name: boardName(answer.newest, tw('allCentres')) });
    } else setNotice({ bad: true, text: refusalWords(answer) });
  }
  async function take(file: File): Promise<void> {
    const read = await boardInFile(file);
    if ('content' in read) {
      setNotice(null);
      return dispatch({ do: 'import', draft: read.content });
    }
    const { fault } = read;
    const text = fault === 'tooLong' ? t('fault.tooLong', { file: file.name }) : faultWords(file.name, fault);
    setNotice({ bad: true, text });
  }
  useEditorKeys({
    undo: () => dispatch({ do: 'undo' }),
    redo: () => dispatch({ do: 'redo' }),
    save: () => !saving && unsaved && void save(draft, state.kept.revision),
  });
  // What the last thing done came to stands in place of an older notice.
  useEffect(() => {
    if (state.saidCount > 0) setNotice(null);
  }, [state.saidCount]);

  const focusPanel = () =>
    requestAnimationFrame(() => panel.current?.querySelector<HTMLElement>('input, select')?.focus());
  const focusTile = (id: string) =>
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-tile-box="${CSS.escape(id)}"]`)?.focus());
  const said = saidWords(state.said);
  return (
    <div className={styles.editor}>
      <EditorBar
        id={kept.id}
        name={draft.name}
        unsaved={unsaved}
        saving={saving}
        mayUndo={state.past.length > 0}
        mayRedo={state.future.length > 0}
        onUndo={() => dispatch({ do: 'undo' })}
        onRedo={() => dispatch({ do: 'redo' })}
        onAdd={() => setOpen('add')}
        onSave={() => void save(draft, state.kept.revision)}
        onExport={() => downloadBoard(kept.id, draft)}
        onImport={(file) => void take(file)}
        onShare={() => setOpen('share')}
      />
      {notice?.bad ? (
        <p className={controls.failure} role="alert" data-testid="editor-problem">
          {notice.text}
        </p>
      ) : null}
      <p className={styles.small}>{t('editor.small')}</p>
      <div className={styles.columns}>
        <div className={styles.left}>
          <Canvas
            board={board}
            live={live}
            preview={preview}
            selected={selected}
            saidCount={state.saidCount}
            dispatch={dispatch}
            onOpen={focusPanel}
            onDrawn={setDrawn}
          />
          <p className={styles.told} role="status" data-testid="editor-told">
            {notice && !notice.bad ? notice.text : said}
          </p>
          <PreviewBar choice={preview} onChange={setPreview} onFull={() => setOpen('full')} />
        </div>
        <aside
          ref={panel}
          className={styles.panel}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && selected) focusTile(selected);
          }}
        >
          {tile ? (
            <TilePanel
              key={tile.id}
              tile={tile}
              boardCentres={draft.centres}
              hall={hall}
              agents={agents}
              dispatch={dispatch}
              onDone={() => {
                dispatch({ do: 'select', tile: null });
                focusPanel();
              }}
            />
          ) : (
            <BoardPanel
              draft={draft}
              hall={hall}
              legibility={legibility}
              viewing={viewing}
              dispatch={dispatch}
              onSelect={({ id }) => {
                dispatch({ do: 'select', tile: id });
                focusTile(id);
              }}
            />
          )}
        </aside>
      </div>
      {open === 'add' ? (
        <AddTileDialog
          onClose={() => setOpen(null)}
          onAdd={(kind) => {
            const { size, least } = factsOf(kind);
            dispatch({ do: 'add', kind, options: optionsOf({ kind, options: {} }), wanted: size, least });
            setOpen(null);
          }}
        />
      ) : null}
      {open === 'full' ? (
        <FullPreview board={board} live={live} choice={preview} onClose={() => setOpen(null)} />
      ) : null}
      {open === 'share' ? <ShareDialog board={board} onClose={() => setOpen(null)} /> : null}
      {theirs ? (
        <ConflictDialog
          base={state.kept}
          mine={draft}
          theirs={theirs}
          zone={hall.centres[0]?.zone ?? 'Europe/Istanbul'}
          onClose={() => setTheirs(null)}
          onTakeTheirs={() => {
            dispatch({ do: 'takeTheirs', kept: theirs });
            setTheirs(null);
          }}
          onKeepMine={() => {
            dispatch({ do: 'keepMine', kept: theirs });
            setTheirs(null);
            void save(draft, theirs.revision);
          }}
        />
      ) : null}
    </div>
  );
}
