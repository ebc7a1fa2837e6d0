import { isOpen, type Visit, visitKey } from '../contact/visit.ts';
import type { ContactNow, Floor, FloorChanges, FloorRemovals, SourceHealth } from '../feed/feedEvents.ts';
import { dayStarts } from '../interval/centreDay.ts';
import { intervalMs, intervalStart } from '../interval/intervalTally.ts';
import { emptyTally, tallyVisit } from '../interval/tallyVisit.ts';
import type { ContactChange } from '../ledger/contactLedger.ts';
import { sameVisit } from '../ledger/mergeVisit.ts';
import type { VisitChange, VisitMove } from '../ledger/visitLedger.ts';
import type { PbxEvent } from '../pbx/pbxEvent.ts';
import type { QueueProfile } from '../queue/queueProfiles.ts';
import { AgentFloor, type AgentFloorOptions } from './agentFloor.ts';
import { Callers } from './callers.ts';
import { ChangedEntities } from './changedEntities.ts';
import { ContactDays } from './contactDays.ts';
import { DayFigures, type QueueInterval } from './dayFigures.ts';

const nothing: ReadonlySet<string> = new Set();

export interface ExchangeFloorOptions {
  exchange: string;
  /** The exchange's own centre, whose contacts are those that entered no queue; left out: one of the exchange's id. */
  centre?: string;
  /** How a queue is shown and measured; every name that the exchange tells has an answer. */
  profileOf: (queue: string) => QueueProfile;
  wrapUpSeconds: number;
  /** Start (epoch ms) of the centre's day that holds `at`; left out: days are those of UTC. */
  dayStartOf?: (centre: string, at: number) => number;
  /** Subjects of contacts that are out of a centre's scope, for `isListed`; left out: none. */
  outOfScopeOf?: (centre: string) => ReadonlySet<string>;
  /** How long agents' states may last, in seconds; left out or null: the usual. */
  suspicionLimits?: AgentFloorOptions['limits'];
  onSuspect?: AgentFloorOptions['onSuspect'];
  /** See AgentFloorOptions. */
  later?: AgentFloorOptions['later'];
}

/** What one exchange's floor is now: queues, agents, contacts and the day's figures, as entities of the feed. */
export class ExchangeFloor {
  readonly #options: ExchangeFloorOptions;
  readonly #entities = new ChangedEntities();
  readonly agents: AgentFloor;
  readonly contactDays: ContactDays;
  readonly #day: DayFigures;
  readonly #callers: Callers;
  /** Instants since which contacts wait, by queue and visit. */
  readonly #waiting = new Map<string, Map<string, number>>();
  #prunedAt = 0;

