import type { Generated } from 'kysely';
import type { Role } from '#lib/access/role.ts';
import type { AgentState } from '#lib/agent/agentState.ts';
import type { Channel, Outcome, TalkEnd } from '#lib/contact/visit.ts';
import type { MemberKind } from '#lib/pbx/pbxEvent.ts';
import type { RosterActivity } from '#lib/roster/rosteredShift.ts';
import type { AlarmTables } from './alarmTables.ts';
import type { BoardTables } from './boardTables.ts';

/** The tables as Kysely sees them. Instants are epoch milliseconds here and timestamptz in the database. */
export interface Schema extends AlarmTables, BoardTables {
  exchange: ExchangeTable;
  queue_of_centre: QueueOfCentreTable;
  agent: AgentTable;
  agent_name: AgentNameTable;
  agent_state: AgentStateTable;
  agent_membership: AgentMembershipTable;
  visit: VisitTable;
  contact: ContactTable;
  touched_interval: TouchedIntervalTable;
  interval_rollup: IntervalRollupTable;
  observation_gap: ObservationGapTable;
  logged_span: LoggedSpanTable;
  import_file: ImportFileTable;
  forecast_day: ForecastDayTable;
  planning_facts: PlanningFactsTable;
  day_outlook: DayOutlookTable;
  roster_shift: RosterShiftTable;
  roster_span: RosterSpanTable;
  person: PersonTable;
  session: SessionTable;
  account: AccountTable;
  verification: VerificationTable;
  invitation: InvitationTable;
  audit_log: AuditLogTable;
}

export interface ExchangeTable {
  exchange: string;
  label: string;
  centre: string;
  demo: boolean;
}

export interface QueueOfCentreTable {
  exchange: string;
  queue: string;
  centre: string;
  label: string;
  threshold_seconds: number;
}

export interface AgentTable {
  exchange: string;
  agent: string;
  name: string;
  last_seen: number;
}

/** Every name that an agent ever had. */
export interface AgentNameTable {
  exchange: string;
  agent: string;
  name: string;
  /** The name before, of an agent who was renamed while signed in. */
  renamed_from: string | null;
  first_seen: number;
  last_seen: number;
}

/** A stay of an agent in one state, as it was observed; see AgentSpan. `ended_at` null: it lasts. */
export interface AgentStateTable {
  exchange: string;
  agent: string;
  started_at: number;
  ended_at: number | null;
  since: number;
  agent_name: string;
  state: AgentState;
  queue: string | null;
  pause_reason: string | null;
}

/** A stay of an agent in one queue, paused there or not; see MembershipSpan. `ended_at` null: it lasts. */
export interface AgentMembershipTable {
  exchange: string;
  agent: string;
  queue: string;
  started_at: number;
  ended_at: number | null;
  since: number;
  agent_name: string;
  paused: boolean;
  pause_reason: string | null;
  kind: MemberKind | null;
}

export interface VisitTable {
  exchange: string;
  call_id: string;
  queue: string;
  nth: number;
  contact_id: string;
  channel: Channel;
  offered_at: number;
  position: number | null;
  wait_ended_at: number | null;
  wait_seconds: number | null;
  outcome: Outcome | null;
  outcome_reason: string | null;
  agent: string | null;
  agent_name: string | null;
  ring_seconds: number | null;
  talk_ended_at: number | null;
  talk_seconds: number | null;
  talk_end: TalkEnd | null;
  hold_seconds: number | null;
  wrap_up_seconds: number | null;
}

export interface ContactTable {
  exchange: string;
  contact_id: string;
  channel: Channel;
  started_at: number;
  ended_at: number | null;
  visits: number;
  first_queue: string | null;
  contained: boolean | null;
  subject: string | null;
}

/** Intervals whose visits changed since they were last rolled up. */
export interface TouchedIntervalTable {
  exchange: string;
  start: number;
  touched_at: number;
}

