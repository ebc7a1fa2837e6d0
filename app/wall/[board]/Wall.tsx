'use client';

import { type CSSProperties, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { boardFigures } from '#lib/board/boardFigures.ts';
import { dayStartOf } from '#lib/board/dayTotals.ts';
import { freshness } from '#lib/board/freshness.ts';
import { emptyFloor } from '#lib/feed/applyPatch.ts';
import { AgentPanel } from './AgentPanel.tsx';
import { BoardBar } from './BoardBar.tsx';
import type { BoardChoice } from './boardChoices.ts';
import { DayPanel } from './DayPanel.tsx';
import { EmptyNote } from './EmptyNote.tsx';
import { LinkNotes } from './LinkNotes.tsx';
import { QueueTable } from './QueueTable.tsx';
import { Tiles } from './Tiles.tsx';
import { useFullScreen } from './useFullScreen.ts';
import { useLevelWords } from './useLevelWords.ts';
import { useMeasure } from './useMeasure.ts';
import { useScreen } from './useScreen.ts';
import { useWakeLock } from './useWakeLock.ts';
import { useWall } from './useWall.ts';
import styles from './Wall.module.css';

const nothing = emptyFloor();

/** One board: what happens now, and what happened today, fed by the socket alone. */
export function Wall({ board, choices }: { board: string; choices: BoardChoice[] }) {
  const t = useTranslations('wall');
  const { store, link, floor, now, asOf } = useWall(board);
  const { full, toggle } = useFullScreen();
  const { ref, size } = useMeasure<HTMLDivElement>();
  const screen = useScreen(size);
  useWakeLock();

  const shown = floor ?? nothing;
  // A floor that was last true before midnight is yesterday's, not an empty today.
  const at = asOf ?? now;
  const today = Object.values(shown.centres)
    .map((centre) => dayStartOf(centre, at))
    .join();
  // `at` only decides which day is today's.
  // biome-ignore lint/correctness/useExhaustiveDependencies: worked out anew when the floor or the day changes, not each second
  const figures = useMemo(() => boardFigures(shown, board, at), [shown, board, today]);
  const level = useLevelWords(figures);
  const fresh = floor && asOf !== null ? freshness(link, figures.sources, asOf) : null;
  // One centre for each zone, to name its clock by.
  const clocks = [...new Map(figures.centres.toReversed().map((centre) => [centre.zone, centre])).values()].reverse();
  const zone = clocks[0]?.zone ?? 'Europe/Istanbul';
  const dim = fresh?.partly ? 'partly' : !fresh?.live;
  const title = choices.find((choice) => choice.id === board)?.label ?? t('title');

  return (
    <div
      ref={ref}
      className={styles.wall}
      data-testid="wall"
      data-link={link}
      style={size ? ({ '--u': `${screen.unit}px` } as CSSProperties) : undefined}
    >
      <div className={styles.board}>
        <BoardBar
          board={board}
          title={title}
          choices={choices}
          sources={figures.sources}
          linked={link === 'live'}
          demo={figures.sources.some((source) => source.demo)}
          clock={floor ? { now, zone, others: clocks.slice(1) } : null}
          level={level}
          full={full}
          onFull={toggle}
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
        <Tiles figures={figures} fresh={fresh} now={now} zone={zone} />
        {fresh && figures.queues.length > 0 ? (
          <div className={styles.parts}>
            <QueueTable
              rows={figures.queues}
              centres={figures.centres}
              sources={figures.sources}
              fresh={fresh}
              screen={screen}
              now={now}
            />
            <DayPanel
              store={store}
              board={board}
              zone={zone}
              unit={screen.unit}
              dim={dim}
              clockOf={clocks.length > 1 ? (clocks[0]?.label ?? null) : null}
            />
            <AgentPanel figures={figures} fresh={fresh} screen={screen} />
          </div>
        ) : (
          <EmptyNote connected={figures.sources.some((source) => source.state === 'live')} />
        )}
      </div>
    </div>
  );
}
