import { hashPassword } from 'better-auth/crypto';
import { z } from 'zod';
import { isUsername, normalUsername } from '#lib/access/username.ts';
import { writeAudit } from '#lib/database/auditLog.ts';
import { invite } from '#lib/database/invitations.ts';
import { addPerson, readPeople } from '#lib/database/people.ts';
import { requirePermission } from '../../access/principal.ts';
import { database } from '../../database.ts';
import { answer, bodyOf, refusal, unlessAway } from '../jsonAnswer.ts';
import { nameField, passwordField, refusedPassword, roleField, unlessRefused } from './personBody.ts';

export const dynamic = 'force-dynamic';

/** Everybody who may sign in. */
export async function GET(): Promise<Response> {
  await requirePermission('manage_people');
  return unlessAway(async () => answer({ people: await readPeople(database()) }));
}

const body = z.object({ name: nameField, username: z.string().max(100), role: roleField, password: passwordField });

/**
 * `{name, username, role}` adds a person and answers `{id, link, expiresAt}`, the path of a one-time link by which they choose
 * a password; with `{password}` there is no link, and they change it when they first sign in.
 */
export async function POST(request: Request): Promise<Response> {
  const who = await requirePermission('manage_people');
  const asked = await bodyOf(request, body);
  if (asked instanceof Response) return asked;
  const username = normalUsername(asked.username);
  if (!isUsername(username)) return refusal(400, 'username_form', 'A username has 2 to 40 of a–z 0–9 . _ -');
  const { name, role, password } = asked;
  const refused = password === undefined ? null : refusedPassword(password, username, name);
  if (refused) return refused;
  const hash = password === undefined ? null : await hashPassword(password);
  return unlessAway(() =>
    unlessRefused(() =>
      database()
        .transaction()
        .execute(async (db) => {
          const id = await addPerson(db, { name, username, role }, hash, hash !== null);
          const detail = { name, role, by: hash === null ? 'link' : 'password' };
          await writeAudit(db, { who, action: 'person.added', subject: username, detail });
          if (hash !== null) return answer({ id }, 201);
          const { token, expiresAt } = await invite(db, id, who.name);
          return answer({ id, link: `/setup?token=${token}`, expiresAt }, 201);
        }),
    ),
  );
}
