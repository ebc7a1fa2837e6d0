import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table exchange (
    exchange text primary key,
    label text not null,
    centre text not null,
    demo boolean not null default false
  )`,
  `create table queue_of_centre (
    exchange text not null,
    queue text not null,
    centre text not null,
    label text not null,
    threshold_seconds int not null check (threshold_seconds >= 0),
    primary key (exchange, queue)
  )`,
  `create table agent (
    exchange text not null,
    agent text not null,
    name text not null,
    last_seen timestamptz not null,
    primary key (exchange, agent)
  )`,
  // Updates touch no indexed column, so with some room on each page they stay on it and leave the indexes alone.
  `create table visit (
    exchange text not null,
    call_id text not null,
    queue text not null,
    nth int not null check (nth > 0),
    contact_id text not null,
    channel text not null,
    offered_at timestamptz not null,
    position int,
    wait_ended_at timestamptz,
    wait_seconds int check (wait_seconds >= 0),
    outcome text,
    outcome_reason text,
    agent text,
    agent_name text,
    ring_seconds int check (ring_seconds >= 0),
    talk_ended_at timestamptz,
    talk_seconds int check (talk_seconds >= 0),
    talk_end text,
    hold_seconds int check (hold_seconds >= 0),
    wrap_up_seconds int check (wrap_up_seconds >= 0),
    primary key (exchange, call_id, queue, nth)
  ) with (fillfactor = 90)`,
  'create index visit_offered on visit (exchange, offered_at)',
  `create index visit_open on visit (exchange) where outcome is null or (outcome = 'answered' and talk_end is null)`,
  `create table contact (
    exchange text not null,
    contact_id text not null,
    channel text not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    visits int not null,
    contained boolean,
    subject text,
    primary key (exchange, contact_id)
  )`,
  'create index contact_started on contact (exchange, started_at)',
  `create table touched_interval (
    exchange text not null,
    start timestamptz not null,
    touched_at timestamptz not null default now(),
    primary key (exchange, start)
  )`,
  `create table interval_rollup (
    exchange text not null,
    queue text not null,
    channel text not null,
    start timestamptz not null,
    offered int not null,
    answered int not null,
    abandoned int not null,
    timed_out int not null,
    left_by_key int not null,
    left_empty int not null,
    withdrawn int not null,
    lost_in_outage int not null,
    unknown int not null,
    wait_seconds_answered bigint not null,
    waits_answered int not null,
    wait_seconds_all bigint not null,
    waits_all int not null,
    max_wait_seconds int,
    talk_seconds bigint not null,
    talks int not null,
    hold_seconds bigint not null,
    holds int not null,
    wrap_up_seconds bigint not null,
    wrap_ups int not null,
    answered_wait_buckets smallint[] not null,
    answered_wait_counts int[] not null,
    abandoned_wait_buckets smallint[] not null,
    abandoned_wait_counts int[] not null,
    other_wait_buckets smallint[] not null,
    other_wait_counts int[] not null,
    primary key (exchange, queue, channel, start)
  )`,
  'create index interval_rollup_start on interval_rollup (exchange, start)',
  `create table observation_gap (
    exchange text not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    reason text not null,
    primary key (exchange, started_at)
  )`,
  `create table import_file (
    exchange text not null,
    head_hash text not null,
    name text not null,
    size bigint not null,
    bytes_done bigint not null,
    rows bigint not null default 0,
    bad_rows bigint not null default 0,
    finished boolean not null default false,
    updated_at timestamptz not null default now(),
    primary key (exchange, head_hash)
  )`,
];
