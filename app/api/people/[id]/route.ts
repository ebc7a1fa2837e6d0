import { z } from 'zod';
import { writeAudit } from '#lib/database/auditLog.ts';
import { changePerson, type PersonRefused, readPerson, removePerson } from '#lib/database/people.ts';
import { personChanged } from '../../../access/personChanged.ts';
import { requirePermission } from '../../../access/principal.ts';
import { database } from '../../../database.ts';
import { answer, bodyOf, refusal, unlessAway } from '../../jsonAnswer.ts';
import { nameField, roleField, unlessRefused } from '../personBody.ts';

export const dynamic = 'force-dynamic';

interface Context {
  params: Promise<{ id: string }>;
}

const body = z.object({ name: nameField.optional(), role: roleField.optional(), disabled: z.boolean().optional() });

/** `{name?, role?, disabled?}` changes what is given; whoever is disabled is out at once. */
export async function PUT(request: Request, { params }: Context): Promise<Response> {
  const who = await requirePermission('manage_people');
  const asked = await bodyOf(request, body);
  if (asked instanceof Response) return asked;
  const { id } = await params;
  return changing(id, () =>
    database()
      .transaction()
      .execute(async (db) => {
        const before = await readPerson(db, id);
        if (before === null) return gone();
        const isDisabled = before.disabledAt !== null;
        const disabled = asked.disabled === isDisabled ? undefined : asked.disabled;
        const name = asked.name === before.name ? undefined : asked.name;
        const role = asked.role === before.role ? undefined : asked.role;
        if (name === undefined && role === undefined && disabled === undefined) return answer({ changed: false });
        await changePerson(db, id, {
          ...(name === undefined ? {} : { name }),
          ...(role === undefined ? {} : { role }),
          ...(disabled === undefined ? {} : { disabled }),
        });
        const subject = before.username;
        if (name !== undefined || role !== undefined) {
          const detail = {
            ...(name === undefined ? {} : { name: [before.name, name] }),
            ...(role === undefined ? {} : { role: [before.role, role] }),
          };
          await writeAudit(db, { who, action: 'person.changed', subject, detail });
        }
        if (disabled !== undefined)
          await writeAudit(db, { who, action: disabled ? 'person.disabled' : 'person.enabled', subject });
        return answer({ changed: true });
      }),
  );
}

/** Removes a person with their sessions and links. */
export async function DELETE(_request: Request, { params }: Context): Promise<Response> {
  const who = await requirePermission('manage_people');
  const { id } = await params;
  return changing(id, () =>
    database()
      .transaction()
      .execute(async (db) => {
        const before = await readPerson(db, id);
        if (before === null) return gone();
        await removePerson(db, id);
        const { username: subject, name, role } = before;
        await writeAudit(db, { who, action: 'person.removed', subject, detail: { name, role } });
        return answer({ removed: true });
      }),
  );
}

async function changing(id: string, work: () => Promise<Response>): Promise<Response> {
  const done = await unlessAway(() => unlessRefused(work));
  if (done.ok) personChanged(id);
  return done;
}

function gone(): Response {
  return refusal(404, 'no_such_person' satisfies PersonRefused['reason'], 'There is no such person.');
}
