import { z } from 'zod';
import { writeAudit } from '#lib/database/auditLog.ts';
import { decidePairing } from '#lib/database/pairings.ts';
import { shownUserCode, typedUserCode } from '#lib/screen/userCode.ts';
import { requirePermission } from '../../../access/principal.ts';
import { database } from '../../../database.ts';
import { answer, bodyOf, refusal, unlessAway } from '../../jsonAnswer.ts';
import { rightCode, typedCode } from '../typedCode.ts';

export const dynamic = 'force-dynamic';

const denial = z.object({ userCode: z.string().max(40) });

/** Refuses the TV that shows `userCode`. */
export async function POST(request: Request): Promise<Response> {
  const who = await requirePermission('manage_screens');
  const body = await bodyOf(request, denial);
  if (body instanceof Response) return body;
  const code = typedUserCode(body.userCode);
  const now = Date.now();
  const wait = typedCode(who.id, now);
  if (wait !== null) return wait;
  return unlessAway(async () => {
    if (code === null || !(await decidePairing(database(), code, null, now)))
      return refusal(404, 'no_such_code', 'No TV waits with this code.');
    rightCode(who.id);
    await writeAudit(database(), { who, action: 'screen.pairing_denied', subject: shownUserCode(code) });
    return answer({ denied: shownUserCode(code) });
  });
}
