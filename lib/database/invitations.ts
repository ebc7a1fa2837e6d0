import { type Kysely, sql } from 'kysely';
import { newToken, tokenHash } from '#lib/access/oneTimeToken.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

/** What a one-time link is for: an account whose password it sets, or the first admin. */
export type Invitation = { for: 'first_admin' } | { for: 'person'; personId: string; name: string; username: string };

const dayMs = 86_400_000;
/** How long an invitation holds; the set-up link is made anew at each start. */
export const invitationMs = 7 * dayMs;

/**
 * A new link's token, in place of the one that the same person had before.
 *
 * @param personId null: for the first admin
 * @param createdBy the name of whoever made it; null: the installation itself
 */
export async function invite(
  db: Kysely<Schema>,
  personId: string | null,
  createdBy: string | null,
  holdsMs: number = invitationMs,
): Promise<{ token: string; expiresAt: number }> {
  const token = newToken();
  const expiresAt = Date.now() + holdsMs;
  await revokeInvitations(db, personId);
  await db
    .insertInto('invitation')
    .values({
      token_hash: tokenHash(token),
      person_id: personId,
      created_by: createdBy,
      expires_at: instant(expiresAt),
    })
    .execute();
  return { token, expiresAt };
}

/** What the link is for; null: it is used, has run out, or never was one. */
export async function readInvitation(db: Kysely<Schema>, token: string): Promise<Invitation | null> {
  const row = await db
    .selectFrom('invitation')
    .leftJoin('person', 'person.id', 'invitation.person_id')
    .where('token_hash', '=', tokenHash(token))
    .where('expires_at', '>', sql<number>`now()`)
    .where('person.disabled_at', 'is', null)
    .select(['invitation.person_id as personId', 'person.name', 'person.username'])
    .executeTakeFirst();
  if (!row) return null;
  if (row.personId === null) return { for: 'first_admin' };
  return { for: 'person', personId: row.personId, name: row.name ?? '', username: row.username ?? row.personId };
}

/** Uses a link up, once however many ask at the same time. */
export async function redeemInvitation(db: Kysely<Schema>, token: string): Promise<Invitation | null> {
  const invitation = await readInvitation(db, token);
  if (invitation === null) return null;
  const used = await db
    .deleteFrom('invitation')
    .where('token_hash', '=', tokenHash(token))
    .returning('token_hash')
    .executeTakeFirst();
  return used ? invitation : null;
}

/** Links of a person, or for the first admin, hold no more. */
async function revokeInvitations(db: Kysely<Schema>, personId: string | null): Promise<void> {
  await db
    .deleteFrom('invitation')
    .where('person_id', personId === null ? 'is' : '=', personId)
    .execute();
}
