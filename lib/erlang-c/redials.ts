import { crossing } from './crossing.ts';

/**
 * Attempts per hour when a share of those who hang up dials again at once: the root of λ'(1 − r·P(λ')) = λ, where P is
 * the share that hangs up. The left side rises with λ' and the root lies in [λ, λ/(1 − r)].
 *
 * @param first first attempts per hour, above 0
 * @param redial chance that one who hung up dials again, 0 or more and below 1
 * @param hangingUp share of attempts that hang up, when there are so many per hour
 */
export function attemptsPerHour(first: number, redial: number, hangingUp: (attempts: number) => number): number {
  const excess = (attempts: number) => attempts - attempts * redial * hangingUp(attempts) - first;
  const most = first / (1 - redial);
  const below = excess(first);
  const above = excess(most);
  if (below >= 0) return first;
  if (above <= 0) return most;
  return crossing(excess, first, below, most, above).high;
}
