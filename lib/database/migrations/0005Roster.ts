import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // `shift_starts_at`: when the shift begins that an entry belongs to, so that a break after midnight goes with its night.
  `create table roster_shift (
    centre text not null,
    agent text not null,
    starts_at timestamptz not null,
    activity text not null,
    ends_at timestamptz not null check (ends_at > starts_at),
    shift_starts_at timestamptz not null,
    agent_name text,
    queues text[],
    primary key (centre, agent, starts_at, activity)
  )`,
  'create index roster_shift_starts on roster_shift (centre, starts_at)',
  // The time of which a roster says who works: within it nobody rostered is nobody, outside it is not known.
  `create table roster_span (
    centre text not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null check (ends_at > starts_at),
    written_at timestamptz not null default now(),
    primary key (centre, starts_at)
  )`,
];
