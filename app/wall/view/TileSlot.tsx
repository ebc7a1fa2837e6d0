'use client';

import { memo, useMemo } from 'react';
import type { Board, BoardTile } from '#lib/board/board.ts';
import { tileScope } from '#lib/board/figureScope.ts';
import { freshness, type Link } from '#lib/board/freshness.ts';
import { tileUnits } from '#lib/board/legibility.ts';
import { missingPlace } from '#lib/board/missingPlace.ts';
import { factsOf, primaryKinds } from '#lib/board/tileFacts.ts';
import type { Floor, FloorKind } from '#lib/feed/feedEvents.ts';
import { figuresOf } from '../tiles/figuresOf.ts';
import { tileViewOf } from '../tiles/registry.ts';
import { useTilePlace } from '../tiles/useTilePlace.ts';
import { BrokenTile } from './BrokenTile.tsx';
import { MissingTile } from './MissingTile.tsx';
import { TileBoundary } from './TileBoundary.tsx';
import styles from './TileSlot.module.css';

interface Props {
  board: Board;
  tile: BoardTile;
  floor: Floor;
  /** The floor was told; else it is empty since nothing was heard. */
  told: boolean;
  link: Link;
  now: number;
  at: number;
  /** Which day is today, for each centre. */
  days: string;
  /** What the queues and sources are and how these do; see `standingOf`. */
  standing: string;
  /** Of the board's first centre. */
  zone: string;
  width: number;
  height: number;
  primary: number;
  text: number;
  stacked: boolean;
}

/** A tile in its place. It is drawn anew only when something changed that its kind shows. */
export const TileSlot = memo(function TileSlot(props: Props) {
  const { board, tile, floor, told, link, now, at, zone, width, height, primary, text, stacked } = props;
  const scope = useMemo(() => tileScope(board, tile), [board, tile]);
  const room = useMemo(
    () => ({ width, height, usual: tileUnits(tile), primary, text, stacked }),
    [tile, width, height, primary, text, stacked],
  );
  const figures = figuresOf(floor, scope, at);
  const place = useTilePlace(board, tile, floor);
  const fresh = freshness(link, figures.sources, at);
  const View = tileViewOf(tile.kind);
  const missing = told && View ? missingPlace(board, tile, floor) : null;
  return (
    <div
      className={styles.slot}
      style={{ gridArea: `${tile.y + 1} / ${tile.x + 1} / span ${tile.h} / span ${tile.w}` }}
      data-tile={tile.id}
      data-kind={tile.kind}
      data-wide={!primaryKinds.has(tile.kind) && tile.kind !== 'clock'}
    >
      <TileBoundary tile={tile} room={room}>
        {missing ? (
          <MissingTile tile={tile} missing={missing} room={room} />
        ) : View ? (
          <View
            tile={tile}
            options={tile.options}
            scope={scope}
            place={place}
            floor={floor}
            link={link}
            fresh={fresh}
            dim={told && (fresh.partly ? 'partly' : !fresh.live)}
            now={now}
            at={at}
            zone={figures.centres[0]?.zone ?? zone}
            room={room}
          />
        ) : (
          <BrokenTile why="newer" room={room} />
        )}
      </TileBoundary>
    </div>
  );
}, shows);

const compared = [
  'tile',
  'told',
  'link',
  'days',
  'standing',
  'zone',
  'width',
  'height',
  'primary',
  'text',
  'stacked',
] as const satisfies readonly (keyof Props)[];

/** Do both show the same? */
function shows(was: Props, is: Props): boolean {
  if (compared.some((name) => was[name] !== is[name]) || was.board.centres !== is.board.centres) return false;
  const { kinds, ticks } = needsOf(is.tile);
  if (was.floor.centres !== is.floor.centres || kinds.some((kind) => was.floor[kind] !== is.floor[kind])) return false;
  // The age of what is not live runs on every tile.
  const runs = ticks || is.link !== 'live' || Object.values(is.floor.sources).some(({ state }) => state !== 'live');
  return !runs || Math.floor(was.now / 1000) === Math.floor(is.now / 1000);
}

interface Needs {
  kinds: readonly FloorKind[];
  ticks: boolean;
}
const needs = new WeakMap<BoardTile, Needs>();

/** What a tile is drawn from, worked out once. A kind that only a newer build knows needs nothing. */
function needsOf(tile: BoardTile): Needs {
  let own = needs.get(tile);
  if (!own) {
    if (tileViewOf(tile.kind) === undefined) own = { kinds: [], ticks: false };
    else {
      const facts = factsOf(tile.kind);
      own = { kinds: facts.kinds(tile.options), ticks: facts.ticks };
    }
    needs.set(tile, own);
  }
  return own;
}
