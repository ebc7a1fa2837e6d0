'use client';

import { type CSSProperties, type ReactNode, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { Board, BoardTile } from '#lib/board/board.ts';
import { boardName } from '#lib/board/boardName.ts';
import { boardScope } from '#lib/board/figureScope.ts';
import { freshness, type Link } from '#lib/board/freshness.ts';
import { gridColumns } from '#lib/board/grid.ts';
import {
  boardSpace,
  boardUnits,
  primaryFontUnits,
  textScale,
  tileUnits,
  usualViewing,
  type Viewing,
} from '#lib/board/legibility.ts';
import { missingCentres } from '#lib/board/missingPlace.ts';
import { rowHeights } from '#lib/board/rowHeights.ts';
import { emptyFloor } from '#lib/feed/applyPatch.ts';
import type { Floor } from '#lib/feed/feedEvents.ts';
import { daysAt, figuresOf } from '../tiles/figuresOf.ts';
import { BoardBar, type BoardChoice } from './BoardBar.tsx';
import styles from './BoardView.module.css';
import { EmptyNote } from './EmptyNote.tsx';
import { LinkNotes } from './LinkNotes.tsx';
import { TileSlot } from './TileSlot.tsx';
import { type Size, useMeasure } from './useMeasure.ts';

export interface BoardViewProps {
  board: Board;
  /** null before any word from the server. */
  floor: Floor | null;
  link: Link;
  /** The server's clock, epoch ms; moves at least once a second. */
  now: number;
  /** The instant at which the floor was last known to hold; null before any word. */
  asOf: number | null;
  /** For the size of type. */
  viewing?: Viewing | undefined;
  /** `auto` stacks the tiles on upright and low boxes, as on phones; `grid` never does, as on televisions and in previews. */
  layout?: 'auto' | 'grid';
  /** Other boards to go to, from a person's page. */
  choices?: readonly BoardChoice[];
  /** At the right end of the bar. */
  tools?: ReactNode;
  /** The page around it names the board and the demo already. */
  framed?: boolean;
  /** Between the bar and the tiles: alarms. */
  banner?: ReactNode;
}

const nothing = emptyFloor();

/** A board as it is seen. It fills its box, of whatever size, and knows neither socket nor page. */
export function BoardView(props: BoardViewProps) {
  const {
    board,
    floor,
    link,
    now,
    asOf,
    viewing = usualViewing,
    layout = 'auto',
    choices,
    tools,
    framed,
    banner,
  } = props;
  const t = useTranslations('wall');
  const { ref, size } = useMeasure<HTMLDivElement>();
  const { ref: gridRef, size: gridSize } = useMeasure<HTMLDivElement>();
  const shown = floor ?? nothing;
  // A floor that was last true before midnight is yesterday's, not an empty today.
  const at = asOf ?? now;
  const scope = useMemo(() => boardScope(board), [board]);
  const figures = figuresOf(shown, scope, at);
  const fresh = floor && asOf !== null ? freshness(link, figures.sources, asOf) : null;
  // One centre for each zone, to name its clock by.
  const clocks = [...new Map(figures.centres.toReversed().map((centre) => [centre.zone, centre])).values()].reverse();
  const zone = clocks[0]?.zone ?? 'Europe/Istanbul';
  const stacked = layout === 'auto' && size !== null && isStacked(size);
  const unit = size && unitOf(size, stacked);
  const days = daysAt(shown, at);
  const standing = useMemo(() => standingOf(shown.queues, shown.sources), [shown.queues, shown.sources]);
  const [primary, text] = useMemo(() => [primaryFontUnits(viewing), textScale(viewing)], [viewing]);
  const missing = fresh && missingCentres(board, shown);
  const [gridWidth, gridHeight] =
    unit && gridSize && !stacked ? [gridSize.width / unit, gridSize.height / unit] : [null, null];
  const rows = useMemo(() => (gridHeight === null ? null : rowHeights(board.tiles, gridHeight)), [board, gridHeight]);
  const reading = useMemo(() => board.tiles.toSorted((a, b) => a.y - b.y || a.x - b.x), [board]);

  return (
    <div
      ref={ref}
      className={styles.view}
      data-testid="wall"
      data-link={link}
      data-board={board.id}
      data-stacked={stacked}
      data-framed={framed ? '' : undefined}
      style={unit ? ({ '--board-u': `${unit}px` } as CSSProperties) : undefined}
    >
      <div className={styles.board}>
        <BoardBar
          board={board.id}
          title={boardName(board, t('allCentres'))}
          choices={choices ?? []}
          sources={figures.sources}
          linked={link === 'live'}
          demo={figures.sources.some((source) => source.demo)}
          clock={floor ? { now, zone, others: clocks.slice(1) } : null}
          tools={tools}
        />
        <LinkNotes
          link={link}
          fresh={fresh}
          sources={figures.sources}
          unheardToday={figures.unheardToday}
          now={now}
          asOf={asOf}
          zone={zone}
        />
        {banner}
        {board.tiles.length === 0 ? <EmptyNote why="no_tiles" /> : null}
        {missing ? (
          <EmptyNote why="no_centre" names={missing} />
        ) : fresh && figures.queues.length === 0 && board.tiles.length > 0 ? (
          <EmptyNote why={figures.sources.some(({ state }) => state === 'live') ? 'no_queues' : 'no_data'} />
        ) : null}
        <div
          ref={gridRef}
          className={styles.tiles}
          data-board-grid=""
          style={rows ? { gridTemplateRows: rows.map((row) => `minmax(0, ${row}fr)`).join(' ') } : undefined}
        >
          {reading.map((tile) => {
            const units = rows && gridWidth !== null ? measured(tile, gridWidth, rows) : tileUnits(tile);
            return (
              <TileSlot
                key={tile.id}
                board={board}
                tile={tile}
                floor={shown}
                told={floor !== null}
                link={link}
                now={now}
                at={at}
                days={days}
                standing={standing}
                zone={zone}
                width={units.width}
                height={units.height}
                primary={primary}
                text={stacked ? 1 : text}
                stacked={stacked}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** What every tile is drawn from, and what hardly ever changes: which queues there are, and how their sources do. */
function standingOf(queues: Floor['queues'], sources: Floor['sources']): string {
  const parts = [
    ...Object.values(queues).map(({ id, centre, label, thresholdSeconds }) => [id, centre, label, thresholdSeconds]),
    ...Object.values(sources).map(({ id, label, state, cause, lastHeardAt }) =>
      state === 'live' ? [id, label, state] : [id, label, state, cause, lastHeardAt],
    ),
  ];
  return parts.map((part) => part.join(' ')).join('\n');
}

/** A tile's width and height in the board's units, in a grid of such a width and such rows. */
function measured({ y, w, h }: Pick<BoardTile, 'y' | 'w' | 'h'>, width: number, rows: readonly number[]): Size {
  const { gap } = boardSpace;
  const height = rows.slice(y, y + h).reduce((sum, row) => sum + row + gap, -gap);
  return { width: (w * (width + gap)) / gridColumns - gap, height };
}

/** Upright or low boxes. */
function isStacked({ width, height }: Size): boolean {
  return width <= height || (height <= 480 && width <= 1000);
}

/** Stacked, two figures stand side by side, with letters large enough for a hand. */
function unitOf({ width, height }: Size, stacked: boolean): number {
  if (!stacked) return Math.min(width / boardUnits.width, height / boardUnits.height);
  return Math.min(width / (width <= height ? 50 : 85), 16);
}
