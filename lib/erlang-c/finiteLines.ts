import { poissonDepartures } from './departures.ts';
import { geometricSums } from './geometricSums.ts';
import { servedInTime } from './servedInTime.ts';
import { waitMass } from './waitMass.ts';

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
 * @param spare agents − erlangs
 * @param completions agents · threshold / AHT: calls that busy agents end within the threshold, on average
 */
export function finiteLines(
  agents: number,
  lines: number,
  erlangs: number,
  spare: number,
  completions: number,
): FiniteLines {
  const places = lines - agents;
  const down = spare >= 0;
  // ln ρ, of the smaller over the greater of the two, and its sign apart.
  const gap = Math.abs(spare) / Math.max(agents, erlangs);
  const fall = gap < 0.5 ? Math.log1p(-gap) : -Math.abs(Math.log(erlangs / agents));
  const { sum, weighted, power } = geometricSums(fall, places);
  const log = down ? fall : -fall;
  // Everything over p(n)·e^top.
  const busy = waitMass(agents, erlangs, spare, Number.NEGATIVE_INFINITY, 0, 'all');
  const inTime = servedInTime(
    {
      places,
      logOf: (k) => k * log,
      ratio: () => erlangs / agents,
      sum: (k) => ({ exponent: Math.max(0, k * log), value: geometricSums(fall, k + 1).sum }),
    },
    poissonDepartures(completions),
  );
  const top = Math.max(busy.exponent, down ? 0 : places * log);
  const free = agents * busy.all * Math.exp(busy.exponent - top);
  // Over p(n) when ρ ≤ 1, over p(K) when ρ > 1, so that nothing overflows.
  const scale = Math.exp((down ? 0 : places * log) - top);
  const queueable = down ? sum : sum * (agents / erlangs);
  const full = down ? power : 1;
  const waiting = down ? weighted + places * power : places * (sum + power) - (weighted + places * power);
  const total = free + scale * (queueable + full);
  return {
    immediate: free / total,
    queued: (scale / total) * queueable,
    blocking: (scale / total) * full,
    queueLength: (scale / total) * waiting,
    serviceLevel: free / total + (inTime.value / total) * Math.exp(inTime.exponent - top),
  };
}
