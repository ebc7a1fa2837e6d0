'use client';

import { type KeyboardEvent, useMemo } from 'react';
import GridLayout, { getCompactor, type LayoutItem } from 'react-grid-layout';
import 'react-grid-layout/css/styles.css';
import { useTranslations } from 'use-intl';
import type { BoardTile } from '#lib/board/board.ts';
import { gridColumns, gridRows } from '#lib/board/grid.ts';
import { factsOf } from '#lib/board/tileFacts.ts';
import type { Direction } from '#lib/board/tilePlacement.ts';
import styles from './EditorGrid.module.css';
import type { EditorAction } from './editorState.ts';
import type { GridBox } from './useGridBox.ts';
import { useTileNames } from './useTileNames.ts';

interface Props {
  tiles: readonly BoardTile[];
  selected: string | null;
  /** Where the board's own grid lies, in shown pixels. */
  box: GridBox;
  /** Counts what was said: a tile that could not stay where it was put goes back. */
  saidCount: number;
  dispatch: (action: EditorAction) => void;
  /** Enter on a tile: its settings. */
  onOpen: () => void;
}

/** Tiles may pass over others while they are dragged; where they come to lie is decided when they are let go. */
const free = getCompactor(null, true);
const arrows: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};
const handles = ['n', 'e', 's', 'w', 'ne', 'nw', 'se', 'sw'] as const;

/** A clear pane over the board as it is shown: its tiles are chosen, dragged and resized here, by pointer and by keys. */
export function EditorGrid({ tiles, selected, box, saidCount, dispatch, onOpen }: Props) {
  const t = useTranslations('boards.editor');
  const nameOf = useTileNames();
  const { left, top, width, height, gap } = box;
  const layout = useMemo(() => layoutOf(tiles, saidCount), [tiles, saidCount]);
  const gridConfig = useMemo(() => {
    const rowHeight = (height + gap) / gridRows - gap;
    const margin: [number, number] = [gap, gap];
    return { cols: gridColumns, rowHeight, margin, containerPadding: [0, 0] as [number, number], maxRows: gridRows };
  }, [height, gap]);

  function onKeyDown(event: KeyboardEvent, tile: BoardTile): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = arrows[event.key];
    if (direction) dispatch({ do: event.shiftKey ? 'grow' : 'step', tile: tile.id, direction });
    else if (event.key === 'Delete' || event.key === 'Backspace') dispatch({ do: 'remove', tile: tile.id });
    else if (event.key === 'd' || event.key === 'D') dispatch({ do: 'duplicate', tile: tile.id });
    else if (event.key === 'Enter' || event.key === ' ') {
      dispatch({ do: 'select', tile: tile.id });
      onOpen();
    } else if (event.key === 'Escape') dispatch({ do: 'select', tile: null });
    else return;
    event.preventDefault();
  }

  const resized = (item: LayoutItem | null) => {
    if (item) dispatch({ do: 'resize', tile: item.i, to: { x: item.x, y: item.y, w: item.w, h: item.h } });
  };
  return (
    <div
      className={styles.pane}
      style={{
        left,
        top,
        width,
        height,
        backgroundSize: `${(width + gap) / gridColumns}px ${(height + gap) / gridRows}px`,
      }}
      role="application"
      aria-label={t('canvas', { columns: gridColumns, rows: gridRows })}
      aria-describedby="editor-keys"
      data-testid="editor-grid"
    >
      <GridLayout
        width={width}
        autoSize={false}
        style={{ height }}
        layout={layout}
        gridConfig={gridConfig}
        compactor={free}
        dragConfig={dragConfig}
        resizeConfig={resizeConfig}
        onDragStart={(_, item) => item && dispatch({ do: 'select', tile: item.i })}
        onDragStop={(_, before, item) => {
          if (!item || (before && before.x === item.x && before.y === item.y)) return;
          dispatch({ do: 'drop', tile: item.i, at: { x: item.x, y: item.y } });
        }}
        onResizeStart={(_, item) => item && dispatch({ do: 'select', tile: item.i })}
        onResizeStop={(_, __, item) => resized(item)}
      >
        {tiles.map((tile) => {
          const { x, y, w, h } = tile;
          const name = nameOf(tile);
          return (
            <button
              key={tile.id}
              type="button"
              className={styles.tile}
              data-tile-box={tile.id}
              data-selected={tile.id === selected}
              aria-label={t('tileAt', { name, x: x + 1, y: y + 1, w, h })}
              aria-pressed={tile.id === selected}
              onClick={() => dispatch({ do: 'select', tile: tile.id })}
              onFocus={() => dispatch({ do: 'select', tile: tile.id })}
              onKeyDown={(event) => onKeyDown(event, tile)}
            >
              <span className={styles.name}>{name}</span>
            </button>
          );
        })}
      </GridLayout>
    </div>
  );
}

const dragConfig = { enabled: true, bounded: true, threshold: 4, cancel: '.react-resizable-handle' };
const resizeConfig = { enabled: true, handles };

/** With what was last said in each item, so that the grid takes its own idea of a refused move back. */
function layoutOf(tiles: readonly BoardTile[], saidCount: number): LayoutItem[] {
  return tiles.map(({ id, kind, x, y, w, h }) => {
    const least = factsOf(kind).least;
    // A tile of an older release may be smaller already.
    const item = { i: id, x, y, w, h, minW: Math.min(w, least.w), minH: Math.min(h, least.h) };
    return Object.assign(item, { told: saidCount });
  });
}
