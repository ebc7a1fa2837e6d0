import { randomUUID } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Role } from '#lib/access/role.ts';
import type { Schema } from './schema.ts';

/** Somebody who may sign in, as Settings shows them. Instants are epoch ms. */
export interface Person {
  id: string;
  name: string;
  username: string;
  role: Role;
  /** null: they may sign in. */
  disabledAt: number | null;
  /** The password was set by somebody else: the next sign-in asks for another. */
  mustChangePassword: boolean;
  createdAt: number;
  lastSignedInAt: number | null;
  /** How they sign in; null: not yet, their invitation is open or has run out. */
  signsInBy: 'password' | 'oidc' | null;
  /** Until when their one-time link holds; null: there is none. */
  invitedUntil: number | null;
  /** Sessions that hold now. */
  sessions: number;
}

/** A change that cannot be made, by a word that the page translates. */
export class PersonRefused extends Error {
  override name = 'PersonRefused';
  readonly reason: 'username_taken' | 'last_admin' | 'no_such_person' | 'has_directory';
  constructor(reason: PersonRefused['reason']) {
    super(reason);
    this.reason = reason;
  }
}

/** The name of the way to sign in by password, in `account.provider_id`. */
const byPassword = 'credential';

/** All, by name; sort them the Turkish way on the screen. */
export async function readPeople(db: Kysely<Schema>): Promise<Person[]> {
  const { rows } = await sql<Person>`
    select id, name, coalesce(username, id) as username, role, disabled_at as "disabledAt",
      must_change_password as "mustChangePassword", created_at as "createdAt", last_signed_in_at as "lastSignedInAt",
      (select case when bool_or(provider_id = ${byPassword}) then 'password' when count(*) > 0 then 'oidc' end
        from account where user_id = person.id) as "signsInBy",
      (select max(expires_at) from invitation where person_id = person.id and expires_at > now()) as "invitedUntil",
      (select count(*)::int from session where user_id = person.id and expires_at > now()) as sessions
    from person order by name, id`.execute(db);
  return rows;
}

/** null: there is none. */
export async function readPerson(db: Kysely<Schema>, id: string): Promise<Person | null> {
  return (await readPeople(db)).find((person) => person.id === id) ?? null;
}

/** Does anybody exist yet? Else the set-up link makes the first admin. */
export async function isAnybodyThere(db: Kysely<Schema>): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`select exists (select from person) as there`.execute(db);
  return rows[0]?.there ?? false;
}

/**
 * @param passwordHash as better-auth makes it; null: they come in by an invitation
 * @throws PersonRefused `username_taken`
 */
export async function addPerson(
  db: Kysely<Schema>,
  person: { name: string; username: string; role: Role },
  passwordHash: string | null,
  mustChangePassword: boolean,
): Promise<string> {
  const id = randomUUID();
  const added = await db
    .insertInto('person')
    .values({
      id,
      name: person.name,
      username: person.username,
      role: person.role,
      email: `${id}@person.invalid`,
      email_verified: false,
      must_change_password: mustChangePassword,
    })
    .onConflict((conflict) => conflict.column('username').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) throw new PersonRefused('username_taken');
  if (passwordHash !== null) await writePasswordHash(db, id, passwordHash);
  return id;
}

/**
 * Changes what is given. One admin who can sign in always remains, however many changes come at once.
 *
 * @throws PersonRefused `no_such_person`, `last_admin`, `has_directory` (the role of whom a directory knows is the directory's)
 */
export async function changePerson(
  db: Transaction<Schema>,
  id: string,
  change: { name?: string; role?: Role; disabled?: boolean },
): Promise<void> {
  await sql`lock table person in share row exclusive mode`.execute(db);
  if (change.role !== undefined && (await signsInByDirectory(db, id))) throw new PersonRefused('has_directory');
  const changed = await db
    .updateTable('person')
    .set({
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.role === undefined ? {} : { role: change.role }),
      ...(change.disabled === undefined ? {} : { disabled_at: change.disabled ? sql<number>`now()` : null }),
      updated_at: sql<number>`now()`,
    })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  if (!changed) throw new PersonRefused('no_such_person');
  if (change.disabled) await db.deleteFrom('session').where('user_id', '=', id).execute();
  await keepAnAdmin(db);
}

