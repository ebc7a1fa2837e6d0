'use client';

import { useTranslations } from 'use-intl';
import type { Board } from '#lib/board/board.ts';
import { boardScope } from '#lib/board/figureScope.ts';
import { emptyFloor } from '#lib/feed/applyPatch.ts';
import { AlarmBanner } from '../alarms/AlarmBanner.tsx';
import { figuresOf } from '../tiles/figuresOf.ts';
import { useLevelWords } from '../tiles/useLevelWords.ts';
import type { BoardChoice } from '../view/BoardBar.tsx';
import { BoardView } from '../view/BoardView.tsx';
import { FormulaDialog } from '../view/FormulaDialog.tsx';
import { FullScreenButton } from './FullScreenButton.tsx';
import { useFullScreen } from './useFullScreen.ts';
import { useWakeLock } from './useWakeLock.ts';
import { useWall } from './useWall.ts';
import styles from './Wall.module.css';

interface Props {
  /** As it was when the page was made. */
  board: Board;
  choices: readonly BoardChoice[];
  mayAcknowledge: boolean;
}

const nothing = emptyFloor();

/** A board on a person's screen: fed by the socket alone, with what a person can do beside it. */
export function Wall({ board: opened, choices, mayAcknowledge }: Props) {
  const t = useTranslations('wall');
  const { board, link, floor, now, asOf } = useWall(opened);
  const { full, toggle } = useFullScreen();
  useWakeLock();
  const level = useLevelWords()(figuresOf(floor ?? nothing, boardScope(board ?? opened), asOf ?? now));

  if (!board) {
    return (
      <div className={styles.gone} role="alert" data-testid="board-gone">
        <h1>{t('gone.title')}</h1>
        <p>{t('gone.text')}</p>
      </div>
    );
  }
  return (
    <BoardView
      board={board}
      floor={floor}
      link={link}
      now={now}
      asOf={asOf}
      choices={choices}
      framed={!full}
      banner={
        <AlarmBanner floor={floor} link={link} now={now} centres={board.centres} mayAcknowledge={mayAcknowledge} />
      }
      tools={
        <>
          <FormulaDialog level={level} />
          <FullScreenButton full={full} onToggle={toggle} />
        </>
      }
    />
  );
}
