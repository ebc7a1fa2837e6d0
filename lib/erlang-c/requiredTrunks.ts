import { freeOdds } from './blockingOdds.ts';
import { leastInteger } from './leastInteger.ts';
import { type Load, offeredLoad, spareAgents } from './offeredLoad.ts';
import { shareBelowOne } from './parameters.ts';

/**
 * The least number of trunks that keeps the share of blocked calls at or under `blocking` (Erlang B; Cooper, Introduction
 * to Queueing Theory, 2nd ed., eq. 3.3.5). The search starts at a(1 − blocking), below which the carried load cannot fit.
 *
 * @param blocking share, above 0 and below 1
 * @throws RangeError naming the parameter and its value.
 * @example requiredTrunks({ arrivalsPerHour: 100, ahtSeconds: 180, blocking: 0.01 }) // 11
 */
export function requiredTrunks({ blocking, ...load }: Load & { blocking: number }): number {
  const erlangs = offeredLoad(load);
  shareBelowOne('blocking', blocking);
  if (erlangs === 0) return 0;
  const enough = Math.log((1 - blocking) / blocking);
  return leastInteger(Math.floor(erlangs * (1 - blocking)), Math.sqrt(erlangs), (trunks) => {
    const odds = freeOdds(trunks, erlangs, spareAgents(load, trunks));
    return Math.log(odds.value) + odds.exponent >= enough;
  });
}
