import { z } from 'zod';
import { wallControl } from '#lib/feed/wallControl.ts';
import { screenNameSchema, screenSettingsSchema } from '#lib/screen/screenSettings.ts';
import { requirePermission } from '../../../access/principal.ts';
import { database } from '../../../database.ts';
import { answer, bodyOf, refusal, unlessAway } from '../../jsonAnswer.ts';
import { endScreen, saveScreen } from '../screenKeeping.ts';

export const dynamic = 'force-dynamic';

interface Context {
  params: Promise<{ id: string }>;
}
const noScreen = () => refusal(404, 'gone', 'There is no such screen, or its pairing is over.');
const changed = z.object({ name: screenNameSchema, settings: screenSettingsSchema });

/** Writes `{name, settings}`; the screen shows it within a second. */
export async function PUT(request: Request, { params }: Context): Promise<Response> {
  const who = await requirePermission('manage_screens');
  const { id } = await params;
  const body = await bodyOf(request, changed);
  if (body instanceof Response) return body;
  return unlessAway(async () => {
    if (!(await saveScreen(database(), who, id, body))) return noScreen();
    await wallControl()?.screensChanged();
    return answer({ id, ...body });
  });
}

/** Ends the pairing: the screen is cut off at once and its token is worth nothing. */
export async function DELETE(_: Request, { params }: Context): Promise<Response> {
  const who = await requirePermission('manage_screens');
  const { id } = await params;
  return unlessAway(async () => {
    if (!(await endScreen(database(), who, id))) return noScreen();
    await wallControl()?.screensChanged();
    return answer({ revoked: id });
  });
}
