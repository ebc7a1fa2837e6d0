import { chanceAgainst, freeOdds } from './blockingOdds.ts';
import { finiteLines } from './finiteLines.ts';
import { type Load, offeredLoad, spareAgents } from './offeredLoad.ts';
import { checkedLines, notNegative } from './parameters.ts';

export interface ErlangCInput extends Load {
  /** Agents at work, 0 or more: any real number, with `lines` a whole one. */
  agents: number;
  /** A call answered within this many seconds counts as in time; default 20. */
  thresholdSeconds?: number;
  /** Lines in all, talking and waiting: whole, at least `agents`; absent: without limit. */
  lines?: number;
}

export interface ErlangCResult {
  /** Offered load a = λ · AHT. */
  readonly erlangs: number;
  /** Share 0–1 of arrivals that must wait (with `lines`: that are let in and wait). */
  readonly waitProbability: number;
  /** Mean wait of every call let in, in seconds; Infinity when the queue grows without end. */
  readonly asaSeconds: number;
  /** Share 0–1 of arrivals answered within the threshold. */
  readonly serviceLevel: number;
  /** Share 0–1 of the agents' time spent on calls. */
  readonly occupancy: number;
  /** Mean number of callers waiting. */
  readonly queueLength: number;
  /** Share 0–1 of arrivals that find every line taken; 0 without `lines`. */
  readonly blocking: number;
}

/** No calls: nobody waits, whoever sits there. */
const idle: Omit<ErlangCResult, 'erlangs'> = {
  waitProbability: 0,
  asaSeconds: 0,
  serviceLevel: 1,
  occupancy: 0,
  queueLength: 0,
  blocking: 0,
};

/** As much work as agents, or more: the queue grows without end. An answer, not an error. */
const unstable: Omit<ErlangCResult, 'erlangs'> = {
  waitProbability: 1,
  asaSeconds: Number.POSITIVE_INFINITY,
  serviceLevel: 0,
  occupancy: 1,
  queueLength: Number.POSITIVE_INFINITY,
  blocking: 0,
};

/**
 * Erlang C, M/M/n: callers wait as long as it takes (Cooper, Introduction to Queueing Theory, 2nd ed., eqs. 3.4.7 and
 * 3.4.16–3.4.20); with `lines`, M/M/n/K. Agents ≤ erlangs without `lines` is answered with waitProbability 1,
 * asaSeconds Infinity and serviceLevel 0.
 *
 * @throws RangeError naming the parameter and its value.
 * @example erlangC({ arrivalsPerHour: 100, ahtSeconds: 180, agents: 8 }).serviceLevel // 0.88014831…
 */
export function erlangC(input: ErlangCInput): ErlangCResult {
  const erlangs = offeredLoad(input);
  const agents = notNegative('agents', input.agents);
  const threshold = notNegative('thresholdSeconds', input.thresholdSeconds ?? 20);
  const lines = checkedLines(input.lines, agents);
  if (erlangs === 0) return Object.freeze({ erlangs, ...idle });
  return Object.freeze({ erlangs, ...figuresC(input, agents, threshold, lines) });
}

/** What erlangC tells, of checked parameters and some arrivals. */
export function figuresC(
  load: Load,
  agents: number,
  threshold: number,
  lines: number | undefined,
): Omit<ErlangCResult, 'erlangs'> {
  const erlangs = (load.arrivalsPerHour * load.ahtSeconds) / 3600;
  return lines === undefined
    ? unlimited(load, erlangs, agents, threshold)
    : limited(load, erlangs, agents, threshold, lines);
}

function unlimited(load: Load, erlangs: number, agents: number, threshold: number): Omit<ErlangCResult, 'erlangs'> {
  const spare = spareAgents(load, agents);
  if (spare <= 0) return unstable;
  // C = 1/(1 + (1 − ρ)(1/B − 1)).
  const { value, exponent } = freeOdds(agents, erlangs, spare);
  const odds = { value: (spare / agents) * value, exponent };
  const waitProbability = chanceAgainst(odds);
  const freedPerSecond = spare / load.ahtSeconds; // nμ − λ
  return {
    waitProbability,
    asaSeconds: waitProbability / freedPerSecond,
    serviceLevel: answeredWithin(waitProbability, odds.value * Math.exp(exponent), freedPerSecond * threshold),
    occupancy: Math.min(1, erlangs / agents),
    queueLength: (waitProbability * erlangs) / spare,
    blocking: 0,
  };
}

/** 1 − C·e^(−x); as (1 − C) + C(1 − e^(−x)) where most wait, so that a tiny service level is not lost in 1 − 1. */
function answeredWithin(waitProbability: number, odds: number, x: number): number {
  if (waitProbability < 0.5) return 1 - waitProbability * Math.exp(-x);
  return Math.min(1, odds * waitProbability - waitProbability * Math.expm1(-x));
}

function limited(
  load: Load,
  erlangs: number,
  agents: number,
  threshold: number,
  lines: number,
): Omit<ErlangCResult, 'erlangs'> {
  // Lines that nobody ever answers fill up and stay full.
  if (agents === 0) return { ...unstable, queueLength: lines, blocking: 1, waitProbability: 0 };
  const result = finiteLines(agents, lines, erlangs, spareAgents(load, agents), (agents * threshold) / load.ahtSeconds);
  const accepted = result.immediate + result.queued;
  return {
    waitProbability: result.queued,
    asaSeconds: (result.queueLength * 3600) / (load.arrivalsPerHour * accepted),
    serviceLevel: Math.min(1, result.serviceLevel),
    occupancy: Math.min(1, (erlangs * accepted) / agents),
    queueLength: result.queueLength,
    blocking: result.blocking,
  };
}
