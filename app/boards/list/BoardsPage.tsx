import { connection } from 'next/server';
import { readBoards } from '#lib/database/boards.ts';
import { requirePermission } from '../../access/principal.ts';
import { allBoards } from '../../api/boards/boardKeeping.ts';
import { database, orAway, settings } from '../../database.ts';
import controls from '../../frame/controls.module.css';
import { AreaMessages } from '../../i18n/AreaMessages.tsx';
import { translations } from '../../i18n/translations.ts';
import { named } from '../../wall/[board]/wallBoards.ts';
import { BoardsFrame } from '../BoardsFrame.tsx';
import { readHall } from '../readHall.ts';
import { screensByBoard } from '../screensByBoard.ts';
import { BoardList } from './BoardList.tsx';

/** Every board there is, with a small true view of each. */
export async function BoardsPage() {
  await connection();
  await requirePermission('edit_boards');
  const t = await translations('boards');
  const read = await orAway(async () => ({
    boards: await named(await allBoards(database(), settings().centres)),
    unreadable: (await readBoards(database())).unreadable,
    screens: await screensByBoard(),
  }));
  return (
    <BoardsFrame view="boards" title={t('title')} lead={t('lead')}>
      {typeof read === 'string' ? (
        <p className={controls.failure} role="status">
          {t('away')}
        </p>
      ) : (
        <>
          {read.unreadable.map(({ id }) => (
            <p key={id} className={controls.notice} role="status">
              {t('unreadable', { id })}
            </p>
          ))}
          <AreaMessages areas={['boards', 'wall', 'tiles', 'alarmBanner']}>
            <BoardList boards={read.boards} screens={read.screens} hall={await readHall()} />
          </AreaMessages>
        </>
      )}
    </BoardsFrame>
  );
}
