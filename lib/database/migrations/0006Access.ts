import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // These four are better-auth's; a test holds their columns against what the version in use asks for.
  `create table person (
    id text primary key,
    name text not null,
    email text not null unique,
    email_verified boolean not null default false,
    image text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    username text unique,
    role text not null check (role in ('viewer', 'supervisor', 'manager', 'admin')),
    disabled_at timestamptz,
    must_change_password boolean not null default false,
    last_signed_in_at timestamptz
  )`,
  `create table session (
    id text primary key,
    token text not null unique,
    user_id text not null references person (id) on delete cascade,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    ip_address text,
    user_agent text
  )`,
  'create index session_user_id on session (user_id)',
  `create table account (
    id text primary key,
    account_id text not null,
    provider_id text not null,
    user_id text not null references person (id) on delete cascade,
    access_token text,
    refresh_token text,
    id_token text,
    access_token_expires_at timestamptz,
    refresh_token_expires_at timestamptz,
    scope text,
    password text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (provider_id, account_id)
  )`,
  'create index account_user_id on account (user_id)',
  `create table verification (
    id text primary key,
    identifier text not null,
    value text not null,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  'create index verification_identifier on verification (identifier)',
  // One-time links. `person_id` null: the set-up link, which makes the first admin.
  `create table invitation (
    token_hash text primary key,
    person_id text references person (id) on delete cascade,
    created_by text,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
  )`,
  'create index invitation_person_id on invitation (person_id)',
  // Names stand beside ids, and nothing refers to persons: what was done stays told when they are gone.
  `create table audit_log (
    id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    person_id text,
    person_name text,
    action text not null,
    subject text not null,
    detail jsonb
  )`,
  'create index audit_log_at on audit_log (at)',
];
