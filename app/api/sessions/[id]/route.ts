import { may } from '#lib/access/role.ts';
import { writeAudit } from '#lib/database/auditLog.ts';
import { readPerson } from '#lib/database/people.ts';
import { endSession } from '#lib/database/sessions.ts';
import { personChanged } from '../../../access/personChanged.ts';
import { requirePerson } from '../../../access/principal.ts';
import { database } from '../../../database.ts';
import { answer, refusal, unlessAway } from '../../jsonAnswer.ts';

export const dynamic = 'force-dynamic';

/** Ends one session: one's own, or anybody's for whom may manage people. */
export async function DELETE(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const who = await requirePerson();
  const { id } = await params;
  return unlessAway(async () => {
    const everybodys = may(who.role, 'manage_people');
    const ended = await database()
      .transaction()
      .execute(async (db) => {
        const session = await endSession(db, id, everybodys ? undefined : who.id);
        if (session === null) return null;
        const subject = (await readPerson(db, session.personId))?.username ?? session.personId;
        await writeAudit(db, { who, action: 'session.ended', subject, detail: { address: session.address } });
        return session;
      });
    if (ended === null) return refusal(404, 'gone', 'There is no such session, or it is over already.');
    personChanged(ended.personId);
    return answer({ ended: true });
  });
}
