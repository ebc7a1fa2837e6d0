import type { Principal } from '#lib/access/principal.ts';
import type { Board, KeptBoard } from '#lib/board/board.ts';
import { boardId, isReservedBoardId } from '#lib/board/boardId.ts';
import { builtInBoards } from '#lib/board/builtInBoards.ts';
import { writeAudit } from '#lib/database/auditLog.ts';
import { changeBoard, createBoard, deleteBoard, readBoard, readBoards } from '#lib/database/boards.ts';
import type { Database } from '#lib/database/database.ts';
import { forgetPictures, notePictures } from '#lib/database/pictures.ts';
import { takeBoardOff } from '#lib/database/screens.ts';
import type { CentreSettings } from '#lib/settings.ts';

type Centres = readonly Pick<CentreSettings, 'id' | 'label'>[];
/** Why nothing was changed. `conflict` brings the newer board that somebody else has written meanwhile. */
export type NotKept = { refused: 'taken' | 'gone' } | { refused: 'conflict'; newest: KeptBoard | null };

const builtIns = (centres: Centres) => builtInBoards(centres);

/** Every board, those that the installation brings first; one of the database stands in place of a built-in one. */
export async function allBoards(db: Database, centres: Centres): Promise<KeptBoard[]> {
  const { boards } = await readBoards(db);
  const own = new Map(boards.map((board) => [board.id, board]));
  const first = builtIns(centres).map((board) => own.get(board.id) ?? board);
  const ids = new Set(first.map(({ id }) => id));
  const rest = boards.filter(({ id }) => !ids.has(id));
  return [...first, ...rest.sort((a, b) => a.name.localeCompare(b.name, 'tr'))];
}

/** null: there is no such board, or none that can be read. */
export async function oneBoard(db: Database, centres: Centres, id: string): Promise<KeptBoard | null> {
  const row = await readBoard(db, id);
  if (row !== null && !('problem' in row)) return row;
  return builtIns(centres).find((board) => board.id === id) ?? null;
}

/** Makes a new board. Without an id it gets one of its name. */
export async function makeBoard(
  db: Database,
  centres: Centres,
  who: Principal,
  { id, ...rest }: Omit<Board, 'id'> & { id?: string | undefined },
  action: 'board.created' | 'board.duplicated' = 'board.created',
): Promise<KeptBoard | NotKept> {
  const rows = await db.selectFrom('board').select('id').execute();
  const taken = new Set([...rows, ...builtIns(centres)].map((board) => board.id));
  if (id !== undefined && (taken.has(id) || isReservedBoardId(id))) return { refused: 'taken' };
  const board = { id: id ?? boardId(rest.name, (one) => taken.has(one)), ...rest };
  return db.transaction().execute(async (tx) => {
    const made = await createBoard(tx, board, who.name);
    if (made === null) return { refused: 'taken' };
    await writeAudit(tx, { who, action, subject: made.name, detail: { id: made.id, tiles: made.tiles.length } });
    return made;
  });
}

/** Writes a changed board. `revision` is the one that was changed; 0 of a built-in board. */
export async function saveBoard(
  db: Database,
  centres: Centres,
  who: Principal,
  board: Board,
  revision: number,
): Promise<KeptBoard | NotKept> {
  const builtIn = builtIns(centres).find(({ id }) => id === board.id);
  const before = await oneBoard(db, centres, board.id);
  const saved = await db.transaction().execute(async (tx) => {
    await notePictures(tx);
    const made = revision === 0 && builtIn ? await createBoard(tx, board, who.name) : null;
    const after = made ?? (await changeBoard(tx, board, revision, who.name));
    if (after === null) return null;
    const detail = { id: board.id, revision: after.revision, ...changeOf(before, after) };
    await writeAudit(tx, { who, action: 'board.changed', subject: after.name, detail });
    for (const { id, name } of await forgetPictures(tx))
      await writeAudit(tx, { who: null, action: 'picture.forgotten', subject: name, detail: { id } });
    return after;
  });
  if (saved !== null) return saved;
  const newest = await oneBoard(db, centres, board.id);
  return newest === null ? { refused: 'gone' } : { refused: 'conflict', newest };
}

/**
 * Deletes a board and takes it off the screens that show it; a built-in one is as it was brought again, and stays on them.
 * false: there is nothing to delete.
 */
export async function removeBoard(db: Database, centres: Centres, who: Principal, id: string): Promise<boolean> {
  const before = await oneBoard(db, centres, id);
  const builtIn = builtIns(centres).some((board) => board.id === id);
  return db.transaction().execute(async (tx) => {
    await notePictures(tx);
    if (!(await deleteBoard(tx, id))) return false;
    await writeAudit(tx, { who, action: 'board.deleted', subject: before?.name ?? id, detail: { id } });
    if (builtIn) return true;
    for (const { id: screen, name, settings } of await takeBoardOff(tx, id)) {
      const detail = { id: screen, boardDeleted: id, after: { boards: settings.boards } };
      await writeAudit(tx, { who, action: 'screen.changed', subject: name, detail });
    }
    return true;
  });
}

/** What the audit log tells of a change: the tiles that came, went and are otherwise now. */
function changeOf(before: KeptBoard | null, after: KeptBoard): object {
  const old = new Map(before?.tiles.map((tile) => [tile.id, tile]));
  const now = new Set(after.tiles.map(({ id }) => id));
  const changed = after.tiles.filter((tile) => {
    const was = old.get(tile.id);
    return was !== undefined && JSON.stringify(was) !== JSON.stringify(tile);
  });
  return {
    ...(before !== null && before.name !== after.name ? { nameBefore: before.name } : {}),
    ...(before !== null && before.centres.join() !== after.centres.join()
      ? { centres: [before.centres.join(' '), after.centres.join(' ')] }
      : {}),
    added: after.tiles.filter(({ id }) => !old.has(id)).map(({ kind }) => kind),
    removed: [...old.values()].filter(({ id }) => !now.has(id)).map(({ kind }) => kind),
    changed: changed.map(({ kind }) => kind),
  };
}
