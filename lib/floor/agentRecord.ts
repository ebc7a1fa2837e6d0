import type { AgentStanding } from '../agent/agentStanding.ts';
import type { AgentNow } from '../feed/feedEvents.ts';
import type { QueueMembership } from '../pbx/pbxEvent.ts';
import { begunAfter } from './sinceWhen.ts';

interface OfQueue {
  queue: string;
  /** Epoch ms. */
  since: number;
  /** Lists in a row that showed the phone idle. */
  idleLists: number;
}

/** One agent as the floor follows them. Instants are epoch ms, by the exchange's clock unless said otherwise. */
export interface AgentRecord {
  readonly agent: string;
  name: string;
  /** The name before the present one, if the agent was renamed without signing out. */
  renamedFrom: string | null;
  memberships: Map<string, QueueMembership>;
  /** By queue: since when the agent serves it as now, paused or not. */
  readonly stays: Map<string, { since: number; paused: boolean; pauseReason: string | null }>;
  /** By visit. */
  readonly offers: Map<string, OfQueue>;
  readonly talks: Map<string, OfQueue & { held: boolean }>;
  /** `until` by the clock here. */
  wrapUp: { queue: string; endsAt: number; until: number } | null;
  /** A queue's contact has left, the device may still be busy with it; `until` by the clock here. */
  settling: { since: number; until: number } | null;
  standing: AgentStanding | null;
  shown: AgentNow | null;
  /** `shown.since` by the clock here. */
  heardSince: number;
  /** Since when nobody listens, or what was told since is not whole yet; null while the exchange is heard. */
  lostAt: number | null;
}

export function newAgentRecord(agent: string, name: string): AgentRecord {
  return {
    agent,
    name,
    renamedFrom: null,
    memberships: new Map(),
    stays: new Map(),
    offers: new Map(),
    talks: new Map(),
    wrapUp: null,
    settling: null,
    standing: null,
    shown: null,
    heardSince: 0,
    lostAt: null,
  };
}

/** A device may take this long to follow a call. */
const deviceLagMs = 5_000;

/**
 * A told membership, with what a reload of a static member's configuration makes the exchange forget: it keeps the pause
 * but loses its reason and dates it anew.
 */
export function learnedMembership(known: QueueMembership | undefined, told: QueueMembership): QueueMembership {
  const forgotten =
    told.kind === 'static' && told.paused && told.pauseReason === null && known?.paused && known.pauseReason !== null;
  return forgotten ? { ...told, pauseReason: known.pauseReason, pausedSince: known.pausedSince } : told;
}

/** Whether a list shows that nothing rings and nobody talks: every device is idle, and no queue counts a contact. */
function isIdle(record: AgentRecord): boolean {
  const members = [...record.memberships.values()];
  return members.every(({ device, inCall }) => !inCall && (device === 'idle' || device === 'unavailable'));
}

/**
 * Lets go of what a list proves to be over: a ring whose end was lost, a talk that goes on elsewhere. One list may be
 * ahead of the device, so it takes two, but for what lasted from before an interruption. Answers the visits let go.
 */
export function letGoOfGhosts(record: AgentRecord, at: number): string[] {
  if (!isIdle(record)) {
    for (const one of [...record.offers.values(), ...record.talks.values()]) one.idleLists = 0;
    return [];
  }
  const gone: string[] = [];
  for (const visits of [record.offers, record.talks] as Map<string, OfQueue>[]) {
    // who has left all queues may talk on, but there is no list to show it
    if (visits === record.talks && record.memberships.size === 0) continue;
    for (const [visit, one] of visits) {
      if (record.lostAt === null && at - one.since < deviceLagMs) continue;
      one.idleLists++;
      if (one.idleLists < 2 && record.lostAt === null) continue;
      visits.delete(visit);
      gone.push(visit);
    }
  }
  return gone;
}

/** A membership after a pause began, went on for another reason or ended. */
export function pausedMembership(
  member: QueueMembership,
  {
    at,
    agentName,
    paused,
    reason: pauseReason,
  }: { at: number; agentName: string; paused: boolean; reason: string | null },
): QueueMembership {
  const goesOn = member.paused && paused && member.pauseReason === pauseReason;
  const pausedSince = paused ? ((goesOn ? member.pausedSince : null) ?? at) : null;
  const lastPausedAt = paused ? pausedSince : member.lastPausedAt;
  return { ...member, agentName, paused, pauseReason, pausedSince, lastPausedAt };
}

/** The after-contact work of one whose last contact ended less than that ago, as a list dates it; null for others. */
export function wrapUpByList(
  { memberships, talks }: AgentRecord,
  { at, receivedAt }: { at: number; receivedAt: number },
  wrapUpMs: number,
): AgentRecord['wrapUp'] {
  let wrapUp: AgentRecord['wrapUp'] = null;
  if (talks.size > 0) return null;
  for (const [queue, { lastCallEndedAt }] of memberships) {
    if (lastCallEndedAt === null || lastCallEndedAt > at || at - lastCallEndedAt >= wrapUpMs) continue;
    const endsAt = lastCallEndedAt + wrapUpMs;
    if (wrapUp === null || wrapUp.endsAt < endsAt) wrapUp = { queue, endsAt, until: receivedAt + endsAt - at };
  }
  return wrapUp;
}

/**
 * Takes in the name that is told; as long as one queue has the former one, it holds. Answers whether it is another
 * person's: a new name while signed in is the same person's, one after signing out is not.
 */
export function takeName(record: AgentRecord): boolean {
  const { lostAt, shown } = record;
  const members = [...record.memberships.values()];
  const names = members.map(({ agentName }) => agentName);
  const name = names.includes(record.name) ? record.name : (names[0] ?? record.name);
  if (name === record.name) return false;
  const stayed =
    shown !== null &&
    shown.state !== 'signed_out' &&
    (lostAt === null || members.some(({ signedInSince }) => !begunAfter(signedInSince, lostAt)));
  record.renamedFrom = stayed ? record.name : null;
  record.name = name;
  return shown !== null && !stayed;
}
