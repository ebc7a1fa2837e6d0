import type { KeptBoard } from '#lib/board/board.ts';
import { builtInBoards } from '#lib/board/builtInBoards.ts';
import { wallControl } from '#lib/feed/wallControl.ts';
import { site } from '../../frame/site.ts';
import { translations } from '../../i18n/translations.ts';

/**
 * Every board there is, those that the installation brings first; they are kept in the server's memory, so that walls open
 * while the database is away. The board of all centres has its name in the reader's language, unless somebody changed it.
 * Server only.
 */
export async function wallBoards(): Promise<KeptBoard[]> {
  const t = await translations('wall');
  const boards = wallControl()?.boards() ?? builtInBoards(site().centres, t('allCentres'));
  return boards.map((board) => (board.id === 'all' && board.builtIn ? { ...board, name: t('allCentres') } : board));
}
