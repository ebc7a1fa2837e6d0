import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // `rule`: an AlarmRule without its id; checked on reading. A row takes the place of the built-in rule of its id.
  `create table alarm_rule (
    id text primary key,
    revision integer not null check (revision > 0),
    rule jsonb not null,
    changed_at timestamptz not null default now(),
    changed_by text not null
  )`,
  `create table alarm_setting (
    id boolean primary key default true check (id),
    settings jsonb not null,
    changed_at timestamptz not null default now(),
    changed_by text not null
  )`,
  `create table alarm_recipient (
    id text primary key,
    recipient jsonb not null,
    secret text,
    changed_at timestamptz not null default now(),
    changed_by text not null
  )`,
  `create table alarm_log (
    id text primary key,
    rule text not null,
    name text not null,
    kind text not null,
    level text not null,
    target text not null,
    centre text,
    queue text,
    source text,
    raised_at timestamptz not null,
    value double precision,
    worst double precision,
    limit_value double precision,
    delivered boolean not null,
    cleared_at timestamptz,
    ended_because text,
    acknowledged_at timestamptz,
    acknowledged_by text
  )`,
  'create index alarm_log_raised on alarm_log (raised_at)',
  'create index alarm_log_standing on alarm_log (raised_at) where cleared_at is null',
  // One row a message, so that none is sent twice and none is forgotten, whichever process is restarted.
  `create table alarm_delivery (
    id text primary key default gen_random_uuid(),
    alarm text not null references alarm_log on delete cascade,
    recipient text not null references alarm_recipient on delete cascade,
    event text not null,
    state text not null default 'waiting',
    tries integer not null default 0,
    next_at timestamptz not null default now(),
    last_error text,
    made_at timestamptz not null default now(),
    done_at timestamptz,
    unique (alarm, recipient, event)
  )`,
  "create index alarm_delivery_waiting on alarm_delivery (next_at) where state = 'waiting'",
];
