import type { AgentState } from '../agent/agentState.ts';
import type { AgentNow } from '../feed/feedEvents.ts';
import type { PbxEvent, QueueMembership, SnapshotQueue } from '../pbx/pbxEvent.ts';

interface AgentRecord {
  agent: string;
  name: string;
  memberships: Map<string, QueueMembership>;
  /** Visits that ring at this agent, with their queue. */
  offers: Map<string, string>;
  talks: Map<string, { queue: string; held: boolean }>;
  wrapUp: { queue: string; until: number } | null;
  shown: AgentNow | null;
}

export interface AgentFloorOptions {
  exchange: string;
  /** Centre of a queue; an agent belongs to that of their first queue. */
  centreOf: (queue: string) => string;
  /** After-contact work in seconds, by the exchange's setting. */
  wrapUpSeconds: number;
  onChange: (agent: AgentNow) => void;
  onGone: (id: string) => void;
}

/** A signed-out agent stays on the floor this long. */
const signedOutKeptMs = 12 * 3_600_000;

/** One state per person, however many queues they serve. */
export class AgentFloor {
  readonly #options: AgentFloorOptions;
  readonly #agents = new Map<string, AgentRecord>();
  /** Who talks, by visit. */
  readonly #talking = new Map<string, AgentRecord>();

  constructor(options: AgentFloorOptions) {
    this.#options = options;
  }

  apply(event: PbxEvent): void {
    switch (event.kind) {
      case 'floor_snapshot':
        this.#snapshot(event.queues, event.at);
        break;
      case 'link_down':
        for (const record of this.#agents.values()) {
          if (record.offers.size === 0) continue;
          record.offers.clear();
          this.#show(record, event.at);
        }
        break;
      case 'agent_joined_queue':
      case 'agent_device':
        this.#update(event.agent, event.at, (record) => {
          record.name = event.agentName;
          record.memberships.set(event.queue, event.member);
        });
        break;
      case 'agent_paused':
        this.#update(event.agent, event.at, (record) => {
          const member = record.memberships.get(event.queue);
          if (member === undefined) return;
          const pausedSince = event.paused ? (member.pausedSince ?? event.at) : null;
          record.memberships.set(event.queue, {
            ...member,
            paused: event.paused,
            pauseReason: event.reason,
            pausedSince,
          });
        });
        break;
      case 'agent_left_queue':
        this.#update(event.agent, event.at, (record) => record.memberships.delete(event.queue));
        break;
      case 'agent_offered':
        this.#update(event.agent, event.at, (record) => record.offers.set(visitOf(event), event.queue));
        break;
      case 'agent_missed':
      case 'agent_offer_withdrawn':
        this.#update(event.agent, event.at, (record) => record.offers.delete(visitOf(event)));
        break;
      case 'visit_answered':
        this.#update(event.agent, event.at, (record) => {
          record.offers.delete(visitOf(event));
          this.#talk(record, event);
          record.wrapUp = null;
        });
        break;
      case 'talk_held': {
        const record = this.#talking.get(visitOf(event));
        const talk = record?.talks.get(visitOf(event));
        if (record === undefined || talk === undefined) break;
        talk.held = event.held;
        this.#show(record, event.at);
        break;
      }
      case 'talk_ended':
        if (event.agent !== null) {
          this.#update(event.agent, event.at, (record) => {
            this.#talking.delete(visitOf(event));
            if (!record.talks.delete(visitOf(event)) || this.#options.wrapUpSeconds === 0) return;
            record.wrapUp = { queue: event.queue, until: event.endedAt + this.#options.wrapUpSeconds * 1000 };
          });
        }
        break;
      default:
        break;
    }
  }

  /** A talk that was going on before this process began. */
  restoreTalk(
    agent: string,
    agentName: string,
    visit: { callId: string; queue: string; nth: number },
    since: number,
  ): void {
    this.#update(agent, since, (record) => {
      record.name = agentName;
      this.#talk(record, visit);
    });
  }

  tick(now: number): void {
    for (const record of this.#agents.values()) {
      const { wrapUp, shown } = record;
      if (wrapUp !== null && now >= wrapUp.until) {
        record.wrapUp = null;
        this.#show(record, wrapUp.until);
      } else if (shown?.state === 'signed_out' && now - shown.since > signedOutKeptMs) {
        this.#agents.delete(record.agent);
        this.#options.onGone(shown.id);
      }
    }
  }

  #snapshot(queues: readonly SnapshotQueue[], at: number): void {
    for (const record of this.#agents.values()) record.memberships.clear();
    for (const { queue, members } of queues) {
      for (const member of members) {
        const record = this.#record(member.agent, member.agentName);
        record.name = member.agentName;
        record.memberships.set(queue, member);
      }
    }
    for (const record of this.#agents.values()) this.#show(record, at);
  }

  #talk(record: AgentRecord, visit: { callId: string; queue: string; nth: number }): void {
    record.talks.set(visitOf(visit), { queue: visit.queue, held: false });
    this.#talking.set(visitOf(visit), record);
  }

  /** An agent whom the exchange did not name is nobody to show. */
  #update(agent: string, at: number, change: (record: AgentRecord) => void): void {
    if (agent === '') return;
    const record = this.#record(agent, agent);
    change(record);
    this.#show(record, at);
  }

  #record(agent: string, name: string): AgentRecord {
    let record = this.#agents.get(agent);
    if (record === undefined) {
      record = { agent, name, memberships: new Map(), offers: new Map(), talks: new Map(), wrapUp: null, shown: null };
      this.#agents.set(agent, record);
    }
    return record;
  }

  #show(record: AgentRecord, at: number): void {
    const { shown } = record;
    const { state, onQueue, pauseReason } = stateOf(record);
    const { exchange, centreOf } = this.#options;
    const queues = [...record.memberships.keys()];
    const home = queues[0] ?? onQueue;
    const now: AgentNow = {
      id: `${exchange}:${record.agent}`,
      exchange,
      centre: home === undefined || home === null ? (shown?.centre ?? centreOf('')) : centreOf(home),
      name: record.name,
      state,
      since: shown === null ? firstSince(record, state, at) : shown.state === state ? shown.since : at,
      pauseReason,
      queues: queues.map((queue) => `${exchange}:${queue}`),
      onQueue: onQueue === null ? null : `${exchange}:${onQueue}`,
    };
    if (shown !== null && sameAgent(shown, now)) return;
    record.shown = now;
    this.#options.onChange(now);
  }
}

