import { erlangA } from './erlangA.ts';
import { erlangC } from './erlangC.ts';
import { inverseBlocking } from './inverseBlocking.ts';
import { leastInteger } from './leastInteger.ts';
import { type Load, offeredLoad, spareShare } from './offeredLoad.ts';
import { count, notNegative, positive, shareBelowOne, shareUpToOne } from './parameters.ts';

/** What must hold, all at once; at least one of them. */
export interface Targets {
  /** At least `ratio` (0–1) of arrivals answered within the threshold. */
  serviceLevel?: { ratio: number; thresholdSeconds: number };
  /** Mean wait of at most this many seconds. */
  asaSeconds?: number;
  /** At most this share (0–1) of arrivals hangs up. Nobody does in Erlang C, where it only asks for a queue that ends. */
  abandonment?: number;
  /** Agents busy at most this share (0–1) of their time. */
  occupancy?: number;
}

export interface RequiredAgentsInput extends Load {
  /** `erlang-c`: callers wait as long as it takes; `erlang-a`: they hang up when their patience ends. */
  model: 'erlang-c' | 'erlang-a';
  /** Mean patience in seconds, above 0; for `erlang-a` only. */
  patienceSeconds?: number;
  /** Chance that one who hung up dials again, 0 or more and below 1; for `erlang-a` only; default 0. */
  redialProbability?: number;
  /** Lines in all, talking and waiting; absent: without limit. */
  lines?: number;
  targets: Targets;
}

/**
 * The least number of agents that meets every target. Starts at the least that the load and the occupancy bound allow
 * and climbs by Erlang B's recursion, about √a steps; never an approximation. No arrivals need no agents.
 *
 * @throws RangeError naming the parameter and its value, or when `lines` are too few for the targets.
 * @example requiredAgents({ model: 'erlang-c', arrivalsPerHour: 100, ahtSeconds: 180,
 *   targets: { serviceLevel: { ratio: 0.8, thresholdSeconds: 20 } } }) // 8
 */
export function requiredAgents(input: RequiredAgentsInput): number {
  if (input.model !== 'erlang-c' && input.model !== 'erlang-a')
    throw new RangeError(`model must be 'erlang-c' or 'erlang-a', not ${String(input.model)}`);
  const erlangs = offeredLoad(input);
  const { serviceLevel, asaSeconds, occupancy } = checked(input.targets);
  if (input.lines !== undefined) return withLines(input, count('lines', input.lines), erlangs);
  if (erlangs === 0) return 0;
  if (input.model === 'erlang-a')
    return leastInteger(Math.round(erlangs), Math.sqrt(erlangs) / 4, (agents) => meets(input, agents));

  const ratio = serviceLevel?.ratio ?? 0;
  const threshold = serviceLevel?.thresholdSeconds ?? 0;
  const most = asaSeconds ?? Number.POSITIVE_INFINITY;
  let agents = Math.max(Math.floor(erlangs) + 1, leastForOccupancy(erlangs, occupancy));
  if (spareShare(input, agents) <= 0) agents += 1; // the product rounded below the true load
  let belowInverse = inverseBlocking(agents - 1, erlangs);
  const perAgent = Math.exp(-threshold / input.ahtSeconds);
  let patience = Math.exp((-(agents - erlangs) * threshold) / input.ahtSeconds);
  for (;;) {
    const spare = spareShare(input, agents);
    const wait = 1 / (1 + spare * (agents / erlangs) * belowInverse);
    const asa = (wait * input.ahtSeconds) / (agents * spare);
    if (wait * patience <= 1 - ratio && asa <= most) return agents;
    belowInverse = 1 + (agents / erlangs) * belowInverse;
    agents += 1;
    patience *= perAgent;
  }
}

function checked(targets: Targets): Targets {
  const { serviceLevel, asaSeconds, abandonment, occupancy } = targets;
  if ([serviceLevel, asaSeconds, abandonment, occupancy].every((target) => target === undefined))
    throw new RangeError(
      'targets must name at least one of serviceLevel, asaSeconds, abandonment, occupancy; it is empty',
    );
  if (abandonment !== undefined) shareUpToOne('targets.abandonment', abandonment);
  if (serviceLevel !== undefined) {
    shareBelowOne('targets.serviceLevel.ratio', serviceLevel.ratio);
    notNegative('targets.serviceLevel.thresholdSeconds', serviceLevel.thresholdSeconds);
  }
  if (asaSeconds !== undefined) positive('targets.asaSeconds', asaSeconds);
  if (occupancy !== undefined) shareUpToOne('targets.occupancy', occupancy);
  return targets;
}

/** The least n with a/n at or under the bound; the division may round either way, so both neighbours are looked at. */
function leastForOccupancy(erlangs: number, occupancy: number | undefined): number {
  if (occupancy === undefined) return 0;
  const agents = Math.ceil(erlangs / occupancy);
  return agents > 1 && erlangs / (agents - 1) <= occupancy ? agents - 1 : agents;
}

function withLines(input: RequiredAgentsInput, lines: number, erlangs: number): number {
  if (erlangs === 0) return 0;
  const met = (agents: number) => meets(input, agents);
  if (!met(lines))
    throw new RangeError(`lines must be enough for the targets; ${lines} are too few at any number of agents`);
  let few = 0;
  let enough = lines;
  while (enough - few > 1) {
    const middle = Math.floor((few + enough) / 2);
    if (met(middle)) enough = middle;
    else few = middle;
  }
  return enough;
}

function meets(input: RequiredAgentsInput, agents: number): boolean {
  const { model, patienceSeconds, targets, ...load } = input;
  const { serviceLevel, asaSeconds, abandonment, occupancy } = targets;
  const given = { ...load, agents, thresholdSeconds: serviceLevel?.thresholdSeconds ?? 0 };
  const result =
    model === 'erlang-a' ? erlangA({ ...given, patienceSeconds: patienceSeconds ?? Number.NaN }) : erlangC(given);
  return (
    result.serviceLevel >= (serviceLevel?.ratio ?? 0) &&
    result.asaSeconds <= (asaSeconds ?? Number.POSITIVE_INFINITY) &&
    result.occupancy <= (occupancy ?? 1) &&
    (!('abandonment' in result) || (result.abandonment as number) <= (abandonment ?? 1))
  );
}
