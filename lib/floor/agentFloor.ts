import type { AgentRows } from '../agent/agentSpan.ts';
import { agentStanding, sameStanding } from '../agent/agentStanding.ts';
import { AgentTimeline } from '../agent/agentTimeline.ts';
import type { QueueEntry } from '../contact/visit.ts';
import type { AgentNow } from '../feed/feedEvents.ts';
import type { PbxEvent, PbxEventTimes, QueueMembership, SnapshotQueue } from '../pbx/pbxEvent.ts';
import { AgentList, type ListedMembership } from './agentList.ts';
import {
  type AgentRecord,
  learnedMembership,
  letGoOfGhosts,
  newAgentRecord,
  pausedMembership,
  takeName,
  wrapUpByList,
} from './agentRecord.ts';
import { keepAgent } from './keptAgent.ts';
import { ListReading } from './listReading.ts';
import { restoredAgents } from './restoredAgents.ts';
import { sameAgent, shownAgent } from './shownAgent.ts';
import { datedSince, sinceWhen } from './sinceWhen.ts';
import { type SetLimits, SuspicionWatch } from './suspicionWatch.ts';

export interface AgentFloorOptions {
  exchange: string;
  /** Centre of a queue; an agent belongs to that of their first queue. */
  centreOf: (queue: string) => string;
  /** After-contact work in seconds, by the exchange's setting. */
  wrapUpSeconds: number;
  limits: SetLimits;
  onChange: (agent: AgentNow) => void;
  onGone: (id: string) => void;
  /** A state has become suspect; once each time. */
  onSuspect: (agent: AgentNow) => void;
  /**
   * Runs work after everything else had its turn: a long list is then gone through some milliseconds at a time, an agent
   * who is heard of in between at once. Left out: lists are gone through as they come.
   */
  later?: ((work: () => void) => void) | undefined;
}

/** A signed-out agent stays on the floor this long. */
const signedOutKeptMs = 12 * 3_600_000;
/** A device follows the end of a queue's contact within this time. */
const settleMs = 3_000;

/**
 * One state per person, however many queues they serve, and what they were from when to when. Who they are is the
 * interface that is rung: a new name on it while signed in is the same person renamed, a new name after signing out is
 * another person on the same phone; one name on two interfaces is two agents, since people share names.
 */
export class AgentFloor {
  readonly timeline: AgentTimeline;
  readonly #options: AgentFloorOptions;
  readonly #agents = new Map<string, AgentRecord>();
  /** Who talks, by visit. */
  readonly #talking = new Map<string, AgentRecord>();
  readonly #lists: ListReading;
  readonly #suspicions: SuspicionWatch;

