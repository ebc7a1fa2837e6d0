import { BirthDeathChain, type QueueRates, type StateProbabilities, steadyState } from './birthDeathChain.ts';
import type { IntervalLoad } from './carriedDemand.ts';
import { placesOf } from './concurrency.ts';
import { carriedLoads } from './effectiveLoad.ts';
import { close, passInterval } from './intervalPassage.ts';
import { keeps } from './keptPromises.ts';
import { leastKept } from './leastKept.ts';
import type { TransientFigures } from './queueSums.ts';
import { atRedials, type RedialGuess } from './redials.ts';
import { type StaffingRules, targetsOf } from './staffingRules.ts';
import { stationaryStaffing } from './stationaryStaffing.ts';

/** How an interval is staffed. */
export interface StaffedThroughDay {
  /** At their desks. */
  required: number;
  /** 1 where nobody calls again. */
  attemptsPerFirst: number;
}

/** What so many agents make of an interval, and leave to the next. */
interface Trial {
  rates: QueueRates;
  figures: TransientFigures;
  end: StateProbabilities;
  attemptsPerFirst: number;
}

/**
 * The fewest agents that keep every promise in every interval, given what the intervals before left waiting: the first one is
 * staffed as if it had gone on for long, the queue followed exactly to its end (see transientQueue), then the next. Staffing
 * after Feldman, Mandelbaum, Massey & Whitt, "Staffing of time-varying queues to achieve time-stable performance",
 * Management Science 54 (2008) 324–338, with the exact equations in place of their simulation. 0 where nobody comes.
 *
 * No interval gets fewer than the least load that it carries would need for ever. So a flat day is staffed as the formulas
 * say, and nobody is sent away for a quarter of an hour because the one before was a little too good, to be called back
 * in the next. On smooth days it takes as many agents as `effectiveArrivals`, within 1 %; on peaks of four times within an
 * hour or a quarter, 3 to 300 agents, up to 3 % more, and none of its intervals falls short (there down to 42 % of 80 promised).
 *
 * @param loads of an unbroken stretch, see carriedDemand
 * @param guesses where to look first: what a stationary formula asks for
 * @param rules those of `carryOver`, in force or not
 * @throws RangeError naming the rule or load and its value
 */
export function requiredThroughDay(
  loads: readonly IntervalLoad[],
  rules: StaffingRules,
  guesses: readonly StaffedThroughDay[],
): StaffedThroughDay[] {
  const targets = targetsOf(rules);
  const { thresholdSeconds } = rules.target;
  const redialProbability = rules.redialProbability ?? 0;
  const least = leastRequired(loads, rules);
  let before: Trial | null = null;
  let redialGuess: RedialGuess = { attemptsPerFirst: 1, slope: null };
  let beyondGuess = 0;
  return loads.map((load, i) => {
    const { required: guess } = guesses[i] as StaffedThroughDay;
    const next = loads[i + 1];
    const after = next && ratesOf(next, guesses[i + 1] as StaffedThroughDay, rules);
    const past = before;
    const follow = (required: number, attemptsPerFirst: number): Trial & { abandonment: number } => {
      const rates = ratesOf(load, { required, attemptsPerFirst }, rules);
      const chain = new BirthDeathChain(past === null ? steadyState(rates) : past.end);
      if (past !== null) close(chain, past.rates, rates);
      const passage = { rates, after, seconds: load.minutes * 60, thresholdSeconds, handedBack: false };
      const figures = passInterval(chain, passage).figures();
      return { rates, figures, end: chain.state, attemptsPerFirst, abandonment: figures.abandonment ?? 0 };
    };
    if (load.own === 0) {
      before = follow(0, 1);
      return nobody;
    }
    const trials = new Map<number, Trial>();
    const at = (required: number): Trial => {
      let trial = trials.get(required);
      if (trial === undefined) {
        const patient = ratesOf(load, nobody, rules).abandonment === 0;
        if (redialProbability === 0 || patient) trial = follow(required, 1);
        else {
          const found = atRedials(redialProbability, redialGuess, (attempts) => follow(required, attempts), 1e-6);
          redialGuess = found;
          trial = found.figures;
        }
        trials.set(required, trial);
      }
      return trial;
    };
    const floor = Math.max(1, least[i] as number);
    const required = leastKept({
      floor,
      guess: Math.max(floor, past === null ? guess : guess + beyondGuess),
      kept: (agents) => keeps(at(agents).figures, targets),
      levelOf: (agents) => at(agents).figures.serviceLevel ?? 1,
      level: rules.target.ratio,
      spread: Math.sqrt((load.arrivalsPerHour * load.ahtSeconds) / 3600),
    });
    beyondGuess = required - guess;
    before = at(required);
    return { required, attemptsPerFirst: before.attemptsPerFirst };
  });
}

const nobody: StaffedThroughDay = { required: 0, attemptsPerFirst: 1 };

/** What the formulas ask for with the least load that each interval carries. */
function leastRequired(loads: readonly IntervalLoad[], rules: StaffingRules): number[] {
  const requiredFor = stationaryStaffing(rules);
  const places = loads.map(({ ahtSeconds }) => placesOf(ahtSeconds, rules).ahtSeconds);
  const carried = carriedLoads(
    loads.map(({ own, minutes }, i) => ({ arrivalsPerHour: own, ahtSeconds: places[i] as number, minutes })),
  );
  return loads.map((load, i) => {
    if (load.own === 0) return 0;
    const erlangs = (carried[i] as { least: number }).least;
    // Where nothing is left to carry, as when the doors open, nothing is asked for.
    if (erlangs < 1e-9) return 0;
    const own = (load.own * (places[i] as number)) / 3600;
    // Where demand is flat no rounding error may ask for another agent.
    const arrivalsPerHour =
      erlangs > own * (1 - 1e-9) && erlangs < own * (1 + 1e-9) ? load.own : (erlangs / own) * load.own;
    return requiredFor({ ...load, arrivalsPerHour }).required;
  });
}

/** Rates of a load with so many agents, in places of one contact each. */
export function ratesOf(
  load: IntervalLoad,
  { required, attemptsPerFirst }: StaffedThroughDay,
  rules: StaffingRules,
): QueueRates {
  const places = placesOf(load.ahtSeconds, rules);
  const patient = rules.model === 'erlang-c' || load.patienceSeconds === null;
  return {
    arrivals: (load.own * attemptsPerFirst) / 3600,
    // Where nothing came yet and no handling time is known, there is nothing to handle.
    service: 1 / (places.ahtSeconds || 1),
    agents: required * places.perAgent,
    abandonment: patient ? 0 : 1 / (load.patienceSeconds as number),
  };
}
