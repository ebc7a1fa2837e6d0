import { chanceAgainst, freeOdds } from './blockingOdds.ts';
import { type Load, offeredLoad, spareAgents } from './offeredLoad.ts';
import { notNegative } from './parameters.ts';

export interface ErlangBInput extends Load {
  /** Lines or trunks: 0 or more; any real number (Jagerman's continuation). */
  servers: number;
}

export interface ErlangBResult {
  /** Offered load a = λ · AHT. */
  readonly erlangs: number;
  /** Share 0–1 of calls that find every server busy and are lost. */
  readonly blocking: number;
  /** Share 0–1 of the servers' time that is busy: a(1 − B)/n. */
  readonly occupancy: number;
}

/**
 * Erlang B, M/M/n/n: calls that find every server busy are lost (Cooper, Introduction to Queueing Theory, 2nd ed.,
 * eq. 3.3.5). Any load from 0 up; blocking below the smallest double is 0.
 *
 * @throws RangeError naming the parameter and its value.
 * @example erlangB({ arrivalsPerHour: 100, ahtSeconds: 180, servers: 10 }).blocking // 0.018384570336648…
 */
export function erlangB(input: ErlangBInput): ErlangBResult {
  const erlangs = offeredLoad(input);
  const servers = notNegative('servers', input.servers);
  if (erlangs === 0) return Object.freeze({ erlangs, blocking: servers === 0 ? 1 : 0, occupancy: 0 });
  if (servers === 0) return Object.freeze({ erlangs, blocking: 1, occupancy: 0 });
  const odds = freeOdds(servers, erlangs, spareAgents(input, servers));
  const blocking = chanceAgainst(odds);
  // 1 − B as odds·B keeps its digits when almost everything is blocked.
  const carried = blocking < 0.5 ? 1 - blocking : odds.value * Math.exp(odds.exponent) * blocking;
  return Object.freeze({ erlangs, blocking, occupancy: (erlangs * carried) / servers });
}
