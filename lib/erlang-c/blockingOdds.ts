import { waitMass } from './waitMass.ts';

/**
 * 1/B − 1, the odds of finding one of `servers` free in Erlang's loss system: n∫₀^∞ (1 + z)^(n−1)·e^(−az) dz, which is
 * also Erlang B's continuation to any real number of servers (Jagerman 1974, "Some properties of the Erlang loss
 * function", BSTJ 53:525, eq. 8, integrated by parts). Infinity where B is below the smallest double.
 *
 * @param servers any real number of 0 or more
 * @param erlangs above 0
 * @param spare servers − erlangs
 */
export function freeOdds(servers: number, erlangs: number, spare: number): number {
  if (servers === 0) return 0;
  const busy = waitMass(servers, erlangs, spare, Number.NEGATIVE_INFINITY, 0);
  return servers * busy.all * Math.exp(busy.exponent);
}

/** ln(1/B − 1), for odds that no double holds. */
export function logFreeOdds(servers: number, erlangs: number, spare: number): number {
  const busy = waitMass(servers, erlangs, spare, Number.NEGATIVE_INFINITY, 0);
  return Math.log(servers * busy.all) + busy.exponent;
}
