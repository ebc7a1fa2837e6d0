import { writeAudit } from '#lib/database/auditLog.ts';
import { invite } from '#lib/database/invitations.ts';
import { readPerson } from '#lib/database/people.ts';
import { requirePermission } from '../../../../access/principal.ts';
import { database } from '../../../../database.ts';
import { answer, refusal, unlessAway } from '../../../jsonAnswer.ts';

export const dynamic = 'force-dynamic';

/** Makes a one-time link by which somebody chooses a new password; answers `{link, expiresAt}`. Earlier links hold no more. */
export async function POST(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const who = await requirePermission('manage_people');
  const { id } = await params;
  return unlessAway(() =>
    database()
      .transaction()
      .execute(async (db) => {
        const person = await readPerson(db, id);
        if (person === null) return refusal(404, 'no_such_person', 'There is no such person.');
        if (person.signsInBy === 'oidc') return refusal(409, 'has_directory', 'This person signs in by a directory.');
        const { token, expiresAt } = await invite(db, id, who.name);
        await writeAudit(db, { who, action: 'person.invited', subject: person.username });
        return answer({ link: `/setup?token=${token}`, expiresAt }, 201);
      }),
  );
}
