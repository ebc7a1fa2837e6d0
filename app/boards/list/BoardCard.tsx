'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import type { KeptBoard } from '#lib/board/board.ts';
import controls from '../../frame/controls.module.css';
import { useFormats } from '../../i18n/useFormats.ts';
import { downloadBoard } from '../boardFiles.ts';
import { type Hall, isBuiltIn } from '../hall.ts';
import { BoardThumb } from '../preview/BoardThumb.tsx';
import type { DeskNow } from '../preview/useDeskFloor.ts';
import styles from './BoardCard.module.css';
import type { CardAction } from './BoardList.tsx';

interface Props {
  board: KeptBoard;
  screens: readonly string[];
  hall: Hall;
  live: DeskNow;
  onAsk: (action: CardAction) => void;
}

/** One board: as it looks now, who changed it when, where it is shown, and what can be done with it. */
export function BoardCard({ board, screens, hall, live, onAsk }: Props) {
  const t = useTranslations('boards');
  const formats = useFormats();
  const { id, name, changedAt, changedBy } = board;
  const zone = hall.centres[0]?.zone ?? 'Europe/Istanbul';
  const changed =
    changedAt === null
      ? t('list.unchanged')
      : t('list.changed', {
          who: changedBy ?? '–',
          when: `${formats.date(changedAt, zone)} ${formats.time(changedAt, zone)}`,
        });
  const centres =
    board.centres.length === 0
      ? t('allCentres')
      : board.centres.map((one) => hall.centres.find((centre) => centre.id === one)?.label ?? one).join(', ');
  const builtIn = isBuiltIn(id, hall);
  return (
    <li className={styles.card} data-testid={`board-${id}`}>
      <div className={styles.thumb}>
        <BoardThumb board={board} live={live} />
        {/* For the pointer; the button below is the same for everybody. */}
        <Link href={`/boards/${id}`} className={styles.cover} prefetch={false} tabIndex={-1} aria-hidden="true" />
      </div>
      <div className={styles.text}>
        <h2 className={styles.name}>
          {name}
          {builtIn ? <span className={styles.chip}>{t('list.builtIn')}</span> : null}
        </h2>
        <p>
          {centres} · {t('list.tiles', { count: board.tiles.length })}
        </p>
        <p>{changed}</p>
        <p>{screens.length > 0 ? t('list.screens', { names: screens.join(', ') }) : t('list.noScreen')}</p>
      </div>
      <div className={styles.actions}>
        <Link
          href={`/boards/${id}`}
          className={controls.button}
          prefetch={false}
          aria-label={t('list.editOf', { name })}
          data-testid="edit"
        >
          {t('list.edit')}
        </Link>
        <Link href={`/wall/${id}`} className={controls.button} prefetch={false} aria-label={t('list.openOf', { name })}>
          {t('list.open')}
        </Link>
      </div>
      <div className={styles.more}>
        <button type="button" onClick={() => onAsk('duplicate')} data-testid="duplicate">
          {t('list.duplicate')}
        </button>
        <button type="button" onClick={() => onAsk('share')} data-testid="share">
          {t('list.share')}
        </button>
        <button type="button" onClick={() => downloadBoard(id, board)} data-testid="export">
          {t('list.export')}
        </button>
        {builtIn && board.builtIn ? null : (
          <button type="button" onClick={() => onAsk('delete')} data-testid="delete">
            {builtIn ? t('list.reset') : t('list.delete')}
          </button>
        )}
      </div>
    </li>
  );
}
