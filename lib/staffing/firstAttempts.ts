/**
 * Contacts who call for the first time, of all that were counted. A history's offered contacts hold those who hung up and
 * called again: with so many of them in the past as now planned for, the offered ones could be taken as they are; but a
 * plan that answers better has fewer, one that answers worse has more. So the past's are taken out here, first = offered
 * · (1 − r · past abandonment), and the plan's come in by the fixed point attempts = first + r · abandonment(attempts) · attempts.
 *
 * @param offered contacts counted, or forecast from counted ones
 * @param redialProbability chance 0–1 that one who hung up calls again
 * @param pastAbandonment share 0–1 that hung up in the history; null: not known, then all count as first ones, which plans for
 *   too many rather than too few
 */
export function firstAttempts(offered: number, redialProbability: number, pastAbandonment: number | null): number {
  if (pastAbandonment === null) return offered;
  if (!(pastAbandonment >= 0 && pastAbandonment <= 1))
    throw new RangeError(`pastAbandonment must be 0 to 1, not ${pastAbandonment}`);
  return offered * (1 - redialProbability * pastAbandonment);
}