/** What they did stays in the audit log. @throws PersonRefused `no_such_person`, `last_admin` */
export async function removePerson(db: Transaction<Schema>, id: string): Promise<void> {
  await sql`lock table person in share row exclusive mode`.execute(db);
  const removed = await db.deleteFrom('person').where('id', '=', id).returning('id').executeTakeFirst();
  if (!removed) throw new PersonRefused('no_such_person');
  await keepAnAdmin(db);
}

async function signsInByDirectory(db: Kysely<Schema>, id: string): Promise<boolean> {
  const ways = await db.selectFrom('account').where('user_id', '=', id).select('provider_id').execute();
  return ways.some(({ provider_id }) => provider_id !== byPassword);
}

async function keepAnAdmin(db: Kysely<Schema>): Promise<void> {
  const { rows } = await sql`select from person where role = 'admin' and disabled_at is null limit 1`.execute(db);
  if (rows.length === 0) throw new PersonRefused('last_admin');
}

/** The hash of somebody's password; null: they have none. */
export async function readPasswordHash(db: Kysely<Schema>, id: string): Promise<string | null> {
  const row = await db
    .selectFrom('account')
    .where('user_id', '=', id)
    .where('provider_id', '=', byPassword)
    .select('password')
    .executeTakeFirst();
  return row?.password ?? null;
}

/** Sets somebody's password, and whether the next sign-in asks for another. */
export async function setPassword(
  db: Kysely<Schema>,
  id: string,
  passwordHash: string,
  mustChangePassword: boolean,
): Promise<void> {
  await writePasswordHash(db, id, passwordHash);
  await db
    .updateTable('person')
    .set({ must_change_password: mustChangePassword, updated_at: sql<number>`now()` })
    .where('id', '=', id)
    .execute();
}

async function writePasswordHash(db: Kysely<Schema>, id: string, passwordHash: string): Promise<void> {
  await db
    .insertInto('account')
    .values({ id: randomUUID(), account_id: id, provider_id: byPassword, user_id: id, password: passwordHash })
    .onConflict((conflict) =>
      conflict
        .columns(['provider_id', 'account_id'])
        .doUpdateSet({ password: passwordHash, updated_at: sql<number>`now()` }),
    )
    .execute();
}

/** Notes for the list of people that somebody signed in now; null: there is no such person. */
export async function noteSignIn(
  db: Kysely<Schema>,
  id: string,
): Promise<{ name: string; username: string | null; role: Role } | null> {
  const row = await db
    .updateTable('person')
    .set({ last_signed_in_at: sql<number>`now()` })
    .where('id', '=', id)
    .returning(['name', 'username', 'role'])
    .executeTakeFirst();
  return row ?? null;
}

/** Whom a directory's subject belongs to, or null. */
export async function personOfSubject(
  db: Kysely<Schema>,
  providerId: string,
  subject: string,
): Promise<{ id: string; name: string; role: Role } | null> {
  const row = await db
    .selectFrom('account')
    .innerJoin('person', 'person.id', 'account.user_id')
    .where('provider_id', '=', providerId)
    .where('account_id', '=', subject)
    .select(['person.id', 'person.name', 'person.role'])
    .executeTakeFirst();
  return row ?? null;
}

/** The wanted username, or the next one that is free: `ayse`, `ayse-2`, `ayse-3`. */
export async function freeUsername(db: Kysely<Schema>, wanted: string): Promise<string> {
  const taken = new Set((await db.selectFrom('person').select('username').execute()).map(({ username }) => username));
  for (let nth = 1; ; nth += 1) {
    const name = nth === 1 ? wanted : `${wanted}-${nth}`;
    if (!taken.has(name)) return name;
  }
}

/** By username; null: there is none. */
export async function personNamed(
  db: Kysely<Schema>,
  username: string,
): Promise<{ id: string; name: string; role: Role } | null> {
  const row = await db
    .selectFrom('person')
    .where('username', '=', username)
    .select(['id', 'name', 'role'])
    .executeTakeFirst();
  return row ?? null;
}
