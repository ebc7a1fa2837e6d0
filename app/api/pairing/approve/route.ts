import { z } from 'zod';
import { waitingPairing } from '#lib/database/pairings.ts';
import { wallControl } from '#lib/feed/wallControl.ts';
import { screenNameSchema, screenSettingsSchema } from '#lib/screen/screenSettings.ts';
import { shownUserCode, typedUserCode } from '#lib/screen/userCode.ts';
import { requirePermission } from '../../../access/principal.ts';
import { database } from '../../../database.ts';
import { answer, bodyOf, refusal, unlessAway } from '../../jsonAnswer.ts';
import { approveScreen } from '../../screens/screenKeeping.ts';
import { rightCode, typedCode } from '../typedCode.ts';

export const dynamic = 'force-dynamic';

const noSuchCode = () => refusal(404, 'no_such_code', 'No TV waits with this code; look at its screen again.');

/** Does a TV wait with `?code=`? `{userCode, expiresAt}`. */
export async function GET(request: Request): Promise<Response> {
  const who = await requirePermission('manage_screens');
  const code = typedUserCode(new URL(request.url).searchParams.get('code') ?? '');
  const now = Date.now();
  const wait = typedCode(who.id, now);
  if (wait !== null) return wait;
  return unlessAway(async () => {
    const waiting = code === null ? null : await waitingPairing(database(), code, now);
    if (code === null || waiting === null) return noSuchCode();
    rightCode(who.id);
    return answer({ userCode: shownUserCode(code), ...waiting });
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
  const now = Date.now();
  const wait = typedCode(who.id, now);
  if (wait !== null) return wait;
  return unlessAway(async () => {
    const approved = code === null ? 'no_such_code' : await approveScreen(database(), who, code, rest, now);
    if (approved === 'no_such_code') return noSuchCode();
    rightCode(who.id);
    if (approved === 'gone')
      return refusal(404, 'gone', 'This screen is not paired any more; pair the TV as a new one.');
    await wallControl()?.screensChanged();
    return answer({ screen: approved.id });
  });
}
