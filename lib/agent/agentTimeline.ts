import { type AgentRows, type AgentSpan, agentSpanKey, type MembershipSpan, membershipSpanKey } from './agentSpan.ts';

/** An interruption shorter than this is none: the exchange's list at its end tells all that a figure needs. */
const negligibleMs = 1_000;

type StateFacts = Omit<AgentSpan, 'exchange' | 'startedAt' | 'endedAt'>;
type MembershipFacts = Omit<MembershipSpan, 'exchange' | 'startedAt' | 'endedAt'>;

/**
 * What one exchange's agents were from when to when, as rows to keep. While the exchange is not heard there are no rows:
 * unknown is not the last state. Rows of one agent follow each other without overlap, whatever order instants come in.
 */
export class AgentTimeline {
  readonly #exchange: string;
  readonly #states = new OpenSpans<AgentSpan>(agentSpanKey, sameState);
  readonly #memberships = new OpenSpans<MembershipSpan>(membershipSpanKey, sameMembership);
  #heard = false;
  /** When it was last heard before the interruption that lasts, or the last one. */
  #lostAt: number | null = null;
  /** Nothing begins before this. */
  #heardSince = 0;

  constructor(exchange: string) {
    this.#exchange = exchange;
  }

  /** Rows were changed since `take`. */
  get changed(): boolean {
    return this.#states.changed.size > 0 || this.#memberships.changed.size > 0;
  }

  /** Rows that were open when the process stopped; the exchange was heard until `heardUntil`, epoch ms, null if not known. */
  restore({ states, memberships }: AgentRows, heardUntil: number | null): void {
    for (const span of states) this.#states.restore(span.agent, span);
    for (const span of memberships) this.#memberships.restore(membershipOf(span), span);
    this.#heard = true;
    this.interrupted(heardUntil ?? 0);
  }

  /** The exchange was heard until `at`. */
  interrupted(at: number): void {
    if (!this.#heard) return;
    this.#heard = false;
    this.#lostAt = at;
    this.#states.endAll(at);
    this.#memberships.endAll(at);
  }

  /** The exchange is heard, and its whole state is told now. */
  heard(at: number): void {
    if (this.#heard) return;
    this.#heard = true;
    this.#heardSince = this.#lostAt !== null && at - this.#lostAt < negligibleMs ? this.#lostAt : at;
  }

  /** The agent stands so since `facts.since`; what else is new, such as the name, is so from `at` on. */
  state(facts: StateFacts, at: number): void {
    if (this.#heard) this.#states.put(facts.agent, { exchange: this.#exchange, ...facts, ...this.#begin(facts) }, at);
  }

  /** The agent serves the queue so since `facts.since`; what else is new is so from `at` on. */
  membership(facts: MembershipFacts, at: number): void {
    if (!this.#heard) return;
    this.#memberships.put(membershipOf(facts), { exchange: this.#exchange, ...facts, ...this.#begin(facts) }, at);
  }

  /** The agent serves the queue no more. */
  left(agent: string, queue: string, at: number): void {
    this.#memberships.end(membershipOf({ agent, queue }), at);
  }

  /** Nothing more is kept of the agent. */
  forget(agent: string, at: number): void {
    this.#states.end(agent, at);
  }

  #begin({ since }: { since: number }) {
    return { startedAt: Math.max(since, this.#heardSince), endedAt: null };
  }

  /** Rows that are new or have changed since the last call, each in its latest state. */
  take(): AgentRows {
    const rows = { states: [...this.#states.changed.values()], memberships: [...this.#memberships.changed.values()] };
    this.#states.changed.clear();
    this.#memberships.changed.clear();
    return rows;
  }
}

/** The spans that last, one for each owner. */
class OpenSpans<S extends { startedAt: number; endedAt: number | null; since: number }> {
  readonly changed = new Map<string, S>();
  readonly #open = new Map<string, S>();
  readonly #keyOf: (span: S) => string;
  readonly #same: (a: S, b: S) => boolean;

  constructor(keyOf: (span: S) => string, same: (a: S, b: S) => boolean) {
    this.#keyOf = keyOf;
    this.#same = same;
  }

  /** Ends the owner's span where the new one starts; one that would last no time is replaced. */
  put(owner: string, told: S, at: number): void {
    const former = this.#open.get(owner);
    if (former !== undefined && this.#same(former, told)) return;
    let { startedAt } = told;
    if (former !== undefined) {
      startedAt = Math.max(former.startedAt, former.since === told.since ? at : startedAt);
      if (startedAt > former.startedAt) this.end(owner, startedAt);
    }
    const span = { ...told, startedAt };
    this.restore(owner, span);
    this.#note(span);
  }

  restore(owner: string, span: S): void {
    this.#open.set(owner, span);
  }

  end(owner: string, at: number): void {
    const span = this.#open.get(owner);
    if (span === undefined) return;
    this.#open.delete(owner);
    this.#note({ ...span, endedAt: Math.max(span.startedAt, at) });
  }

  endAll(at: number): void {
    for (const owner of [...this.#open.keys()]) this.end(owner, at);
  }

  #note(span: S): void {
    this.changed.set(this.#keyOf(span), span);
  }
}

function membershipOf({ agent, queue }: { agent: string; queue: string }): string {
  return `${agent}|${queue}`;
}

function sameState(a: AgentSpan, b: AgentSpan): boolean {
  return (
    a.state === b.state &&
    a.queue === b.queue &&
    a.pauseReason === b.pauseReason &&
    a.agentName === b.agentName &&
    a.since === b.since
  );
}

function sameMembership(a: MembershipSpan, b: MembershipSpan): boolean {
  return a.paused === b.paused && a.pauseReason === b.pauseReason && a.kind === b.kind && a.agentName === b.agentName;
}