  constructor(options: AgentFloorOptions) {
    this.#options = options;
    this.timeline = new AgentTimeline(options.exchange);
    this.#lists = new ListReading({
      onAgent: (agent, told, event) => this.#look(agent, told, event),
      later: options.later,
    });
    this.#suspicions = new SuspicionWatch(options.limits, options.wrapUpSeconds);
  }

  apply(event: PbxEvent): void {
    switch (event.kind) {
      case 'floor_snapshot':
        this.#listed(event.queues, event);
        break;
      case 'link_down':
        this.unheard(event.at);
        for (const record of this.#agents.values()) this.#interrupt(record, event);
        break;
      case 'agent_joined_queue':
      case 'agent_device':
        this.#update(event.agent, event, (record) => {
          record.memberships.set(event.queue, learnedMembership(record.memberships.get(event.queue), event.member));
          const { device } = event.member;
          if (device === 'idle' || device === 'unavailable') record.settling = null;
        });
        break;
      case 'agent_paused':
        this.#update(event.agent, event, (record) => {
          const member = record.memberships.get(event.queue);
          if (member === undefined) return;
          record.memberships.set(event.queue, pausedMembership(member, event));
        });
        break;
      case 'agent_left_queue':
        this.#update(event.agent, event, (record) => record.memberships.delete(event.queue));
        break;
      case 'agent_offered':
        this.#update(event.agent, event, (record) => {
          record.settling = null;
          if (!record.talks.has(visitOf(event)))
            record.offers.set(visitOf(event), { queue: event.queue, since: event.at, idleLists: 0 });
        });
        break;
      case 'agent_missed':
        this.#suspicions.rang(event.ringMs === null ? null : event.ringMs / 1000);
        this.#update(event.agent, event, (record) => this.#offerOver(record, event));
        break;
      case 'agent_offer_withdrawn':
        this.#update(event.agent, event, (record) => this.#offerOver(record, event));
        break;
      case 'visit_answered':
        this.#suspicions.rang(event.ringSeconds);
        this.#update(event.agent, event, (record) => {
          record.offers.delete(visitOf(event));
          this.#talk(record, event, event.at);
          record.wrapUp = null;
          record.settling = null;
        });
        break;
      case 'talk_held': {
        const record = this.#talker(visitOf(event));
        const talk = record?.talks.get(visitOf(event));
        if (record === undefined || talk === undefined) break;
        talk.held = event.held;
        this.#show(record, event, 'event');
        break;
      }
      case 'talk_ended':
        this.#talkEnded(event);
        break;
      default:
        break;
    }
  }

  /** Looks at all whom the last list leaves to be looked at. */
  finishList(): void {
    this.#lists.finish();
  }

  /** The exchange was heard until `at`: what the agents did after is not known. */
  unheard(at: number): void {
    this.finishList();
    this.timeline.interrupted(at);
    for (const record of this.#agents.values()) record.lostAt ??= at;
  }

  /** What was known of the agents when the process stopped; the exchange was heard until `heardUntil`, null if not known. */
  restore(rows: AgentRows, heardUntil: number | null): void {
    this.timeline.restore(rows, heardUntil);
    for (const record of restoredAgents(rows, this.#options.exchange, this.#options.centreOf)) {
      record.lostAt = heardUntil ?? 0;
      this.#agents.set(record.agent, record);
      if (record.shown !== null) this.#options.onChange(record.shown);
    }
  }

  /** A talk that was going on before this process began. */
  restoreTalk(agent: string, agentName: string, visit: QueueEntry, since: number): void {
    this.#update(agent, { at: since, receivedAt: since }, (record) => {
      if (record.lostAt === null) record.name = agentName;
      this.#talk(record, visit, since);
    });
  }

  /** Ends what the clock alone ends, and looks for what lasts suspiciously long; `now` by the clock here. */
  tick(now: number): void {
    // at the next tick, when all have been looked at
    if (this.#lists.underWay) return;
    for (const record of this.#agents.values()) {
      const { wrapUp, settling, shown } = record;
      if (wrapUp !== null && now >= wrapUp.until) {
        record.wrapUp = null;
        this.#show(record, { at: wrapUp.endsAt, receivedAt: wrapUp.until }, 'event');
      } else if (settling !== null && now >= settling.until) {
        record.settling = null;
        this.#show(record, { at: settling.since, receivedAt: settling.until - settleMs }, 'event');
      } else if (shown?.state === 'signed_out' && now - shown.since > signedOutKeptMs) {
        this.#agents.delete(record.agent);
        this.timeline.forget(record.agent, now);
        this.#options.onGone(shown.id);
      } else this.#suspect(record, now);
    }
  }

  #talkEnded(event: Extract<PbxEvent, { kind: 'talk_ended' }>): void {
    const visit = visitOf(event);
    if (event.agent !== null) this.#lists.ask(event.agent);
    const record = this.#talker(visit) ?? (event.agent === null ? undefined : this.#agents.get(event.agent));
    if (record === undefined) return;
    this.#talking.delete(visit);
    if (!record.talks.delete(visit)) return;
    // The event may come some seconds after the end; deadlines run by the clock here.
    const lateMs = Math.max(0, event.at - event.endedAt);
    const endedHere = event.receivedAt - lateMs;
    const wrapUpMs = this.#wrapUpMs;
    if (wrapUpMs > 0)
      record.wrapUp = { queue: event.queue, endsAt: event.endedAt + wrapUpMs, until: endedHere + wrapUpMs };
    const member = record.memberships.get(event.queue);
    if (member?.inCall) record.memberships.set(event.queue, { ...member, inCall: false });
    const at = Math.min(event.at, event.endedAt);
    record.settling = { since: at, until: event.receivedAt + settleMs };
    this.#show(record, { at, receivedAt: endedHere }, 'event');
  }

  /** Who talks in this visit, once the list has been asked. */
  #talker(visit: string): AgentRecord | undefined {
    const record = this.#talking.get(visit);
    if (record !== undefined) this.#lists.ask(record.agent);
    return this.#talking.get(visit);
  }

  #offerOver(record: AgentRecord, event: QueueEntry & PbxEventTimes): void {
    if (!record.offers.delete(visitOf(event))) return;
    if (record.offers.size === 0) record.settling = { since: event.at, until: event.receivedAt + settleMs };
  }

  /** Calls go on while nobody listens; what rings does not for long. */
  #interrupt(record: AgentRecord, event: PbxEventTimes): void {
    record.settling = null;
    if (record.offers.size === 0) return;
    record.offers.clear();
    // of one that was restored and not listed since, the memberships are not known
    if (record.memberships.size > 0) this.#show(record, event, 'event', true);
  }

  /** The whole truth of who serves what; it also mends what was not heard. */
  #listed(queues: readonly SnapshotQueue[], event: PbxEventTimes): void {
    this.finishList();
    this.timeline.heard(event.at);
    const list = new AgentList(queues, event);
    for (const [agent, name] of list.names()) this.#record(agent, name);
    list.awaits(this.#agents.keys());
    this.#lists.begin(list);
  }

  /** What a list tells of one agent. */
  #look(agent: string, told: readonly ListedMembership[], event: PbxEventTimes): void {
    const record = this.#agents.get(agent);
    if (record === undefined) return;
    const memberships = new Map<string, QueueMembership>();
    for (const [queue, member] of told) {
      const known = record.lostAt === null ? record.memberships.get(queue) : undefined;
      memberships.set(queue, learnedMembership(known, member));
    }
    record.memberships = memberships;
    record.settling = null;
    for (const visit of letGoOfGhosts(record, event.at)) this.#talking.delete(visit);
    if (record.lostAt !== null || record.shown === null) record.wrapUp ??= wrapUpByList(record, event, this.#wrapUpMs);
    this.#show(record, event, 'list');
    record.lostAt = null;
  }

  #talk(record: AgentRecord, visit: QueueEntry, since: number): void {
    if (record.talks.has(visitOf(visit))) return;
    record.talks.set(visitOf(visit), { queue: visit.queue, since, held: false, idleLists: 0 });
    this.#talking.set(visitOf(visit), record);
  }

  /** An agent whom the exchange did not name is nobody to show. */
  #update(agent: string, event: PbxEventTimes & { agentName?: string }, change: (record: AgentRecord) => void): void {
    if (agent === '') return;
    this.#lists.ask(agent);
    const record = this.#record(agent, event.agentName || agent);
    change(record);
    this.#show(record, event, 'event');
  }

  #record(agent: string, name: string): AgentRecord {
    let record = this.#agents.get(agent);
    if (record === undefined) {
      record = newAgentRecord(agent, name);
      this.#agents.set(agent, record);
    }
    return record;
  }

  /** `told` by an event at its instant, or by a list some time after. */
  #show(record: AgentRecord, event: PbxEventTimes, told: 'event' | 'list', whileLost = false): void {
    // Until the exchange has told all of it again, a part would make a wrong whole.
    if (record.lostAt !== null && told === 'event' && !whileLost) return;
    const { shown, lostAt } = record;
    const { at } = event;
    const standing = agentStanding({ ...record, settling: record.settling !== null });
    const changedHands = takeName(record);
    const former = changedHands ? null : record.standing;
    const telling = { told, at, listedAt: this.#lists.listedAt, lostAt };
    const since = sinceWhen(telling, {
      before: shown?.since ?? null,
      same: former !== null && sameStanding(former, standing),
      dated: told === 'list' ? datedSince(record, standing, this.#wrapUpMs) : null,
    });
    record.standing = standing;
    keepAgent(this.timeline, record, since, telling);

    const now = shownAgent(record, standing, since, this.#options);
    if (shown !== null && sameAgent(shown, now)) return;
    if (shown === null || shown.since !== since) record.heardSince = event.receivedAt - Math.max(0, at - since);
    record.shown = now;
    this.#options.onChange(now);
  }

  get #wrapUpMs(): number {
    return this.#options.wrapUpSeconds * 1000;
  }

  #suspect(record: AgentRecord, now: number): void {
    const suspect = this.#suspicions.suspicion(record, now);
    if (suspect === null || record.shown === null) return;
    record.shown = { ...record.shown, suspect };
    this.#options.onChange(record.shown);
    this.#options.onSuspect(record.shown);
  }
}

function visitOf(event: QueueEntry): string {
  return `${event.callId}|${event.queue}|${event.nth}`;
}
