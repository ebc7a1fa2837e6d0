import { wallControl } from '#lib/feed/wallControl.ts';
import { requirePermission } from '../../access/principal.ts';
import { database, settings } from '../../database.ts';
import { answer, bodyOf, refusal, unlessAway } from '../jsonAnswer.ts';
import { allBoards, makeBoard } from './boardKeeping.ts';
import { mostBoardBytes, newBoard } from './givenBoard.ts';

export const dynamic = 'force-dynamic';

/** `{boards}`: every board as KeptBoard, the built-in ones first. */
export async function GET(): Promise<Response> {
  await requirePermission('see_walls');
  return unlessAway(async () => answer({ boards: await allBoards(database(), settings().centres) }));
}

/** Makes a board of `{id?, name, centres, tiles}`; 201 with the KeptBoard, 409 `taken` if there is one of that id. */
export async function POST(request: Request): Promise<Response> {
  const who = await requirePermission('edit_boards');
  const board = await bodyOf(request, newBoard, mostBoardBytes);
  if (board instanceof Response) return board;
  return unlessAway(async () => {
    const made = await makeBoard(database(), settings().centres, who, board);
    if ('refused' in made) return refusal(409, 'taken', `There is a board ${board.id} already; choose another id.`);
    await wallControl()?.boardsChanged();
    return answer(made, 201);
  });
}
