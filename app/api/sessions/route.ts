import { writeAudit } from '#lib/database/auditLog.ts';
import { endSessionsOf } from '#lib/database/sessions.ts';
import { personChanged } from '../../access/personChanged.ts';
import { requirePerson } from '../../access/principal.ts';
import { sessionIdOf } from '../../access/sessionIdOf.ts';
import { database } from '../../database.ts';
import { answer, unlessAway } from '../jsonAnswer.ts';

export const dynamic = 'force-dynamic';

/** Ends one's own sessions, but for the one that asks; answers how many. */
export async function DELETE(): Promise<Response> {
  const who = await requirePerson();
  return unlessAway(async () => {
    const db = database();
    const own = await sessionIdOf(db);
    const ended = await db.transaction().execute(async (transaction) => {
      const count = await endSessionsOf(transaction, who.id, own ?? undefined);
      const detail = { sessions: count };
      if (count > 0) await writeAudit(transaction, { who, action: 'session.ended', subject: who.username, detail });
      return count;
    });
    personChanged(who.id);
    return answer({ ended });
  });
}
