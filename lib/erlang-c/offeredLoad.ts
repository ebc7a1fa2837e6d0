import { notNegative, positive } from './parameters.ts';

/** Contacts per hour, and seconds of work that each brings. */
export interface Load {
  /** Mean arrivals per hour, 0 or more. */
  arrivalsPerHour: number;
  /** Mean handling time in seconds (talk, hold and wrap-up), above 0. */
  ahtSeconds: number;
}

/**
 * Offered load in erlangs: the mean number of agents that would be busy if nobody ever waited,
 * a = λ/μ (Cooper, Introduction to Queueing Theory, 2nd ed., §1.2).
 *
 * @throws RangeError on a negative or infinite rate, or a handling time that is not above 0.
 * @example offeredLoad({ arrivalsPerHour: 100, ahtSeconds: 180 }) // 5
 */
export function offeredLoad({ arrivalsPerHour, ahtSeconds }: Load): number {
  return (notNegative('arrivalsPerHour', arrivalsPerHour) * positive('ahtSeconds', ahtSeconds)) / 3600;
}

/** Agents less erlangs, n − a, to the last bit of what the inputs say: near n = a every rounding would show. */
export function spareAgents({ arrivalsPerHour, ahtSeconds }: Load, agents: number): number {
  const product = arrivalsPerHour * ahtSeconds;
  return (agents * 3600 - product - roundedOff(arrivalsPerHour, ahtSeconds, product)) / 3600;
}

/** x·y − product, exactly, where product is x·y rounded (Dekker 1971, Numerische Mathematik 18:224). */
function roundedOff(x: number, y: number, product: number): number {
  if (product > 1e280 || product < 1e-280) return 0;
  const xHigh = highHalf(x);
  const yHigh = highHalf(y);
  const xLow = x - xHigh;
  const yLow = y - yHigh;
  return xHigh * yHigh - product + xHigh * yLow + xLow * yHigh + xLow * yLow;
}

function highHalf(x: number): number {
  const shifted = 134217729 * x; // 2²⁷ + 1
  return shifted - (shifted - x);
}
