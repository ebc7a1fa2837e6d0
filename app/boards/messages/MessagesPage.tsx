import { connection } from 'next/server';
import { readTickers } from '#lib/database/tickers.ts';
import { requirePermission } from '../../access/principal.ts';
import { allBoards } from '../../api/boards/boardKeeping.ts';
import { database, orAway, settings } from '../../database.ts';
import controls from '../../frame/controls.module.css';
import { AreaMessages } from '../../i18n/AreaMessages.tsx';
import { translations } from '../../i18n/translations.ts';
import { BoardsFrame } from '../BoardsFrame.tsx';
import { Messages } from './Messages.tsx';

/** Messages on the walls' tickers: those that are there, and a new one. */
export async function MessagesPage() {
  await connection();
  await requirePermission('send_tickers');
  const t = await translations('boards');
  const { centres } = settings();
  const read = await orAway(async () => ({
    tickers: await readTickers(database(), Date.now()),
    boards: await allBoards(database(), centres),
  }));
  return (
    <BoardsFrame view="messages" title={t('messages.title')} lead={t('messages.lead')}>
      {typeof read === 'string' ? (
        <p className={controls.failure} role="status">
          {t('away')}
        </p>
      ) : (
        <AreaMessages areas={['boards']}>
          <Messages
            tickers={read.tickers}
            centres={centres.map(({ id, label, zone }) => ({ id, label, zone }))}
            seen={read.boards.some(({ tiles }) => tiles.some(({ kind }) => kind === 'ticker'))}
          />
        </AreaMessages>
      )}
    </BoardsFrame>
  );
}
