import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // `settings`: ScreenSettings, checked on reading. `token_hash` null: approved, its token not fetched yet.
  `create table screen (
    id text primary key,
    name text not null,
    settings jsonb not null,
    token_hash text unique,
    paired_at timestamptz not null default now(),
    paired_by text not null,
    last_seen timestamptz,
    last_report jsonb,
    revoked_at timestamptz
  )`,
  // A pairing in progress; gone when the screen has fetched its token, or shortly after it expired. Codes only as hashes but
  // for the one that is shown on the TV.
  `create table screen_pairing (
    device_code_hash text primary key,
    user_code text not null unique,
    state text not null check (state in ('pending', 'approved', 'denied')),
    screen text references screen (id) on delete cascade,
    interval_seconds integer not null,
    last_polled_at timestamptz,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
  )`,
  'create index screen_pairing_expires on screen_pairing (expires_at)',
];