  constructor(options: ExchangeFloorOptions) {
    this.#options = options;
    this.#day = new DayFigures({
      exchange: options.exchange,
      dayStartOf: options.dayStartOf ?? dayStarts([]),
      onDay: (id, day) => (day === null ? this.#entities.remove('days', id) : this.#entities.put('days', id, day)),
      onInterval: (id, interval) =>
        interval === null ? this.#entities.remove('intervals', id) : this.#entities.put('intervals', id, interval),
    });
    this.#callers = new Callers({
      exchange: options.exchange,
      centreOf: (queue) => options.profileOf(queue).centre,
      onChange: (caller) => this.#entities.put('callers', caller.id, caller),
      onGone: (id) => this.#entities.remove('callers', id),
    });
    this.contactDays = new ContactDays({
      exchange: options.exchange,
      centreOf: (queue) => (queue === null ? (options.centre ?? options.exchange) : options.profileOf(queue).centre),
      outOfScopeOf: options.outOfScopeOf ?? (() => nothing),
      dayStartOf: options.dayStartOf ?? dayStarts([]),
      onDay: (id, day) =>
        day === null ? this.#entities.remove('contactDays', id) : this.#entities.put('contactDays', id, day),
    });
    this.agents = new AgentFloor({
      exchange: options.exchange,
      centreOf: (queue) => options.profileOf(queue).centre,
      wrapUpSeconds: options.wrapUpSeconds,
      limits: options.suspicionLimits ?? { ringingSeconds: null, wrapUpSeconds: null },
      onSuspect: options.onSuspect ?? (() => undefined),
      later: options.later,
      onChange: (agent) => this.#entities.put('agents', agent.id, agent),
      onGone: (id) => this.#entities.remove('agents', id),
    });
  }

  /** All of it, now: a list that is being gone through is gone through to its end. */
  get floor(): Floor {
    this.agents.finishList();
    return this.#entities.floor;
  }

  /** An event and the changes that the ledger made of it. */
  apply(event: PbxEvent, changes: readonly VisitChange[], contacts: readonly ContactChange[] = []): void {
    for (const change of changes) this.#visit(change);
    for (const change of contacts) this.contactDays.apply(change);
    this.agents.apply(event);
    if (event.kind === 'caller_told') this.#callers.told(event.callId, event.number);
    if (event.kind === 'floor_snapshot') for (const { queue } of event.queues) this.#queue(queue);
  }

  /** Visits that were open when the process stopped: they wait or talk on. */
  restore(visits: readonly Visit[]): void {
    for (const visit of visits) {
      this.#visit({ before: null, after: visit });
      if (
        visit.outcome === 'answered' &&
        visit.talkEnd === null &&
        visit.agent !== null &&
        visit.waitEndedAt !== null
      ) {
        this.agents.restoreTalk(visit.agent, visit.agentName ?? visit.agent, visit, visit.waitEndedAt);
      }
    }
  }

  /** What was learned of a visit from another account, already counted. */
  learned(change: VisitChange): void {
    this.#show(change);
  }

  /** What the exchange's own record adds; a visit of which no event told is counted, yet it is no contact to be seen. */
  recorded(change: VisitChange, shown: boolean): void {
    this.#count(change);
    if (shown) this.#show(change);
  }

  /** A visit bears another number; it is counted already. */
  moved({ before, after }: VisitMove): void {
    const id = visitKey(before);
    this.#entities.remove('contacts', id);
    this.#line(before.queue).delete(id);
    // first the new one, so that its caller is still known
    this.#show({ before: null, after });
    this.#callers.over(id);
  }

  /** The intervals of the queues, by `queueId@startEpochMs`. */
  get intervals(): ReadonlyMap<string, QueueInterval> {
    return this.#day.intervals;
  }

  /** The intervals from `from` (epoch ms) on, counted anew by `count`. */
  replaceIntervals(from: number, counted: ReadonlyMap<string, QueueInterval>): void {
    for (const { id, start } of [...this.intervals.values()])
      if (start >= from && !counted.has(id)) this.#day.remove(id);
    for (const interval of counted.values()) this.#day.put(interval);
  }

  /**
   * The intervals from `from` on have been counted anew, in which a visit is counted as it is `after`. In those before, as
   * far as they are known, where it was counted as it was, it is now counted so as well.
   */
  recountedBefore(from: number, { before, after }: { before: Visit; after: Visit }): void {
    if (sameVisit(before, after)) return;
    const isKnown = (visit: Visit) => visit.offeredAt < from && this.intervals.has(this.#intervalOf(visit).id);
    if (isKnown(before)) this.#tally([before, -1]);
    if (isKnown(after)) this.#tally([after, 1]);
  }

  /** Counts a visit in its interval among `counted`; its queue is shown from now on. */
  count(counted: Map<string, QueueInterval>, visit: Visit): void {
    const interval = this.#intervalOf(visit);
    const known = counted.get(interval.id);
    if (known === undefined) {
      counted.set(interval.id, interval);
      this.#queue(visit.queue);
    }
    tallyVisit(known ?? interval, visit, this.#options.profileOf(visit.queue).thresholdSeconds, 1);
  }

  source(source: SourceHealth): void {
    this.#entities.put('sources', source.id, source);
  }

  /** Wrap-up ends and old intervals go by the clock alone. */
  tick(now: number): void {
    this.agents.tick(now);
    if (now - this.#prunedAt < intervalMs) return;
    this.#prunedAt = now;
    this.#day.tick(now);
    this.contactDays.tick(now);
  }

  takeChanges(): { changed: FloorChanges; removed: FloorRemovals } | null {
    return this.#entities.take();
  }

  #visit(change: VisitChange): void {
    this.#count(change);
    this.#show(change);
  }

  #count({ before, after }: VisitChange): void {
    if (before !== null && intervalStart(before.offeredAt) !== intervalStart(after.offeredAt)) {
      this.#tally([before, -1]);
      this.#tally([after, 1]);
    } else if (before === null) this.#tally([after, 1]);
    else this.#tally([before, -1], [after, 1]);
  }

  /** Takes accounts of a visit out of their interval (-1) and into it (1). */
  #tally(...accounts: [Visit, 1 | -1][]): void {
    let interval: QueueInterval | null = null;
    for (const [visit, by] of accounts) {
      const fresh = this.#intervalOf(visit);
      interval ??= { ...(this.intervals.get(fresh.id) ?? fresh) };
      tallyVisit(interval, visit, this.#options.profileOf(visit.queue).thresholdSeconds, by);
    }
    if (interval !== null) this.#day.put(interval);
  }

  #show({ before, after }: VisitChange): void {
    const id = visitKey(after);
    const now = this.#contactNow(id, after);
    // between the line and the agent it is no contact to be seen, yet its caller is still there
    if (isOpen(after)) this.#callers.open(after);
    else this.#callers.over(id);
    if (now === null) this.#entities.remove('contacts', id);
    else if (before === null || !sameContact(this.#entities.floor.contacts[id], now))
      this.#entities.put('contacts', id, now);

    const waiting = after.waitEndedAt === null && after.outcome === null;
    const line = this.#line(after.queue);
    if (line.get(id) === (waiting ? after.offeredAt : undefined)) {
      if (before === null) this.#queue(after.queue);
      return;
    }
    if (waiting) line.set(id, after.offeredAt);
    else line.delete(id);
    this.#queue(after.queue);
  }

  /** The interval to which a visit belongs, without a count. */
  #intervalOf(visit: Visit): QueueInterval {
    const queue = this.#queueId(visit.queue);
    const start = intervalStart(visit.offeredAt);
    const { centre } = this.#options.profileOf(visit.queue);
    return { ...emptyTally(start), id: `${queue}@${start}`, queue, centre };
  }

  #contactNow(id: string, visit: Visit): ContactNow | null {
    const { centre } = this.#options.profileOf(visit.queue);
    const queue = this.#queueId(visit.queue);
    if (visit.outcome === null && visit.waitEndedAt === null) {
      return { id, queue, centre, state: 'waiting', since: visit.offeredAt };
    }
    if (visit.outcome === 'answered' && visit.talkEnd === null && visit.waitEndedAt !== null) {
      return { id, queue, centre, state: 'on_contact', since: visit.waitEndedAt };
    }
    return null;
  }

  #queue(queue: string): void {
    const id = this.#queueId(queue);
    const { exchange, profileOf } = this.#options;
    const line = this.#line(queue);
    let longest: number | null = null;
    for (const since of line.values()) if (longest === null || since < longest) longest = since;
    const shown = this.#entities.floor.queues[id];
    if (shown !== undefined && shown.waiting === line.size && shown.longestWaitingSince === longest) return;
    this.#entities.put('queues', id, {
      id,
      exchange,
      queue,
      ...profileOf(queue),
      waiting: line.size,
      longestWaitingSince: longest,
    });
  }

  #line(queue: string): Map<string, number> {
    let line = this.#waiting.get(queue);
    if (line === undefined) {
      line = new Map();
      this.#waiting.set(queue, line);
    }
    return line;
  }

  #queueId(queue: string): string {
    return `${this.#options.exchange}:${queue}`;
  }
}

function sameContact(a: ContactNow | undefined, b: ContactNow): boolean {
  return a !== undefined && a.state === b.state && a.since === b.since;
}
