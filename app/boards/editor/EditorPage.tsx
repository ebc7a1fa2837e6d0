import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { requirePermission } from '../../access/principal.ts';
import { oneBoard } from '../../api/boards/boardKeeping.ts';
import { database, orAway, settings } from '../../database.ts';
import controls from '../../frame/controls.module.css';
import { AreaMessages } from '../../i18n/AreaMessages.tsx';
import { translations } from '../../i18n/translations.ts';
import { named } from '../../wall/[board]/wallBoards.ts';
import { readHall } from '../readHall.ts';
import { BoardEditor } from './BoardEditor.tsx';

/** One board, to be changed. */
export async function EditorPage({ id }: { id: string }) {
  await connection();
  await requirePermission('edit_boards');
  const t = await translations('boards');
  const kept = await orAway(() => oneBoard(database(), settings().centres, id));
  if (kept === null) notFound();
  if (typeof kept === 'string') {
    return (
      <p className={controls.failure} role="status">
        {t('away')}
      </p>
    );
  }
  const [shown = kept] = await named([kept]);
  return (
    <AreaMessages areas={['boards', 'wall', 'tiles', 'alarmBanner']}>
      <BoardEditor key={kept.id} kept={shown} hall={await readHall()} />
    </AreaMessages>
  );
}
