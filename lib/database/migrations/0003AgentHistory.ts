import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // Rows end once and change no indexed column but in the two small indexes of what lasts long.
  `create table agent_state (
    exchange text not null,
    agent text not null,
    started_at timestamptz not null,
    ended_at timestamptz check (ended_at >= started_at),
    since timestamptz not null,
    agent_name text not null,
    state text not null,
    queue text,
    pause_reason text,
    primary key (exchange, agent, started_at)
  ) with (fillfactor = 90)`,
  'create index agent_state_started on agent_state (exchange, started_at)',
  // A range is read from a day before its start on; what lasts longer is found here.
  `create index agent_state_long on agent_state (exchange, started_at)
    where ended_at is null or ended_at - started_at > interval '1 day'`,
  `create table agent_membership (
    exchange text not null,
    agent text not null,
    queue text not null,
    started_at timestamptz not null,
    ended_at timestamptz check (ended_at >= started_at),
    since timestamptz not null,
    agent_name text not null,
    paused boolean not null,
    pause_reason text,
    kind text,
    primary key (exchange, agent, queue, started_at)
  )`,
  'create index agent_membership_started on agent_membership (exchange, queue, started_at)',
  // Every name that an agent ever had; a renamed person's former one besides.
  `create table agent_name (
    exchange text not null,
    agent text not null,
    name text not null,
    renamed_from text,
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    primary key (exchange, agent, name)
  )`,
  'create index agent_name_name on agent_name (exchange, name)',
];
