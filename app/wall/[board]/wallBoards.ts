import type { KeptBoard } from '#lib/board/board.ts';
import { boardName } from '#lib/board/boardName.ts';
import { builtInBoards } from '#lib/board/builtInBoards.ts';
import { wallControl } from '#lib/feed/wallControl.ts';
import { site } from '../../frame/site.ts';
import { translations } from '../../i18n/translations.ts';

/**
 * Every board there is by the names that its reader knows, those that the installation brings first; they are kept in the
 * server's memory, so that walls open while the database is away. Server only.
 */
export async function namedBoards(): Promise<KeptBoard[]> {
  return named(wallControl()?.boards() ?? builtInBoards(site().centres));
}

/** The same boards, by the names that their reader knows. Server only. */
export async function named(boards: readonly KeptBoard[]): Promise<KeptBoard[]> {
  const t = await translations('wall');
  return boards.map((board) => ({ ...board, name: boardName(board, t('allCentres')) }));
}
