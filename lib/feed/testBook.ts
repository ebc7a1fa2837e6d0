import { builtInBoards } from '../board/builtInBoards.ts';
import type { CentreSettings } from '../settings.ts';
import { BoardBook } from './boardBook.ts';
import type { PrincipalOf } from './wallDoor.ts';

/** For tests of the feed, to be stopped at their end: the built-in boards and nothing in the database, and everybody a supervisor. */
export function testBook(centres: readonly CentreSettings[]): { book: BoardBook; principalOf: PrincipalOf } {
  const nothing = async () => [];
  const tables = { boards: nothing, screens: nothing, tickers: nothing, seen: async () => undefined };
  const book = new BoardBook({ tables, builtIn: builtInBoards(centres, 'Tüm merkezler') });
  book.start();
  return {
    book,
    principalOf: async () => ({ id: 's', name: 'Ayşe', username: 'ayse', role: 'supervisor' }),
  };
}
