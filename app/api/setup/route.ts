import { hashPassword } from 'better-auth/crypto';
import { z } from 'zod';
import { passwordFault } from '#lib/access/passwordRule.ts';
import { isUsername, normalUsername } from '#lib/access/username.ts';
import { writeAudit } from '#lib/database/auditLog.ts';
import { readInvitation, redeemInvitation } from '#lib/database/invitations.ts';
import { addPerson, isAnybodyThere, PersonRefused, setPassword } from '#lib/database/people.ts';
import { endSessionsOf } from '#lib/database/sessions.ts';
import { personChanged } from '../../access/personChanged.ts';
import { database } from '../../database.ts';
import { answer, bodyOf, refusal, unlessAway } from '../jsonAnswer.ts';

export const dynamic = 'force-dynamic';

const body = z.object({
  token: z.string().max(200),
  password: z.string().max(1000),
  name: z.string().trim().max(80).optional(),
  username: z.string().max(100).optional(),
});

/**
 * Uses a one-time link up: `{token, password}` sets an invited person's password, and with `{name, username}` besides, the
 * set-up link makes the first admin. Answers `{username}`, to sign in with.
 */
export async function POST(request: Request): Promise<Response> {
  const asked = await bodyOf(request, body);
  if (asked instanceof Response) return asked;
  return unlessAway(async () => {
    const invitation = await readInvitation(database(), asked.token);
    if (invitation === null) return invalid();
    const first = invitation.for === 'first_admin';
    const name = first ? (asked.name ?? '') : invitation.name;
    const username = first ? normalUsername(asked.username ?? '') : invitation.username;
    if (name === '') return refusal(400, 'name_missing', 'Give the name of the first admin.');
    if (first && !isUsername(username)) return refusal(400, 'username_form', 'A username has 2 to 40 of a–z 0–9 . _ -');
    const fault = passwordFault(asked.password, [username, ...name.split(/\s+/)]);
    if (fault) return refusal(400, fault, 'Choose another password.');
    const hash = await hashPassword(asked.password);
    try {
      let changed: string | null = null;
      const done = await database()
        .transaction()
        .execute(async (db) => {
          const used = await redeemInvitation(db, asked.token);
          if (used === null) return invalid();
          if (used.for === 'person') {
            await setPassword(db, used.personId, hash, false);
            await endSessionsOf(db, used.personId);
            const who = { id: used.personId, name };
            await writeAudit(db, { who, action: 'person.password_chosen', subject: username });
            changed = used.personId;
          } else {
            if (await isAnybodyThere(db)) return invalid();
            const id = await addPerson(db, { name, username, role: 'admin' }, hash, false);
            await writeAudit(db, { who: { id, name }, action: 'person.first_admin', subject: username });
          }
          return answer({ username });
        });
      if (changed !== null) personChanged(changed);
      return done;
    } catch (error) {
      if (error instanceof PersonRefused) return refusal(409, error.reason, 'This cannot be done.');
      throw error;
    }
  });
}

function invalid(): Response {
  return refusal(410, 'invalid_link', 'This link was used, has run out, or never was one.');
}
