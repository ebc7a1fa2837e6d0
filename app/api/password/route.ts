import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { z } from 'zod';
import { passwordFault } from '#lib/access/passwordRule.ts';
import { SignInLimit } from '#lib/access/signInLimit.ts';
import { writeAudit } from '#lib/database/auditLog.ts';
import { readPasswordHash, setPassword } from '#lib/database/people.ts';
import { endSessionsOf } from '#lib/database/sessions.ts';
import { personChanged } from '../../access/personChanged.ts';
import { requirePerson } from '../../access/principal.ts';
import { sessionIdOf } from '../../access/sessionIdOf.ts';
import { database } from '../../database.ts';
import { answer, bodyOf, refusal, unlessAway } from '../jsonAnswer.ts';

export const dynamic = 'force-dynamic';

const body = z.object({ current: z.string().max(1000), next: z.string().max(1000) });
/** Whoever found a session open may not guess the password that it was opened with. */
const limit = new SignInLimit();

/** `{current, next}`: changes one's own password and ends one's other sessions. */
export async function POST(request: Request): Promise<Response> {
  const who = await requirePerson();
  const asked = await bodyOf(request, body);
  if (asked instanceof Response) return asked;
  return unlessAway(async () => {
    const db = database();
    const hash = await readPasswordHash(db, who.id);
    if (hash === null) return refusal(409, 'has_directory', 'This person signs in by a directory.');
    // What others do keeps nobody from changing their own.
    const tried = [who.id, who.id] as const;
    const wait = limit.begin(...tried);
    if (wait !== null) return refusal(429, 'wrong', 'Too many tries.', { waitUntil: wait.until });
    if (!(await verifyPassword({ hash, password: asked.current }))) {
      limit.failed(...tried);
      return refusal(400, 'wrong', 'The current password is wrong.');
    }
    limit.succeeded(...tried);
    const fault = passwordFault(asked.next, [who.username, ...who.name.split(/\s+/)]);
    if (fault) return refusal(400, fault, 'Choose another password.');
    if (asked.next === asked.current) return refusal(400, 'same', 'The new password is the current one.');
    const next = await hashPassword(asked.next);
    const own = await sessionIdOf(db);
    await db.transaction().execute(async (transaction) => {
      await setPassword(transaction, who.id, next, false);
      await endSessionsOf(transaction, who.id, own ?? undefined);
      await writeAudit(transaction, { who, action: 'person.password_changed', subject: who.username });
    });
    personChanged(who.id);
    return answer({ changed: true });
  });
}
