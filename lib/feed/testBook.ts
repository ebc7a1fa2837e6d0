import type { IncomingHttpHeaders } from 'node:http';
import type { Principal } from '../access/principal.ts';
import { type Role, roles } from '../access/role.ts';
import { builtInBoards } from '../board/builtInBoards.ts';
import type { CentreSettings } from '../settings.ts';
import { BoardBook, type BookTables } from './boardBook.ts';
import type { PrincipalOf } from './wallDoor.ts';

const nothing = async () => [];
const noTables: BookTables = { boards: nothing, screens: nothing, tickers: nothing, seen: async () => undefined };

/**
 * What tests of the feed bring, to be stopped at their end: the built-in boards and what the tables hold, if there are any;
 * and everybody a supervisor, unless their cookie says `role=` another or nothing but `nobody`.
 */
export function testBook(
  centres: readonly CentreSettings[],
  tables: BookTables = noTables,
): { book: BoardBook; principalOf: PrincipalOf } {
  const book = new BoardBook({ tables, builtIn: builtInBoards(centres) });
  book.start();
  return { book, principalOf };
}

async function principalOf({ cookie = 'role=supervisor' }: IncomingHttpHeaders): Promise<Principal | null> {
  const role = cookie.replace('role=', '');
  return isRole(role) ? { id: role, name: `Ayşe (${role})`, username: role, role } : null;
}

function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}
