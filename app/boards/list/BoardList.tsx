'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { KeptBoard } from '#lib/board/board.ts';
import controls from '../../frame/controls.module.css';
import { matchesSearch } from '../../i18n/formats.ts';
import { type Hall, isBuiltIn } from '../hall.ts';
import { useDeskFloor } from '../preview/useDeskFloor.ts';
import { BoardCard } from './BoardCard.tsx';
import styles from './BoardList.module.css';
import { DeleteDialog } from './DeleteDialog.tsx';
import { DuplicateDialog } from './DuplicateDialog.tsx';
import { ImportButton } from './ImportButton.tsx';
import { ShareDialog } from './ShareDialog.tsx';

interface Props {
  boards: readonly KeptBoard[];
  /** Names of the screens that show a board, by its id. */
  screens: Readonly<Record<string, string[]>>;
  hall: Hall;
}
export type CardAction = 'duplicate' | 'share' | 'delete';

/** How often the small views are drawn anew: they are looked at, not watched. */
const previewMs = 2000;
/** Fewer need no search. */
const searchedFrom = 7;

/** The boards as cards, and what can be done with each. */
export function BoardList({ boards, screens, hall }: Props) {
  const t = useTranslations('boards');
  const router = useRouter();
  const live = useDeskFloor(previewMs);
  const [search, setSearch] = useState('');
  const [asked, setAsked] = useState<{ action: CardAction; board: KeptBoard } | null>(null);
  const found = boards.filter((board) => matchesSearch(board.name, search));
  const close = () => setAsked(null);
  const done = () => {
    close();
    router.refresh();
  };
  return (
    <>
      <div className={controls.toolbar}>
        <Link href="/boards/new" className={controls.primary} prefetch={false} data-testid="new-board">
          + {t('list.new')}
        </Link>
        <ImportButton onMade={(board) => router.push(`/boards/${board.id}`)} />
        {boards.length >= searchedFrom ? (
          <label className={styles.search}>
            <span className={styles.hidden}>{t('list.search')}</span>
            <input
              className={controls.input}
              type="search"
              placeholder={t('list.search')}
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          </label>
        ) : null}
        <p className={styles.count} aria-live="polite">
          {found.length > 0 ? t('list.count', { count: found.length }) : t('list.none')}
        </p>
      </div>
      <ul className={styles.cards}>
        {found.map((board) => (
          <BoardCard
            key={board.id}
            board={board}
            screens={screens[board.id] ?? []}
            hall={hall}
            live={live}
            onAsk={(action) => setAsked({ action, board })}
          />
        ))}
      </ul>
      {asked?.action === 'share' ? <ShareDialog board={asked.board} onClose={close} /> : null}
      {asked?.action === 'duplicate' ? (
        <DuplicateDialog
          board={asked.board}
          onClose={close}
          onMade={(made) => {
            close();
            router.push(`/boards/${made.id}`);
          }}
        />
      ) : null}
      {asked?.action === 'delete' ? (
        <DeleteDialog
          board={asked.board}
          builtIn={isBuiltIn(asked.board.id, hall)}
          screens={screens[asked.board.id] ?? []}
          onClose={close}
          onDone={done}
        />
      ) : null}
    </>
  );
}
