import { geometricSums } from './geometricSums.ts';
import { inverseBlocking } from './inverseBlocking.ts';

/** Shares of arrivals in M/M/n/K, and the queue. */
export interface FiniteLines {
  /** Arrivals that find a free agent. */
  immediate: number;
  /** Arrivals that are let in and queue. */
  queued: number;
  /** Arrivals that find every line taken. */
  blocking: number;
  /** Mean number waiting. */
  queueLength: number;
  /** Arrivals that are served within the threshold, of all offered. */
  serviceLevel: number;
}

/**
 * M/M/n/K: n agents, K lines in all (talking and waiting); an arrival that finds K is blocked (Gross, Shortle, Thompson
 * & Harris, Fundamentals of Queueing Theory, 4th ed., §2.5, eqs. 2.43–2.50). Stable or not, since the queue is bounded.
 *
 * @param completions agents · threshold / AHT: calls that busy agents end within the threshold, on average
 */
export function finiteLines(agents: number, lines: number, erlangs: number, completions: number): FiniteLines {
  const places = lines - agents;
  const ratio = erlangs / agents;
  const busyOrFewer = (agents / erlangs) * inverseBlocking(agents - 1, erlangs); // 1/B − 1: states below n, over p(n)
  const down = ratio <= 1;
  const { sum, weighted, power } = geometricSums(down ? ratio : 1 / ratio, places);
  // States n … K over p(n) when ρ ≤ 1, over p(K) when ρ > 1, so that nothing overflows.
  const queueable = down ? sum : sum * (1 / ratio);
  const full = down ? power : 1;
  const below = down ? busyOrFewer : busyOrFewer * power;
  const total = below + queueable + full;
  const waiting = down ? weighted + places * power : places * (sum + power) - (weighted + places * power);
  const reference = down ? 1 / total : power / total; // p(n)
  const inTime = servedInTime(down ? ratio : 1 / ratio, places, completions, down);
  return {
    immediate: below / total,
    queued: queueable / total,
    blocking: full / total,
    queueLength: waiting / total,
    serviceLevel: below / total + (down ? inTime * reference : inTime / total),
  };
}

/**
 * Σⱼ wⱼ · P(N > j) over j = 0 … places−1, N Poisson with mean x: who finds j waiting is served in time when more than j
 * agents come free. wⱼ is rʲ (falling), or r^(places−j) when the load exceeds the agents.
 */
function servedInTime(r: number, places: number, x: number, down: boolean): number {
  if (x === 0 || places === 0) return 0;
  const top = Math.min(places - 1, Math.ceil(x + 12 * Math.sqrt(x) + 40));
  let probability = poisson(top + 1, x);
  let tail = 0;
  for (let term = probability, i = top + 2; term > tail * 1e-18 && term > 0; i++) {
    tail += term;
    term *= x / i;
  }
  let sum = 0;
  const log = Math.log(r);
  for (let j = top; j >= 0; j--) {
    sum += Math.exp(log * (down ? j : places - j)) * tail;
    probability *= (j + 1) / x;
    tail += probability;
  }
  return sum;
}

/** P(N = k), by the saddle-point form (Loader 2000), which keeps its digits for large k. */
function poisson(k: number, x: number): number {
  if (k === 0) return Math.exp(-x);
  return Math.exp(-stirlingRest(k) - deviance(k, x)) / Math.sqrt(2 * Math.PI * k);
}

/** ln k! − ln(√(2πk) (k/e)ᵏ). */
function stirlingRest(k: number): number {
  if (k < 16) {
    let logFactorial = 0;
    for (let i = 2; i <= k; i++) logFactorial += Math.log(i);
    return logFactorial - (k + 0.5) * Math.log(k) + k - 0.5 * Math.log(2 * Math.PI);
  }
  const square = k * k;
  return (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * square)) / square) / square) / k;
}

/** k ln(k/x) + x − k, without cancellation near k = x. */
function deviance(k: number, x: number): number {
  const difference = (k - x) / x;
  if (Math.abs(difference) > 0.1) return k * Math.log(k / x) + x - k;
  const v = (k - x) / (k + x);
  let term = 2 * k * v;
  let sum = (k - x) * v;
  for (let i = 3; ; i += 2) {
    term *= v * v;
    const next = sum + term / i;
    if (next === sum) return sum;
    sum = next;
  }
}
