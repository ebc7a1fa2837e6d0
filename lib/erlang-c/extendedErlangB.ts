import { type ErlangBInput, type ErlangBResult, erlangB } from './erlangB.ts';
import { share } from './parameters.ts';
import { attemptsPerHour } from './redials.ts';

export interface ExtendedErlangBInput extends ErlangBInput {
  /** Chance, 0 or more and below 1, that a blocked caller tries again at once, each time. */
  retryProbability: number;
}

export interface ExtendedErlangBResult extends ErlangBResult {
  /** Attempts per hour, retries included. */
  readonly attemptsPerHour: number;
  /** Share 0–1 of callers who give up without ever getting through. */
  readonly lost: number;
}

/**
 * Extended Erlang B: blocked callers try again, so that the attempts are λ' = λ + r·B(λ')·λ'.
 * `blocking` is that of an attempt, `erlangs` that of the first attempts.
 *
 * @throws RangeError naming the parameter and its value.
 * @example extendedErlangB({ arrivalsPerHour: 100, ahtSeconds: 180, servers: 6, retryProbability: 0.5 }).blocking
 */
export function extendedErlangB(input: ExtendedErlangBInput): ExtendedErlangBResult {
  const { retryProbability: again, ...first } = input;
  share('retryProbability', again);
  const { erlangs } = erlangB(first);
  const at = (arrivalsPerHour: number) => erlangB({ ...first, arrivalsPerHour });
  const attempts =
    erlangs === 0
      ? first.arrivalsPerHour
      : attemptsPerHour(first.arrivalsPerHour, again, (arrivalsPerHour) => at(arrivalsPerHour).blocking);
  const { blocking, occupancy } = at(attempts);
  const lost = (blocking * (1 - again)) / (1 - again * blocking);
  return Object.freeze({ erlangs, blocking, occupancy, attemptsPerHour: attempts, lost });
}
