import { type AgentSuspicion, agentSuspicion, type SuspicionLimits } from '../agent/agentSuspicion.ts';
import type { AgentRecord } from './agentRecord.ts';

const usualRingingLimitSeconds = 120;
const usualWrapUpLimitSeconds = 300;

/** The limits that somebody has set; null: the usual, by the longest ring heard and by the wrap-up. */
export type SetLimits = { readonly [K in keyof SuspicionLimits]: number | null };

/** Which agents are in a state for suspiciously long: by the settings' limits, else by what is usual at this exchange. */
export class SuspicionWatch {
  readonly #limits: SetLimits;
  readonly #wrapUpSeconds: number;
  #longestRingSeconds = 0;

  /** `wrapUpSeconds`: the exchange's setting. */
  constructor(limits: SetLimits, wrapUpSeconds: number) {
    this.#limits = limits;
    this.#wrapUpSeconds = wrapUpSeconds;
  }

  /** A ring ended; null when the exchange does not tell how long it was. */
  rang(seconds: number | null): void {
    this.#longestRingSeconds = Math.max(this.#longestRingSeconds, seconds ?? 0);
  }

  /** Who has just become suspect, `now` by the clock here; null for those who are not, and for those who are already. */
  suspicion({ shown, heardSince, lostAt }: AgentRecord, now: number): AgentSuspicion | null {
    if (shown === null || shown.suspect !== null || lostAt !== null) return null;
    const { ringingSeconds, wrapUpSeconds } = this.#limits;
    return agentSuspicion(shown.state, shown.since, shown.since + now - heardSince, {
      ringingSeconds: ringingSeconds ?? Math.max(usualRingingLimitSeconds, 2 * this.#longestRingSeconds),
      wrapUpSeconds: wrapUpSeconds ?? Math.max(usualWrapUpLimitSeconds, 2 * this.#wrapUpSeconds),
    });
  }
}
