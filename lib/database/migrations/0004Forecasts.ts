import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // One row a queue, date and day on which it was forecast: the latest one is the plan's, earlier ones tell how good they were.
  `create table forecast_day (
    exchange text not null,
    queue text not null,
    date date not null,
    made_on date not null check (made_on <= date),
    hindcast boolean not null,
    method text not null,
    start timestamptz not null,
    mean real[] not null,
    p10 real[] not null,
    p90 real[] not null,
    aht_seconds real[] not null,
    written_at timestamptz not null default now(),
    primary key (exchange, queue, date, made_on)
  )`,
  `create table planning_facts (
    exchange text not null,
    queue text not null,
    made_at timestamptz not null,
    facts jsonb not null,
    primary key (exchange, queue)
  )`,
  // Today as it is expected now, of a centre as a whole or one of its queues.
  `create table day_outlook (
    scope text primary key,
    centre text not null,
    date date not null,
    start timestamptz not null,
    made_at timestamptz not null,
    outlook jsonb not null
  )`,
];
