import { wallControl } from '#lib/feed/wallControl.ts';
import { requirePermission } from '../../access/principal.ts';
import { database } from '../../database.ts';
import { answer, unlessAway } from '../jsonAnswer.ts';
import { listedScreens } from './screenKeeping.ts';

export const dynamic = 'force-dynamic';

/** `{screens}`: every paired TV as ListedScreen, by name. */
export async function GET(): Promise<Response> {
  await requirePermission('manage_screens');
  return unlessAway(async () =>
    answer({ screens: await listedScreens(database(), wallControl()?.liveScreens() ?? []) }),
  );
}
