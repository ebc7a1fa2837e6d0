import type { AgentTimeline } from '#lib/agent/agentTimeline.ts';
import type { Contact } from '#lib/contact/contact.ts';
import { type Visit, visitKey } from '#lib/contact/visit.ts';
import type { Spool } from '#lib/ledger/spool.ts';

const putEveryMs = 50;

/** Rows go to the disk at once, but under load at most twenty times a second: each time the disk is waited for. */
export class PacedPut {
  readonly #spool: Spool;
  readonly #timeline: AgentTimeline;
  readonly #visits = new Map<string, Visit>();
  readonly #contacts = new Map<string, Contact>();
  #soon = false;
  #putAt = 0;

  constructor(spool: Spool, timeline: AgentTimeline) {
    this.#spool = spool;
    this.#timeline = timeline;
  }

  add(visits: readonly Visit[], contacts: readonly Contact[]): void {
    for (const visit of visits) this.#visits.set(visitKey(visit), visit);
    for (const contact of contacts) this.#contacts.set(contact.contactId, contact);
    if (visits.length > 0 || contacts.length > 0) this.ask();
  }

  /** A visit that is about to be put. */
  visit(key: string): Visit | undefined {
    return this.#visits.get(key);
  }

  /** Agents' states changed, or rows were added: soon they are put. */
  ask(): void {
    if (this.#soon) return;
    this.#soon = true;
    const pauseMs = this.#putAt + putEveryMs - performance.now();
    if (pauseMs > 0) setTimeout(() => this.put(), pauseMs);
    else setImmediate(() => this.put());
  }

  /** Now; on return they are on the disk. */
  put(): void {
    this.#soon = false;
    this.#putAt = performance.now();
    this.#spool.put([...this.#visits.values()], [...this.#contacts.values()], this.#timeline.take());
    this.#visits.clear();
    this.#contacts.clear();
  }
}
