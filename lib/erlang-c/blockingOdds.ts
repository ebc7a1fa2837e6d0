import { waitMass } from './waitMass.ts';

/**
 * 1/B − 1, the odds of finding one of `servers` free in Erlang's loss system: n∫₀^∞ (1 + z)^(n−1)·e^(−az) dz, which is
 * also Erlang B's continuation to any real number of servers (Jagerman 1974, "Some properties of the Erlang loss
 * function", BSTJ 53:525, eq. 8, integrated by parts). As value·e^exponent, since no double holds all of them.
 *
 * @param servers any real number of 0 or more
 * @param erlangs above 0
 * @param spare servers − erlangs
 */
export function freeOdds(servers: number, erlangs: number, spare: number): { value: number; exponent: number } {
  if (servers === 0) return { value: 0, exponent: 0 };
  const busy = waitMass(servers, erlangs, spare, Number.NEGATIVE_INFINITY, 0, 'all');
  return { value: servers * busy.all, exponent: busy.exponent };
}

/** 1/(1 + odds): denormal where the odds overflow, 0 only below the smallest double. */
export function chanceAgainst({ value, exponent }: { value: number; exponent: number }): number {
  if (exponent < 600) return 1 / (1 + value * Math.exp(exponent));
  return Math.exp(-exponent / 2) * (Math.exp(-exponent / 2) / value);
}
