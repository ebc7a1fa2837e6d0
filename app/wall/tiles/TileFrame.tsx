import type { CSSProperties, ReactNode } from 'react';
import type { Level } from '#lib/board/thresholdLevel.ts';
import styles from './TileFrame.module.css';
import type { Dim, TileRoom } from './tileProps.ts';
import { useAge } from './useAge.ts';

interface Props {
  title: string;
  note?: ReactNode;
  room: TileRoom;
  dim: Dim;
  /** When what is shown was last known to hold, epoch ms, of a tile that is dimmed; else null. */
  heldAt?: number | null;
  now?: number;
  level?: Level;
  /** The heading is for those who listen only. */
  bare?: boolean;
  testId?: string;
  children: ReactNode;
}

/** A titled tile with more than one figure: a list, a table, a chart. */
export function TileFrame({
  title,
  note,
  room,
  dim,
  heldAt = null,
  now = 0,
  level = 'none',
  bare,
  testId,
  children,
}: Props) {
  const age = useAge();
  return (
    <section
      className={styles.frame}
      style={{ '--u': `calc(var(--board-u) * ${room.text})` } as CSSProperties}
      data-dim={dim}
      data-level={level}
      data-testid={testId}
      aria-label={title}
    >
      <header className={styles.head} data-bare={bare === true && heldAt === null}>
        <h2 className={styles.title}>{title}</h2>
        {heldAt !== null ? <p className={styles.age}>{age(heldAt, now)}</p> : null}
        {note ? <div className={styles.note}>{note}</div> : null}
      </header>
      {children}
    </section>
  );
}

/** The room of a tile that needs a least width and height (in its own unit) to hold what it shows: it writes smaller rather than over itself. */
export function roomFor(room: TileRoom, least: { width: number; height: number }): TileRoom {
  if (room.stacked) return room;
  const text = Math.min(room.text, room.width / least.width, room.height / least.height);
  return { ...room, text: Math.max(leastText, text) };
}

const leastText = 0.5;

/** What stays for the body below the heading, in the tile's own unit (`--u`). */
export function bodyOf(room: TileRoom, bare = false): { width: number; height: number } {
  return {
    width: room.width / room.text - 2 * framePadding.x,
    height: room.height / room.text - 2 * framePadding.y - (bare ? 0 : headHeight),
  };
}

/** As in the styles. */
const framePadding = { x: 1.1, y: 0.7 };
const headHeight = 2.2;
