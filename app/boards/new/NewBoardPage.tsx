import { connection } from 'next/server';
import { requirePermission } from '../../access/principal.ts';
import { AreaMessages } from '../../i18n/AreaMessages.tsx';
import { translations } from '../../i18n/translations.ts';
import { BoardsFrame } from '../BoardsFrame.tsx';
import { readHall } from '../readHall.ts';
import { NewBoardForm } from './NewBoardForm.tsx';

/** A new board, from a template. */
export async function NewBoardPage() {
  await connection();
  await requirePermission('edit_boards');
  const t = await translations('boards');
  return (
    <BoardsFrame view="boards" title={t('new.title')} lead={t('new.lead')}>
      <AreaMessages areas={['boards', 'wall', 'tiles', 'alarmBanner']}>
        <NewBoardForm hall={await readHall()} />
      </AreaMessages>
    </BoardsFrame>
  );
}
