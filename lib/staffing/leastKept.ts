import { normalQuantile } from './poissonInterval.ts';

export interface LeastKeptInput {
  /** No fewer than these. */
  floor: number;
  /** Where to look first, `floor` or more. */
  guess: number;
  /** Whether so many agents keep every promise; more than enough are enough. */
  kept: (agents: number) => boolean;
  /** Their service level 0–1, and the one that is promised; 0: none is. */
  levelOf: (agents: number) => number;
  level: number;
  /** Agents by which the normal quantile of the service level rises by about one: the square root of the load. */
  spread: number;
}

/**
 * The fewest agents that keep what is promised, by few trials, since each is dear: the service level rises with agents much
 * as a normal distribution does (Halfin & Whitt 1981), so its quantile tells how many are missing. Where another promise
 * binds, by steps that double and halve.
 */
export function leastKept({ floor, guess, kept, levelOf, level, spread }: LeastKeptInput): number {
  let few = floor - 1;
  let enough = Number.POSITIVE_INFINITY;
  let agents = guess;
  let perAgent = 1 / Math.max(1, spread);
  let last: { agents: number; quantile: number; kept: boolean } | null = null;
  for (let step = 1; ; ) {
    const isKept = kept(agents);
    if (isKept) enough = agents;
    else few = agents;
    if (enough - few <= 1) return enough;
    const quantile = quantileOf(levelOf(agents));
    if (last !== null) {
      const slope = (quantile - last.quantile) / (agents - last.agents);
      if (slope > perAgent / 10) perAgent = slope;
      step = last.kept === isKept ? step * 2 : 1;
    }
    last = { agents, quantile, kept: isKept };
    // Where the quantile says, if that is still open; else off from here into what is.
    const wanted = level > 0 ? Math.ceil(agents + (quantileOf(level) - quantile) / perAgent) : agents;
    if (wanted > few && wanted < enough) agents = wanted;
    else if (isKept) agents = Math.max(few + 1, enough - step);
    else agents = enough === Number.POSITIVE_INFINITY ? few + step : Math.min(enough - 1, few + step);
  }
}

function quantileOf(level: number): number {
  return normalQuantile(Math.min(1 - 1e-12, Math.max(1e-12, level)));
}