function stateOf(record: AgentRecord): { state: AgentState; onQueue: string | null; pauseReason: string | null } {
  const members = [...record.memberships.values()];
  const paused = members.length > 0 && members.every((member) => member.paused);
  const pauseReason = paused ? (members.find((member) => member.pauseReason !== null)?.pauseReason ?? null) : null;
  const talk = record.talks.values().next().value;
  if (talk !== undefined) return { state: talk.held ? 'on_hold' : 'on_contact', onQueue: talk.queue, pauseReason };
  const offer = record.offers.values().next().value;
  if (offer !== undefined) return { state: 'ringing', onQueue: offer, pauseReason };
  if (members.length === 0) return { state: 'signed_out', onQueue: null, pauseReason };
  if (paused) return { state: 'paused', onQueue: null, pauseReason };
  if (record.wrapUp !== null) return { state: 'wrap_up', onQueue: record.wrapUp.queue, pauseReason };
  const devices = members.map((member) => member.device);
  if (devices.every((device) => device === 'unavailable')) return { state: 'unavailable', onQueue: null, pauseReason };
  // a call that no queue gave: an outbound or direct one
  if (devices.includes('on_hold')) return { state: 'on_hold', onQueue: null, pauseReason };
  if (devices.includes('in_use')) return { state: 'on_contact', onQueue: null, pauseReason };
  return { state: 'available', onQueue: null, pauseReason };
}

/** Since when an agent met for the first time is in this state, as far as the exchange tells. */
function firstSince(record: AgentRecord, state: AgentState, at: number): number {
  const members = [...record.memberships.values()];
  const told = members.flatMap((member) => {
    if (state === 'paused') return member.pausedSince ?? [];
    if (state === 'available') return Math.max(member.lastCallEndedAt ?? 0, member.signedInSince ?? 0) || [];
    return [];
  });
  return told.length > 0 ? Math.min(at, Math.max(...told)) : at;
}

function sameAgent(a: AgentNow, b: AgentNow): boolean {
  return (
    a.state === b.state &&
    a.since === b.since &&
    a.name === b.name &&
    a.pauseReason === b.pauseReason &&
    a.onQueue === b.onQueue &&
    a.centre === b.centre &&
    a.queues.length === b.queues.length &&
    a.queues.every((queue, index) => queue === b.queues[index])
  );
}

function visitOf(event: { callId: string; queue: string; nth: number }): string {
  return `${event.callId}|${event.queue}|${event.nth}`;
}
