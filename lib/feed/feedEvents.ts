/**
 * The live feed's contract: types only, imported by the web process and by the screen alike. Times are epoch
 * milliseconds; timers travel as instants, never as counters. Callers' numbers travel to desks alone.
 */
import type { AgentState } from '../agent/agentState.ts';
import type { AgentSuspicion } from '../agent/agentSuspicion.ts';
import type { Board } from '../board/board.ts';
import type { ScreenAssignment, ScreenReport } from '../board/screenAssignment.ts';
import type { TallyRow } from '../interval/tallyRow.ts';
import type { ServiceLevelFormula } from '../service-level/serviceLevel.ts';

export interface QueueNow {
  /** `exchange:queue`, unique in the installation. */
  id: string;
  exchange: string;
  queue: string;
  centre: string;
  label: string;
  thresholdSeconds: number;
  waiting: number;
  /** The earliest `waitingSince` of the contacts that wait; null when none waits. */
  longestWaitingSince: number | null;
}

export interface AgentNow {
  /** `exchange:agent`. */
  id: string;
  exchange: string;
  centre: string;
  name: string;
  state: AgentState;
  since: number;
  /** Of a pause in every queue served; an agent who talks still may be paused already. */
  pauseReason: string | null;
  /** Ids of the queues that the agent serves now, and of those in which they are paused. */
  queues: string[];
  pausedIn: string[];
  /** The queue whose contact rings or talks; else null. */
  onQueue: string | null;
  /** The state has lasted longer than it can: its end was probably not heard. null: nothing is suspect. */
  suspect: AgentSuspicion | null;
}

export interface ContactNow {
  /** `exchange|callId|queue|nth`; opaque. */
  id: string;
  queue: string;
  centre: string;
  state: 'waiting' | 'on_contact';
  since: number;
}

export type SourceState = 'live' | 'connecting' | 'stale';

export interface SourceHealth {
  /** The exchange's id. */
  id: string;
  centre: string;
  label: string;
  state: SourceState;
  /** Since when it is in this state. */
  since: number;
  /** When it last said anything; null if never. */
  lastHeardAt: number | null;
  /** One machine word for the cause, translated on the screen; null when live. */
  cause: SourceCause | null;
  /** The same in one English sentence, for logs and tooltips. */
  detail: string | null;
  /** The exchange is the demo. */
  demo: boolean;
  /** Rows of its ledger that wait on disk since the database takes none; absent while it does. */
  heldUpRows?: number;
  /** Its day is still to be counted since its worker started: of queues whose day is not told it is unknown, not nothing. */
  uncounted?: true;
}
export type SourceCause =
  | 'never_connected'
  | 'refused'
  | 'unreachable'
  | 'wrong_password'
  | 'not_ami'
  | 'closed'
  | 'silent'
  | 'restarting'
  | 'worker_gone'
  | 'disk_full'
  | 'database_away'
  | 'starting';

/** What was counted of one queue on a day of its centre: today's, and shortly after midnight also the day before. */
export interface QueueDay {
  /** `queueId@dayStartEpochMs`. */
  id: string;
  queue: string;
  centre: string;
  /** Epoch ms of the day's start. The screen shows the day that is its centre's present one, and so rolls over by itself. */
  start: number;
  /** To be read with `tallyOf` of lib/interval/tallyRow.ts. */
  counts: TallyRow;
}

/** What was counted at one exchange of all queues of a centre in one interval of the same days. */
export interface IntervalNow {
  /** `exchange/centre@startEpochMs`. */
  id: string;
  exchange: string;
  centre: string;
  /** Epoch ms; intervals are 15 minutes and step in UTC. */
  start: number;
  counts: TallyRow;
}

/** A centre's present day, or that of one of its queues, as the planner expects it to end. */
export interface OutlookNow {
  /** `centre@dayStartEpochMs`, `queueId@dayStartEpochMs`. */
  id: string;
  centre: string;
  /** The queue's id; null: the centre as a whole. */
  queue: string | null;
  /** Epoch ms of the day's start, and when it was worked out; a screen shows one that is too old as such. */
  start: number;
  madeAt: number;
  /** Contacts by tonight, those that came and those that are expected yet; 80 of 100 such days end within p10–p90. */
  mean: number;
  p10: number;
  p90: number;
  /**
   * Contacts by 15 minutes of the day, of a centre only: as forecast in the morning of what is over, as expected now of what
   * is to come; and between what 80 of 100 such intervals lie, null of what is over.
   */
  expected: number[];
  low: (number | null)[];
  high: (number | null)[];
}

