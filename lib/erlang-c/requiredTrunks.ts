import { inverseBlocking } from './inverseBlocking.ts';
import { type Load, offeredLoad } from './offeredLoad.ts';
import { shareBelowOne } from './parameters.ts';

/**
 * The least number of trunks that keeps the share of blocked calls at or under `blocking` (Erlang B). Starts from
 * a(1 − blocking), below which the carried load cannot fit, and climbs by B's recursion
 * (Cooper, Introduction to Queueing Theory, 2nd ed., eq. 3.3.9).
 *
 * @param blocking share, above 0 and below 1
 * @throws RangeError naming the parameter and its value.
 * @example requiredTrunks({ arrivalsPerHour: 100, ahtSeconds: 180, blocking: 0.01 }) // 11
 */
export function requiredTrunks({ blocking, ...load }: Load & { blocking: number }): number {
  const erlangs = offeredLoad(load);
  shareBelowOne('blocking', blocking);
  if (erlangs === 0) return 0;
  const enough = 1 / blocking;
  let trunks = Math.floor(erlangs * (1 - blocking));
  let inverse = inverseBlocking(trunks, erlangs);
  while (inverse < enough) {
    trunks += 1;
    inverse = 1 + (trunks / erlangs) * inverse;
  }
  return trunks;
}
