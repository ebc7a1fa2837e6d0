import { type ErlangAResult, erlangA, requiredAgents, type Targets } from 'erlang-c';
import { type AtAttempts, atRedials, type RedialGuess } from './redials.ts';

/** Calls of one interval whose callers hang up. */
export interface ImpatientLoad {
  /** First attempts per hour. */
  arrivalsPerHour: number;
  ahtSeconds: number;
  patienceSeconds: number;
}

export interface ImpatientAnswer {
  /** The least agents that keep every promise. */
  required: number;
  /** The figures of so many agents. */
  at: (agents: number) => AtAttempts<ErlangAResult>;
}

/** Farther off than so many agents, a neighbour's answer is no help. */
const farthest = 6;

/**
 * Staffing by Erlang A of one interval after the other. An interval is as busy beyond its load as its neighbour, in units of
 * the square root of the load; so the search begins at the answer or beside it, and takes three evaluations as a rule, in
 * which the figures of the answer are found as well. That keeps a week quick while a slider changes all of its loads.
 */
export function impatientStaffing(
  targets: Targets,
  thresholdSeconds: number,
  redialProbability: number,
): (load: ImpatientLoad) => ImpatientAnswer {
  let redialGuess: RedialGuess = { attemptsPerFirst: 1, slope: null };
  let beyond: number | null = null;
  return ({ arrivalsPerHour, ahtSeconds, patienceSeconds }) => {
    const known = new Map<number, AtAttempts<ErlangAResult>>();
    let last: { agents: number; attempts: number; figures: ErlangAResult } | null = null;
    const figuresOf = (agents: number, attempts: number) => {
      if (last?.agents === agents && last.attempts === attempts) return last.figures;
      const load = { ahtSeconds, patienceSeconds, thresholdSeconds, agents };
      const figures = erlangA({ ...load, arrivalsPerHour: arrivalsPerHour * attempts });
      last = { agents, attempts, figures };
      return figures;
    };
    const at = (agents: number) => {
      let answer = known.get(agents);
      if (answer === undefined) {
        answer = atRedials(redialProbability, redialGuess, (attempts) => figuresOf(agents, attempts));
        known.set(agents, answer);
        redialGuess = answer;
      }
      return answer;
    };
    const met = (agents: number) => {
      if (redialProbability > 0 && !known.has(agents)) {
        // Fewer agents make more call again: what is too much for them with one more's attempts is too much anyway.
        const attempts = known.get(agents + 1)?.attemptsPerFirst ?? redialGuess.attemptsPerFirst;
        const figures = figuresOf(agents, attempts);
        const tooMany = attempts * (1 - redialProbability * figures.abandonment) >= 1;
        // Too many attempts, and met all the same; or too few, and not even then.
        if (meets(figures, targets) === tooMany) return tooMany;
      }
      return meets(at(agents).figures, targets);
    };
    const erlangs = (arrivalsPerHour * ahtSeconds) / 3600;
    const spread = Math.sqrt(erlangs);
    const guess = beyond === null ? null : Math.max(1, Math.round(erlangs + beyond * spread));
    const required =
      (guess === null ? null : leastNear(guess, met)) ??
      requiredAgents({
        model: 'erlang-a',
        ...{ arrivalsPerHour, ahtSeconds, patienceSeconds, redialProbability, targets },
      });
    // The answer is the load's need rounded up: half an agent fewer is where the next one most likely lies.
    beyond = (required - 0.5 - erlangs) / spread;
    return { required, at };
  };
}

/** The least number that is met, if it is not far from `guess`; else null. */
function leastNear(guess: number, met: (agents: number) => boolean): number | null {
  if (met(guess)) {
    for (let fewer = guess - 1; fewer >= guess - farthest; fewer--) if (fewer < 0 || !met(fewer)) return fewer + 1;
    return null;
  }
  for (let more = guess + 1; more <= guess + farthest; more++) if (met(more)) return more;
  return null;
}

function meets(figures: ErlangAResult, { serviceLevel, asaSeconds, abandonment, occupancy }: Targets): boolean {
  return (
    figures.serviceLevel >= (serviceLevel?.ratio ?? 0) &&
    figures.asaSeconds <= (asaSeconds ?? Number.POSITIVE_INFINITY) &&
    figures.abandonment <= (abandonment ?? 1) &&
    figures.occupancy <= (occupancy ?? 1)
  );
}
