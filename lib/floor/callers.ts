import { type Visit, visitKey } from '../contact/visit.ts';
import type { CallerNow } from '../feed/feedEvents.ts';

export interface CallersOptions {
  exchange: string;
  centreOf: (queue: string) => string;
  onChange: (caller: CallerNow) => void;
  onGone: (id: string) => void;
}

interface OpenVisit {
  callId: string;
  queue: string;
  agent: string | null;
}

/**
 * Whose calls the contacts on the floor are and who talks with them. A number is forgotten with the last open visit of its
 * call; it is kept nowhere else.
 */
export class Callers {
  readonly #options: CallersOptions;
  readonly #visits = new Map<string, OpenVisit>();
  readonly #numbers = new Map<string, string | null>();
  /** Ids of open visits by call. */
  readonly #ofCall = new Map<string, Set<string>>();

  constructor(options: CallersOptions) {
    this.#options = options;
  }

  /** The visit waits, talks, or is on its way from the one to the other. */
  open(visit: Visit): void {
    const id = visitKey(visit);
    const known = this.#visits.get(id);
    const agent = visit.outcome === 'answered' ? visit.agent : null;
    if (known !== undefined && known.agent === agent) return;
    this.#visits.set(id, { callId: visit.callId, queue: visit.queue, agent });
    const ofCall = this.#ofCall.get(visit.callId);
    if (ofCall === undefined) this.#ofCall.set(visit.callId, new Set([id]));
    else ofCall.add(id);
    this.#tell(id);
  }

  /** The visit is over, or bears another id. */
  over(id: string): void {
    const visit = this.#visits.get(id);
    if (visit === undefined) return;
    this.#visits.delete(id);
    const ofCall = this.#ofCall.get(visit.callId);
    ofCall?.delete(id);
    if (ofCall?.size === 0) {
      this.#ofCall.delete(visit.callId);
      this.#numbers.delete(visit.callId);
    }
    this.#options.onGone(id);
  }

  /** Whose call it is; of a call that is in no queue it is not kept. */
  told(callId: string, number: string | null): void {
    const ofCall = this.#ofCall.get(callId);
    // what a list does not tell does not undo what was told
    if (ofCall === undefined || number === null || this.#numbers.get(callId) === number) return;
    this.#numbers.set(callId, number);
    for (const id of ofCall) this.#tell(id);
  }

  /** How many numbers are remembered: none once no call is in a queue. */
  get size(): number {
    return this.#numbers.size;
  }

  #tell(id: string): void {
    const visit = this.#visits.get(id);
    if (visit === undefined) return;
    const { exchange, centreOf, onChange } = this.#options;
    onChange({
      id,
      centre: centreOf(visit.queue),
      queue: `${exchange}:${visit.queue}`,
      number: this.#numbers.get(visit.callId) ?? null,
      agent: visit.agent === null ? null : `${exchange}:${visit.agent}`,
    });
  }
}
