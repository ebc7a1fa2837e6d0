import { wallControl } from '#lib/feed/wallControl.ts';
import { requirePermission } from '../../../access/principal.ts';
import { database, settings } from '../../../database.ts';
import { answer, bodyOf, refusal, unlessAway } from '../../jsonAnswer.ts';
import { oneBoard, removeBoard, saveBoard } from '../boardKeeping.ts';
import { changedBoard, mostBoardBytes } from '../givenBoard.ts';

export const dynamic = 'force-dynamic';

interface Context {
  params: Promise<{ id: string }>;
}
const noBoard = (id: string) => refusal(404, 'gone', `There is no board ${id}.`);

/** The KeptBoard. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  await requirePermission('see_walls');
  const { id } = await params;
  return unlessAway(async () => {
    const board = await oneBoard(database(), settings().centres, id);
    return board === null ? noBoard(id) : answer(board);
  });
}

/**
 * Writes `{name, centres, tiles, revision}`, `revision` being the one that was changed; answers the KeptBoard, or 409
 * `conflict` with `newest`, what somebody else has written meanwhile.
 */
export async function PUT(request: Request, { params }: Context): Promise<Response> {
  const who = await requirePermission('edit_boards');
  const { id } = await params;
  const body = await bodyOf(request, changedBoard, mostBoardBytes);
  if (body instanceof Response) return body;
  return unlessAway(async () => {
    const { revision, ...board } = body;
    const saved = await saveBoard(database(), settings().centres, who, { id, ...board }, revision);
    if (!('refused' in saved)) {
      await wallControl()?.boardsChanged();
      return answer(saved);
    }
    if (saved.refused !== 'conflict') return noBoard(id);
    const { newest } = saved;
    return refusal(409, 'conflict', 'Somebody else has changed this board meanwhile; look at theirs first.', {
      newest,
    });
  });
}

/** Deletes the board, and takes it off the screens; of a built-in one only what was changed. */
export async function DELETE(_: Request, { params }: Context): Promise<Response> {
  const who = await requirePermission('edit_boards');
  const { id } = await params;
  return unlessAway(async () => {
    if (!(await removeBoard(database(), settings().centres, who, id))) return noBoard(id);
    await wallControl()?.boardsChanged();
    await wallControl()?.screensChanged();
    return answer({ deleted: id });
  });
}
