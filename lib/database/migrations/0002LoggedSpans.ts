import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  'alter table observation_gap add column filled_at timestamptz',
  `create table logged_span (
    exchange text not null,
    source text not null,
    started_at timestamptz not null,
    ended_at timestamptz not null,
    written_at timestamptz not null default now(),
    primary key (exchange, source, started_at)
  )`,
];
