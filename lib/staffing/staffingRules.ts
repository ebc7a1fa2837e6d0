import type { Targets } from 'erlang-c';

/** `erlang-a`: callers hang up when their patience ends, where it is known; `erlang-c`: they wait as long as it takes. */
export type StaffingModel = 'erlang-a' | 'erlang-c';

/** What the plan promises, what it knows of callers, and what stands between being rostered and taking calls. */
export interface StaffingRules {
  /** Share 0–1 of all contacts answered within the threshold; share 0: nothing is promised of it. */
  target: { ratio: number; thresholdSeconds: number };
  /** Mean wait of at most this many seconds; null: no promise. */
  maxAsaSeconds?: number | null | undefined;
  /** At most this share 0–1 of contacts hangs up; null: no promise. */
  maxAbandonment?: number | null | undefined;
  /** Agents are busy at most this share 0–1 of their time; 1: no bound. */
  maxOccupancy: number;
  /** Share 0–1 of rostered time not spent taking calls: leave, breaks, training, sickness. */
  shrinkage: number;
  /** Default `erlang-a`. */
  model?: StaffingModel | undefined;
  /** Mean patience of callers where an interval has none of its own; null: they wait as long as it takes. */
  patienceSeconds?: number | null | undefined;
  /** Chance 0–1, below 1, that a caller who hung up calls again within the interval, each time; default 0. */
  redialProbability?: number | undefined;
  /** Calls that last into the next interval are met there; default true. */
  carryOver?: boolean | undefined;
  /** Contacts that one agent handles at once, whole; default 1. */
  concurrency?: number | undefined;
  /** By how much each further contact at once lengthens all of them: 0.15 for 15 % each; default 0. */
  concurrencyInflation?: number | undefined;
}

/** @throws RangeError naming the rule and its value; targets are checked where they are used. */
export function checkRules(rules: StaffingRules): void {
  const { shrinkage, patienceSeconds, redialProbability = 0, concurrency = 1, concurrencyInflation = 0, model } = rules;
  if (!(shrinkage >= 0 && shrinkage < 1))
    throw new RangeError(`shrinkage must be 0 or more and below 1, not ${shrinkage}`);
  if (patienceSeconds !== undefined) checkPatience(patienceSeconds);
  if (!(redialProbability >= 0 && redialProbability < 1))
    throw new RangeError(`redialProbability must be 0 or more and below 1, not ${redialProbability}`);
  if (!(Number.isInteger(concurrency) && concurrency >= 1))
    throw new RangeError(`concurrency must be a whole number of 1 or more, not ${concurrency}`);
  if (!(concurrencyInflation >= 0 && Number.isFinite(concurrencyInflation)))
    throw new RangeError(`concurrencyInflation must be 0 or more, not ${concurrencyInflation}`);
  if (model !== undefined && model !== 'erlang-a' && model !== 'erlang-c')
    throw new RangeError(`model must be erlang-a or erlang-c, not ${String(model)}`);
}

export function checkPatience(patienceSeconds: number | null): void {
  if (patienceSeconds !== null && !(patienceSeconds > 0 && Number.isFinite(patienceSeconds)))
    throw new RangeError(
      `patienceSeconds must be above 0, or null for callers who wait for ever, not ${patienceSeconds}`,
    );
}

/** The promises as the formulas take them, all to hold at once. */
export function targetsOf({ target, maxAsaSeconds, maxAbandonment, maxOccupancy }: StaffingRules): Targets {
  const targets: Targets = { occupancy: maxOccupancy };
  if (target.ratio !== 0) targets.serviceLevel = target;
  if (maxAsaSeconds != null) targets.asaSeconds = maxAsaSeconds;
  if (maxAbandonment != null) targets.abandonment = maxAbandonment;
  return targets;
}