export interface CentreNow {
  id: string;
  label: string;
  zone: string;
  formula: ServiceLevelFormula;
  /** The share 0–1 that the centre aims at; absent: no target is shown. */
  targetRatio?: number;
  /** Epoch ms of the start of the centre's present day and of the next one; the screen rolls over by itself. */
  dayStart: number;
  nextDayStart: number;
}

/** Agents by 15 minutes of a centre's present day, or of the next, as the planner worked them out. */
export interface StaffingNow {
  /** `centre@dayStartEpochMs`. */
  id: string;
  centre: string;
  /** Epoch ms of the day's start, and when it was worked out. */
  start: number;
  madeAt: number;
  /** Agents that the target needs, by what is expected now; null: not known. */
  required: (number | null)[];
  /** Agents on duty by the roster; null: no roster covers the time. */
  planned: (number | null)[];
}

/** What became of the contacts that reached a centre on its present day, queues or not; a contact belongs to the day of its start. */
export interface ContactDay {
  /** `exchange/centre@dayStartEpochMs`. */
  id: string;
  exchange: string;
  centre: string;
  start: number;
  contacts: number;
  /** Served by the IVR alone; hung up there unserved; went on to a queue; ended otherwise or not known how. Still in the IVR: the rest. */
  contained: number;
  leftInIvr: number;
  toQueue: number;
  unknown: number;
  /** Contacts whose subject is known, and those of them that the centre counts as out of its scope. */
  withSubject: number;
  outOfScope: number;
  /** Since when on this day such contacts were observed; null: the exchange does not tell of the IVR at all. */
  observedSince: number | null;
}

/** An alarm that stands, from the moment it was raised until its cause is over. */
export interface AlarmNow {
  /** Of this one alarm, not of its rule. */
  id: string;
  rule: string;
  /** As the supervisor named the rule; empty: it has no name but its sentence. */
  name: string;
  /** null: of several centres together. */
  centre: string | null;
  /** The queue's id, of an alarm about one queue; null: of several. */
  queue: string | null;
  /** Of which centres together; absent: of `centre` alone, or of every one. */
  centres?: string[];
  /** Ids of the queues that its rule looks at, where it does not look at all of its centres'; else absent. */
  queues?: string[];
  /** The exchange's id, of an alarm about its connection. */
  source: string | null;
  kind: AlarmKind;
  level: 'warn' | 'alarm';
  raisedAt: number;
  /** The figure that it stands for now, in the unit of its kind (contacts, seconds, share 0–1); null: not known. */
  value: number | null;
  limit: number | null;
  /** It rings where it is shown for the first time: its rule asks for it, and it was not raised in quiet hours. */
  sound: boolean;
  /** How loud by default, 0–1; a screen's and a person's own setting come first. */
  volume?: number;
  acknowledgedAt: number | null;
  acknowledgedBy: string | null;
}
export type AlarmKind =
  | 'waiting'
  | 'longest_wait'
  | 'service_level'
  | 'no_agents'
  | 'source_stale'
  | 'forecast_exceeded';

/** Whether rules are held against the floor: only then the alarms that are told are those of this moment. */
export interface AlarmWatchNow {
  /** There is one. */
  id: 'alarms';
  centre: null;
  live: boolean;
  /** Since when it is so. */
  since: number;
  /** When it last said anything; null if never. */
  lastHeardAt: number | null;
}

/** A supervisor's message on the walls. */
export interface TickerNow {
  id: string;
  text: string;
  /** null: on all walls. */
  centre: string | null;
  urgent: boolean;
  from: string;
  startsAt: number;
  expiresAt: number;
}

/** Whose call a contact is. Of desks only, and whole only for whom the installation allows it: never sent to `/wall`. */
export interface CallerNow {
  /** The contact's id as in ContactNow. */
  id: string;
  centre: string;
  queue: string;
  /** Masked or whole, by the receiver's role; null: withheld or not told. */
  number: string | null;
  /** The id of the agent who talks; null while waiting. */
  agent: string | null;
}

