import type { Kysely } from 'kysely';
import { cookies } from 'next/headers';
import { sessionCookie } from '#lib/access/cookieNames.ts';
import type { Schema } from '#lib/database/schema.ts';

/** The id of the session that the request came with, so that it can be told apart from the person's others. */
export async function sessionIdOf(db: Kysely<Schema>): Promise<string | null> {
  // The web process has checked the signature behind the dot.
  const token = (await cookies()).get(sessionCookie)?.value.split('.')[0];
  if (!token) return null;
  const row = await db.selectFrom('session').where('token', '=', token).select('id').executeTakeFirst();
  return row?.id ?? null;
}
