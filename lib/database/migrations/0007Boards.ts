import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // `definition`: a Board without its id; checked on reading. `revision` counts changes, so that two editors meet.
  `create table board (
    id text primary key,
    revision integer not null check (revision > 0),
    definition jsonb not null,
    changed_at timestamptz not null default now(),
    changed_by text not null
  )`,
  `create table ticker (
    id text primary key,
    text text not null,
    centre text,
    urgent boolean not null,
    sent_by text not null,
    starts_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > starts_at)
  )`,
  'create index ticker_expires on ticker (expires_at)',
  // `id` is made of the content, so that a picture never changes under its address and the same one is kept once.
  `create table picture (
    id text primary key,
    media_type text not null,
    content bytea not null,
    width integer not null,
    height integer not null,
    name text not null,
    added_at timestamptz not null default now(),
    added_by text not null
  )`,
];