export interface Floor {
  centres: Record<string, CentreNow>;
  queues: Record<string, QueueNow>;
  agents: Record<string, AgentNow>;
  contacts: Record<string, ContactNow>;
  days: Record<string, QueueDay>;
  intervals: Record<string, IntervalNow>;
  outlooks: Record<string, OutlookNow>;
  sources: Record<string, SourceHealth>;
  staffing: Record<string, StaffingNow>;
  contactDays: Record<string, ContactDay>;
  alarms: Record<string, AlarmNow>;
  alarmWatch: Record<string, AlarmWatchNow>;
  tickers: Record<string, TickerNow>;
  callers: Record<string, CallerNow>;
}
export type FloorKind = keyof Floor;

/** Whole entities by kind and id. */
export type FloorChanges = { [K in FloorKind]?: Floor[K] };
/** Ids by kind. */
export type FloorRemovals = { [K in FloorKind]?: string[] };

export interface Snapshot {
  epoch: string;
  seq: number;
  at: number;
  floor: Floor;
  /** From a worker that has not counted its day yet: its days and intervals are not told, those known before stand. */
  uncounted?: boolean;
}
export interface Patch {
  epoch: string;
  seq: number;
  at: number;
  changed: FloorChanges;
  removed: FloorRemovals;
}

/**
 * Namespace /wall. The handshake's `auth` is `{board}`, a board's id, from a person's page (whose session is in the
 * cookie), `{screen}`, a paired screen's token, or `{key}` of the alarm watch. A connection gets only the kinds and centres
 * that its boards show, of contacts those that wait, and never callers. Namespace /desk speaks the same to persons who may
 * see agents: `auth` is `{centre}`, an id or `all`; it has every kind, with callers' numbers as the role may see them, or
 * without them by `callers: 'none'`. Why a connection is refused says the first word of the error; see Refused in wallDoor.ts.
 */
export interface WallServerEvents {
  /** The board asked for, on joining and after each change; null: it was deleted. */
  board: (board: Board | null) => void;
  /** To paired screens: what to show and how, on joining and after each change. */
  assignment: (assignment: ScreenAssignment) => void;
  /** To paired screens: show your name, large, for some seconds. */
  identify: (name: string) => void;
  /** To paired screens: the pairing is over; forget the token. */
  revoked: () => void;
  snapshot: (snapshot: Snapshot) => void;
  patch: (patch: Patch) => void;
  /** The build that the server runs; a screen of another build reloads once. */
  build: (id: string) => void;
}
export interface WallClientEvents {
  /** Ask for a snapshot, after a gap in `seq` or a new `epoch`. */
  resync: () => void;
  /** Answers the server's clock, epoch ms. */
  clock: (reply: (serverNow: number) => void) => void;
  /** From paired screens: how they are. */
  report: (report: ScreenReport) => void;
}

/** Namespace /ingest. The handshake's `auth` is `{part}`, the process's name (`pbx:153`, `database` …); see ingestConnection.ts. */
export interface IngestClientEvents {
  /** A worker's whole floor; replaces what was known of its exchange. Only parts that keep a floor send it. */
  floor: (exchange: string, snapshot: Snapshot) => void;
  floorPatch: (exchange: string, patch: Patch) => void;
  /** The planner's outlooks, in place of all that it told before. */
  outlooks: (outlooks: OutlookNow[]) => void;
  /** The planner's required and planned agents, in place of all that it told before. */
  staffing: (staffing: StaffingNow[]) => void;
  /** The alarm watch's standing alarms, in place of all that it told before; `blind`: it does not see the floor. */
  alarms: (alarms: AlarmNow[], blind?: boolean) => void;
  health: (health: PartHealth) => void;
}
export interface IngestServerEvents {
  /** The web process wants the whole floor again. */
  resync: (exchange: string) => void;
  /** To the alarm watch: rules changed in the database; an alarm was acknowledged. */
  alarmRules: () => void;
  alarmAcknowledged: (alarm: { id: string; by: string; at: number }) => void;
  /** prom-client's `getMetricsAsJSON()` of that process. */
  metrics: (reply: (metrics: unknown[]) => void) => void;
}
export interface PartHealth {
  part: string;
  ok: boolean;
  since: number;
  /** One sentence: what, where and the cure; null when well and nothing is to be added. */
  reason: string | null;
}
