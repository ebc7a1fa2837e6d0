import { inverseBlocking } from './inverseBlocking.ts';
import { type Load, offeredLoad } from './offeredLoad.ts';
import { count } from './parameters.ts';

export interface ErlangBInput extends Load {
  /** Lines or trunks: whole, 0 or more. */
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
  const servers = count('servers', input.servers);
  const blocking = erlangs === 0 ? (servers === 0 ? 1 : 0) : 1 / inverseBlocking(servers, erlangs);
  return Object.freeze({ erlangs, blocking, occupancy: carriedPerServer(servers, erlangs, blocking) });
}

/** a(1 − B)/n, where 1 − B = (n/a)·(1/B(n−1))·B keeps its digits when almost everything is blocked. */
function carriedPerServer(servers: number, erlangs: number, blocking: number): number {
  if (servers === 0 || erlangs === 0) return 0;
  if (blocking < 0.5) return (erlangs * (1 - blocking)) / servers;
  return inverseBlocking(servers - 1, erlangs) * blocking;
}
