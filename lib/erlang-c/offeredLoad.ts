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

/** Agents less erlangs, n − a, without the rounding that the division by 3600 adds near n = a. */
export function spareAgents({ arrivalsPerHour, ahtSeconds }: Load, agents: number): number {
  return (agents * 3600 - arrivalsPerHour * ahtSeconds) / 3600;
}

/** Agents less erlangs, over agents: 1 − ρ, without the rounding that 1 − a/n suffers near ρ = 1. */
export function spareShare({ arrivalsPerHour, ahtSeconds }: Load, agents: number): number {
  return (agents * 3600 - arrivalsPerHour * ahtSeconds) / (agents * 3600);
}
