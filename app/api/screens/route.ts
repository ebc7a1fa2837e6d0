import { wallControl } from '#lib/feed/wallControl.ts';
import { requirePermission } from '../../access/principal.ts';
import { database } from '../../database.ts';
import { answer, unlessAway } from '../jsonAnswer.ts';
import { listedScreens } from './screenKeeping.ts';

export const dynamic = 'force-dynamic';

/** `{screens, build, now}`: every paired TV as ListedScreen, by name; this server's build, and its clock, epoch ms. */
export async function GET(): Promise<Response> {
  await requirePermission('manage_screens');
  return unlessAway(async () => {
    const wall = wallControl();
    const screens = await listedScreens(database(), wall?.liveScreens() ?? []);
    return answer({ screens, build: wall?.build ?? null, now: Date.now() });
  });
}
