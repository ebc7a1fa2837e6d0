import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';

/** A place where somebody is signed in. Instants are epoch ms. The token itself stays in the database. */
export interface SessionRow {
  id: string;
  personId: string;
  personName: string;
  startedAt: number;
  /** When it was last renewed, which happens at most once an hour. */
  seenAt: number;
  expiresAt: number;
  address: string | null;
  userAgent: string | null;
}

/** Sessions that hold now, the latest used first; of one person, or everybody's. */
export async function readSessions(db: Kysely<Schema>, personId?: string): Promise<SessionRow[]> {
  let rows = db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.user_id')
    .where('session.expires_at', '>', sql<number>`now()`)
    .select([
      'session.id',
      'person.id as personId',
      'person.name as personName',
      'session.created_at as startedAt',
      'session.updated_at as seenAt',
      'session.expires_at as expiresAt',
      'session.ip_address as address',
      'session.user_agent as userAgent',
    ])
    .orderBy('session.updated_at', 'desc');
  if (personId !== undefined) rows = rows.where('person.id', '=', personId);
  return rows.execute();
}

/** Ends one session; of this person only, if one is named. Whose it was; null: there is none such. */
export async function endSession(
  db: Kysely<Schema>,
  id: string,
  personId?: string,
): Promise<{ personId: string; address: string | null } | null> {
  let ended = db.deleteFrom('session').where('id', '=', id).returning(['user_id as personId', 'ip_address as address']);
  if (personId !== undefined) ended = ended.where('user_id', '=', personId);
  return (await ended.executeTakeFirst()) ?? null;
}

/** Ends all sessions of a person, but for one perhaps; how many. */
export async function endSessionsOf(db: Kysely<Schema>, personId: string, exceptId?: string): Promise<number> {
  let ended = db.deleteFrom('session').where('user_id', '=', personId).returning('id');
  if (exceptId !== undefined) ended = ended.where('id', '!=', exceptId);
  return (await ended.execute()).length;
}
