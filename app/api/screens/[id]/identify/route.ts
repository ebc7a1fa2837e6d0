import { wallControl } from '#lib/feed/wallControl.ts';
import { requirePermission } from '../../../../access/principal.ts';
import { answer, refusal } from '../../../jsonAnswer.ts';

export const dynamic = 'force-dynamic';

/** Has the screen flash its name; 409 `not_connected` when it is not there. */
export async function POST(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  await requirePermission('manage_screens');
  const { id } = await params;
  if (wallControl()?.identify(id)) return answer({ identified: id });
  return refusal(409, 'not_connected', 'This screen is not connected now.');
}
