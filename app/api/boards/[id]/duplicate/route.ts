import { z } from 'zod';
import { boardSchema } from '#lib/board/board.ts';
import { wallControl } from '#lib/feed/wallControl.ts';
import { requirePermission } from '../../../../access/principal.ts';
import { database, settings } from '../../../../database.ts';
import { answer, bodyOf, refusal, unlessAway } from '../../../jsonAnswer.ts';
import { makeBoard, oneBoard } from '../../boardKeeping.ts';

export const dynamic = 'force-dynamic';

const wanted = z.object({ name: boardSchema.shape.name });

/** Makes a board like this one under `{name}`; 201 with the new KeptBoard. */
export async function POST(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const who = await requirePermission('edit_boards');
  const { id } = await params;
  const body = await bodyOf(request, wanted);
  if (body instanceof Response) return body;
  return unlessAway(async () => {
    const { centres } = settings();
    const board = await oneBoard(database(), centres, id);
    if (board === null) return refusal(404, 'gone', `There is no board ${id}.`);
    const copy = { name: body.name, centres: board.centres, tiles: board.tiles };
    const made = await makeBoard(database(), centres, who, copy, 'board.duplicated');
    if ('refused' in made) return refusal(409, 'taken', 'Another board has just taken this name; try again.');
    await wallControl()?.boardsChanged();
    return answer(made, 201);
  });
}
