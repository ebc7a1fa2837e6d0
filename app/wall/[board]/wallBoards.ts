import type { KeptBoard } from '#lib/board/board.ts';
import { allCentres } from '#lib/board/boardFigures.ts';
import { builtInBoards } from '#lib/board/builtInBoards.ts';
import { wallControl } from '#lib/feed/wallControl.ts';
import { site } from '../../frame/site.ts';
import { translations } from '../../i18n/translations.ts';

/**
 * Every board there is, those that the installation brings first; they are kept in the server's memory, so that walls open
 * while the database is away. Server only.
 */
export async function wallBoards(): Promise<KeptBoard[]> {
  const t = await translations('wall');
  return wallControl()?.boards() ?? builtInBoards(site().centres, t('allCentres'));
}

/** A board's name; that of all centres in the reader's language, unless somebody changed the board. Server only. */
export async function boardName({ id, builtIn, name }: KeptBoard): Promise<string> {
  const t = await translations('wall');
  return id === allCentres && builtIn ? t('allCentres') : name;
}

/** Every board there is, by the names that its reader knows. Server only. */
export async function namedBoards(): Promise<KeptBoard[]> {
  return named(await wallBoards());
}

/** The same boards, by the names that their reader knows. Server only. */
export function named(boards: readonly KeptBoard[]): Promise<KeptBoard[]> {
  return Promise.all(boards.map(async (board) => ({ ...board, name: await boardName(board) })));
}
