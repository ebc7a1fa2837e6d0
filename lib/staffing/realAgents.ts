import { erlangC, requiredAgents } from 'erlang-c';
import { placesOf } from './concurrency.ts';
import { impatientStaffing } from './impatientStaffing.ts';
import { type StaffingRules, targetsOf } from './staffingRules.ts';
import type { StationaryLoad } from './stationaryStaffing.ts';

/** How closely agents are told: a fiftieth of one. */
const precision = 0.02;

/**
 * Agents that just meet every promise, as a real number: what a lever saves would else be 0 or 1 by the chance of rounding.
 * The Erlang formulas are continued between whole agents by their integrals (Jagers and Van Doorn 1986).
 *
 * @returns at most the whole number that staffIntervals asks for, and more than one agent fewer never
 */
export function realAgents(rules: StaffingRules): (load: StationaryLoad) => number {
  const targets = targetsOf(rules);
  const { thresholdSeconds } = rules.target;
  const impatient = impatientStaffing(targets, thresholdSeconds, rules.redialProbability ?? 0);
  /** By how much the tightest promise is kept, above 0, or missed: it rises with every agent. */
  const kept = (figures: Promised): number =>
    Math.min(
      targets.serviceLevel ? figures.serviceLevel - targets.serviceLevel.ratio : 1,
      targets.asaSeconds === undefined ? 1 : 1 - Math.min(2, figures.asaSeconds / targets.asaSeconds),
      targets.abandonment === undefined ? 1 : targets.abandonment - figures.abandonment,
      targets.occupancy === undefined ? 1 : targets.occupancy - figures.occupancy,
    );
  return (load) => {
    if (load.arrivalsPerHour === 0) return 0;
    const { ahtSeconds, perAgent } = placesOf(load.ahtSeconds, rules);
    const { arrivalsPerHour, patienceSeconds } = load;
    if (rules.model !== 'erlang-c' && patienceSeconds !== null) {
      const { required, at } = impatient({ arrivalsPerHour, ahtSeconds, patienceSeconds });
      return crossing(required, (agents) => kept(at(agents).figures)) / perAgent;
    }
    const served = { arrivalsPerHour, ahtSeconds };
    const required = requiredAgents({ model: 'erlang-c', ...served, targets });
    const figuresOf = (agents: number) => ({ ...erlangC({ ...served, agents, thresholdSeconds }), abandonment: 0 });
    return crossing(required, (agents) => kept(figuresOf(agents))) / perAgent;
  };
}

type Promised = Record<'serviceLevel' | 'asaSeconds' | 'abandonment' | 'occupancy', number>;

/** Where a rising function crosses 0 within one agent below `enough`: Dowell and Jarratt's bracketed secant (BIT 11, 1971). */
function crossing(enough: number, of: (agents: number) => number): number {
  let [low, high] = [Math.max(0, enough - 1), enough];
  let [below, above] = [of(low), of(high)];
  if (below >= 0) return low;
  let moved: 'low' | 'high' | null = null;
  while (high - low > precision) {
    const secant = (low * above - high * below) / (above - below);
    // Half the precision off both ends, so that a bracket whose one end is right closes in the next step.
    const at = Math.min(high - precision / 2, Math.max(low + precision / 2, secant));
    const value = of(at);
    if (value < 0) {
      [low, below] = [at, value];
      if (moved === 'low') above /= 2;
      moved = 'low';
    } else {
      [high, above] = [at, value];
      if (moved === 'high') below /= 2;
      moved = 'high';
    }
  }
  return high;
}
