import { readBoards } from '../database/boards.ts';
import type { Database } from '../database/database.ts';
import { readScreens, sawScreens } from '../database/screens.ts';
import { readTickers } from '../database/tickers.ts';
import type { BookTables } from './boardBook.ts';

/** The book's tables in the database. `onUnreadable`: one sentence for each board that is left out. */
export function bookTables(db: Database, onUnreadable: (sentence: string) => void = () => undefined): BookTables {
  let said = '';
  return {
    async boards() {
      const { boards, unreadable } = await readBoards(db);
      const problems = unreadable.map(({ problem }) => problem).join('\n');
      if (problems !== said && problems !== '') for (const { problem } of unreadable) onUnreadable(problem);
      said = problems;
      return boards;
    },
    screens: () => readScreens(db),
    tickers: () => readTickers(db, Date.now()),
    seen: (screens) => sawScreens(db, screens),
  };
}