export interface IntervalRollupTable {
  exchange: string;
  queue: string;
  channel: Channel;
  start: number;
  offered: number;
  answered: number;
  abandoned: number;
  timed_out: number;
  left_by_key: number;
  left_empty: number;
  withdrawn: number;
  lost_in_outage: number;
  unknown: number;
  wait_seconds_answered: number;
  waits_answered: number;
  wait_seconds_all: number;
  waits_all: number;
  max_wait_seconds: number | null;
  talk_seconds: number;
  talks: number;
  hold_seconds: number;
  holds: number;
  wrap_up_seconds: number;
  wrap_ups: number;
  answered_wait_buckets: number[];
  answered_wait_counts: number[];
  abandoned_wait_buckets: number[];
  abandoned_wait_counts: number[];
  other_wait_buckets: number[];
  other_wait_counts: number[];
}

/** `ended_at` null: the gap is still open. `filled_at`: since when the exchange's own record of it has been read. */
export interface ObservationGapTable {
  exchange: string;
  started_at: number;
  ended_at: number | null;
  reason: string;
  filled_at: number | null;
}

/** A span of which all that the exchange recorded has been read, by the follower or from the file named by its hash. */
export interface LoggedSpanTable {
  exchange: string;
  source: string;
  started_at: number;
  ended_at: number;
  written_at: number;
}

export interface ImportFileTable {
  exchange: string;
  name: string;
  head_hash: string;
  size: number;
  bytes_done: number;
  rows: number;
  bad_rows: number;
  finished: boolean;
  updated_at: number;
}

/** One entry of a roster; see RosteredShift. */
export interface RosterShiftTable {
  centre: string;
  agent: string;
  starts_at: number;
  activity: RosterActivity;
  ends_at: number;
  /** When the shift begins that the entry belongs to; its own start where it belongs to none. */
  shift_starts_at: number;
  agent_name: string | null;
  queues: string[] | null;
}

/** A stretch of which a roster says who works. */
export interface RosterSpanTable {
  centre: string;
  starts_at: number;
  ends_at: number;
  written_at: number;
}

/** Dates are ISO text; see ForecastDay. */
export interface ForecastDayTable {
  exchange: string;
  queue: string;
  date: string;
  made_on: string;
  hindcast: boolean;
  method: string;
  start: number;
  mean: (number | null)[];
  p10: (number | null)[];
  p90: (number | null)[];
  aht_seconds: (number | null)[];
  written_at: number;
}

/** `facts` is validated on reading; see PlanningFacts. */
export interface PlanningFactsTable {
  exchange: string;
  queue: string;
  made_at: number;
  facts: unknown;
}

/** `outlook` is validated on reading; see DayOutlook. */
export interface DayOutlookTable {
  scope: string;
  centre: string;
  date: string;
  start: number;
  made_at: number;
  outlook: unknown;
}

export interface PersonTable {
  id: string;
  name: string;
  /** Of persons without one a placeholder under `.invalid`, since better-auth wants one. */
  email: string;
  email_verified: boolean;
  image: string | null;
  created_at: Generated<number>;
  updated_at: Generated<number>;
  username: string | null;
  role: Role;
  disabled_at: number | null;
  must_change_password: boolean;
  last_signed_in_at: number | null;
}

export interface SessionTable {
  id: string;
  token: string;
  user_id: string;
  expires_at: number;
  created_at: Generated<number>;
  updated_at: Generated<number>;
  ip_address: string | null;
  user_agent: string | null;
}

/** A way to sign in: `provider_id` `credential` with a password's hash, or an OpenID provider's with its subject. */
export interface AccountTable {
  id: string;
  account_id: string;
  provider_id: string;
  user_id: string;
  access_token: string | null;
  refresh_token: string | null;
  id_token: string | null;
  access_token_expires_at: number | null;
  refresh_token_expires_at: number | null;
  scope: string | null;
  password: string | null;
  created_at: Generated<number>;
  updated_at: Generated<number>;
}

/** What better-auth keeps while somebody is away at an OpenID provider. */
export interface VerificationTable {
  id: string;
  identifier: string;
  value: string;
  expires_at: number;
  created_at: Generated<number>;
  updated_at: Generated<number>;
}

/** A one-time link, until it is used; `person_id` null: it makes the first admin. */
export interface InvitationTable {
  token_hash: string;
  person_id: string | null;
  created_by: string | null;
  created_at: Generated<number>;
  expires_at: number;
}

/** `person_id` null: the installation itself, or somebody at its machine. */
export interface AuditLogTable {
  id: Generated<number>;
  at: Generated<number>;
  person_id: string | null;
  person_name: string | null;
  action: string;
  subject: string;
  detail: unknown;
}
