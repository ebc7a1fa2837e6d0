import { type Kysely, type Selectable, sql } from 'kysely';
import type { Board, KeptBoard } from '../board/board.ts';
import { wholeBoardSchema } from '../board/wholeBoard.ts';
import type { BoardTable } from './boardTables.ts';
import type { Schema } from './schema.ts';

/** A board whose definition is not one, as after a change by hand or of a newer release: it is left out, and said. */
export interface UnreadableBoard {
  id: string;
  /** One sentence: what is wrong, and where. */
  problem: string;
}

/** All boards that were ever changed or made, by name. */
export async function readBoards(db: Kysely<Schema>): Promise<{ boards: KeptBoard[]; unreadable: UnreadableBoard[] }> {
  const boards: KeptBoard[] = [];
  const unreadable: UnreadableBoard[] = [];
  for (const row of await db.selectFrom('board').selectAll().orderBy('id').execute()) {
    const read = boardOf(row);
    if ('problem' in read) unreadable.push(read);
    else boards.push(read);
  }
  return { boards, unreadable };
}

/** null: there is none in the database; a built-in one may have that id. */
export async function readBoard(db: Kysely<Schema>, id: string): Promise<KeptBoard | UnreadableBoard | null> {
  const row = await db.selectFrom('board').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : boardOf(row);
}

/** Writes a new board, or a built-in one that was changed for the first time; null: that id is taken. */
export async function createBoard(db: Kysely<Schema>, board: Board, by: string): Promise<KeptBoard | null> {
  const row = await db
    .insertInto('board')
    .values({ id: board.id, revision: 1, definition: definitionOf(board), changed_by: by })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? null : kept(boardOf(row));
}

/** Writes a board in place of the revision that was changed; null: that is no longer the newest one, or it is gone. */
export async function changeBoard(
  db: Kysely<Schema>,
  board: Board,
  revision: number,
  by: string,
): Promise<KeptBoard | null> {
  const row = await db
    .updateTable('board')
    .set({ revision: revision + 1, definition: definitionOf(board), changed_at: sql`now()`, changed_by: by })
    .where('id', '=', board.id)
    .where('revision', '=', revision)
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? null : kept(boardOf(row));
}

/** Was there one? A built-in board of that id is shown again. */
export async function deleteBoard(db: Kysely<Schema>, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('board').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

function definitionOf({ name, centres, tiles }: Board) {
  return sql<unknown>`${JSON.stringify({ name, centres, tiles })}::jsonb`;
}

function boardOf(row: Selectable<BoardTable>): KeptBoard | UnreadableBoard {
  const read = wholeBoardSchema.safeParse({ ...(row.definition as object | null), id: row.id });
  if (!read.success) {
    const [issue] = read.error.issues;
    return { id: row.id, problem: `Board ${row.id} is not shown: at ${issue?.path.join('.')}, ${issue?.message}` };
  }
  return {
    ...read.data,
    builtIn: false,
    revision: row.revision,
    changedAt: row.changed_at,
    changedBy: row.changed_by,
  };
}

function kept(board: KeptBoard | UnreadableBoard): KeptBoard {
  if ('problem' in board) throw new Error(board.problem);
  return board;
}
