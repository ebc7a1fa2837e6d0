import { z } from 'zod';
import { waitingPairing } from '#lib/database/pairings.ts';
import { wallControl } from '#lib/feed/wallControl.ts';
import { screenNameSchema, screenSettingsSchema } from '#lib/screen/screenSettings.ts';
import { shownUserCode, typedUserCode } from '#lib/screen/userCode.ts';
import { requirePermission } from '../../../access/principal.ts';
import { database } from '../../../database.ts';
import { answer, bodyOf, refusal, unlessAway } from '../../jsonAnswer.ts';
import { approveScreen } from '../../screens/screenKeeping.ts';
import { pairingLimits } from '../pairingLimits.ts';

export const dynamic = 'force-dynamic';

const noSuchCode = () => refusal(404, 'no_such_code', 'No TV waits with this code; look at its screen again.');

/** Does a TV wait with `?code=`? `{userCode, expiresAt}`. */
export async function GET(request: Request): Promise<Response> {
  const who = await requirePermission('manage_screens');
  const code = typedUserCode(new URL(request.url).searchParams.get('code') ?? '');
  return unlessAway(async () => {
    const now = Date.now();
    const waiting = code === null ? null : await waitingPairing(database(), code, now);
    if (code !== null && waiting !== null) return answer({ userCode: shownUserCode(code), ...waiting });
    return wrongCode(who.id, now);
  });
}

const approval = z.object({
  userCode: z.string().max(40),
  name: screenNameSchema,
  settings: screenSettingsSchema,
  /** The id of a screen that was paired before and lost its token; absent: a new one. */
  screen: z.string().max(60).optional(),
});

/** Approves the TV that shows `userCode`; answers `{screen}`, its id. */
export async function POST(request: Request): Promise<Response> {
  const who = await requirePermission('manage_screens');
  const body = await bodyOf(request, approval);
  if (body instanceof Response) return body;
  const { userCode, ...rest } = body;
  const code = typedUserCode(userCode);
  return unlessAway(async () => {
    const now = Date.now();
    const approved = code === null ? 'no_such_code' : await approveScreen(database(), who, code, rest, now);
    if (approved === 'no_such_code') return wrongCode(who.id, now);
    if (approved === 'gone')
      return refusal(404, 'gone', 'This screen is not paired any more; pair the TV as a new one.');
    await wallControl()?.screensChanged();
    return answer({ screen: approved.id });
  });
}

/** Who types many codes that are none is not reading them off a TV. */
function wrongCode(personId: string, now: number): Response {
  const wait = pairingLimits().wrongCodes.take(personId, now);
  if (wait === null) return noSuchCode();
  return refusal(429, 'slow_down', `Too many codes that no TV shows; try again in ${wait} s.`);
}
