'use client';

import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Board } from '#lib/board/board.ts';
import { centresOfBoards } from '#lib/board/centresOfBoards.ts';
import type { ScreenAssignment } from '#lib/board/screenAssignment.ts';
import type { Floor } from '#lib/feed/feedEvents.ts';
import { boardInTurn } from '#lib/screen/boardInTurn.ts';
import { brightnessAt } from '#lib/screen/nightDimming.ts';
import { pixelShift } from '#lib/screen/pixelShift.ts';
import { ScreenToken } from '../live/screenToken.ts';
import { useTick } from '../live/useTick.ts';
import { AlarmBanner } from '../wall/alarms/AlarmBanner.tsx';
import { BoardView } from '../wall/view/BoardView.tsx';
import { IdentifyOverlay } from './IdentifyOverlay.tsx';
import styles from './Tv.module.css';
import type { TvMemory } from './tvMemory.ts';
import { useOnline } from './useOnline.ts';
import { useTvLink } from './useTvLink.ts';
import { WaitingView } from './WaitingView.tsx';
import { waitsFor } from './waitsFor.ts';

interface Props {
  memory: TvMemory;
  build: string | null;
  onMemory: (memory: TvMemory) => void;
  /** The pairing is over. */
  onOver: () => void;
}

/** In the board's units: less than its margin, so that nothing is cut off. */
const shiftUnits = 0.35;

/** A paired television: its boards in turn over one socket, or in large words what it waits for. */
export function TvWall({ memory, build, onMemory, onOver }: Props) {
  const kept = useRef(memory);
  kept.current = memory;
  const takeAssignment = useCallback(
    (assignment: ScreenAssignment) => {
      // told again on each connection; one that is the same leaves the tiles alone
      if (JSON.stringify(assignment) === JSON.stringify(kept.current.assignment)) return;
      onMemory({ ...kept.current, assignment });
    },
    [onMemory],
  );
  const link = useTvLink({ token: memory.token, build, onAssignment: takeAssignment, onOver });
  const { store, floor, connected, refused, identified, showing } = link;
  useTick(store);
  const { assignment } = memory;
  const boards = useMemo(() => (assignment?.boards ?? []).map(ownTiles), [assignment]);
  // An alarm of a centre whose turn it is not is heard and shown all the same.
  const centres = useMemo(() => centresOfBoards(boards) ?? [], [boards]);
  const metres = assignment?.viewingMetres;
  const inches = assignment?.diagonalInches;
  const viewing = useMemo(
    () => (metres === undefined || inches === undefined ? undefined : { metres, diagonalInches: inches }),
    [metres, inches],
  );

  const now = store.now();
  const board = boardInTurn(boards, assignment?.rotateSeconds ?? 30, now);
  const waiting = waitsFor({ online: useOnline(), connected, refused, assignment, floor });
  const shown = waiting === null ? (board?.id ?? null) : null;
  useEffect(() => showing(shown), [showing, shown]);

  const zone = zoneOf(floor, boards) ?? memory.zone;
  useEffect(() => {
    if (zone !== kept.current.zone) onMemory({ ...kept.current, zone });
  }, [zone, onMemory]);
  const brightness = assignment && zone ? brightnessAt(assignment.night, now, zone) : 1;
  const shift = assignment?.pixelShift ? pixelShift(now) : { x: 0, y: 0 };
  const units = (share: number) => `calc(${(share * shiftUnits).toFixed(3)} * var(--u))`;

  return (
    <ScreenToken value={memory.token}>
      <div
        className={styles.picture}
        style={{ transform: `translate(${units(shift.x)}, ${units(shift.y)})` }}
        data-testid="picture"
      >
        {waiting === null && board !== null && assignment !== null ? (
          <BoardView
            board={board}
            floor={floor}
            link={link.link}
            now={now}
            asOf={store.asOf()}
            viewing={viewing}
            layout="grid"
            banner={
              <AlarmBanner
                floor={floor}
                link={link.link}
                now={now}
                centres={centres}
                volume={assignment.volume}
                mayAcknowledge={false}
              />
            }
          />
        ) : (
          <Patience key={waiting?.for}>
            <WaitingView waiting={waiting ?? { for: 'figures' }} name={assignment?.name ?? null} />
          </Patience>
        )}
      </div>
      {brightness < 1 ? (
        <div className={styles.night} style={{ opacity: 1 - brightness }} data-testid="night" aria-hidden="true" />
      ) : null}
      {identified ? <IdentifyOverlay key={identified.nth} name={identified.name} /> : null}
    </ScreenToken>
  );
}

const patienceMs = 1500;

/** Says nothing yet of what is over in a moment, as when the page is opened. */
function Patience({ children }: { children: ReactNode }) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  return over ? children : null;
}

/** Tiles of two boards may bear the same id; what one has seen, such as a level's hysteresis, is none of the other's. */
function ownTiles(board: Board): Board {
  return { ...board, tiles: board.tiles.map((tile) => ({ ...tile, id: `${board.id}/${tile.id}` })) };
}

/** The zone of the first centre that the screen shows; null: nothing is known of it yet. */
function zoneOf(floor: Floor | null, boards: readonly Board[]): string | null {
  const first = boards[0]?.centres[0];
  const centres = floor?.centres ?? {};
  return (first === undefined ? Object.values(centres)[0] : centres[first])?.zone ?? null;
}
