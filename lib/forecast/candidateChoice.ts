import { leadGroup, leadGroups } from './leads.ts';
import { type CandidateForecasts, type CandidateName, candidateNames } from './models/candidates.ts';

/** How much each candidate counts, adding up to 1; others count nothing. */
export type CandidateWeights = Map<CandidateName, number>;

/** What a month-old error still counts, a day of it. */
const forgetting = 0.99;
/** A candidate that was this much worse than the best, relative to it, counts 1/e of what the best does. */
const tolerance = 0.025;
/** A bias beyond this counts as error once more. */
const biasAllowed = 0.02;
/** Candidates that count less than this are left out. */
const least = 0.03;

export interface CandidateScore {
  name: CandidateName;
  /** Sum of absolute errors ÷ sum of counts. */
  wape: number;
  /** Sum of forecast − actual ÷ sum of counts. */
  bias: number;
}

interface Score {
  error: number;
  bias: number;
  actual: number;
  days: number;
}

/**
 * Weighs candidates by how they did at earlier origins, for each distance ahead: the mean of several that are nearly as good
 * is better than the best of them, and one that falls behind is left out. A lasting bias counts as error once
 * more, since a forecast that is always low plans too few agents: where little comes, nothing at all would err the least.
 */
export class CandidateChoice {
  readonly #scores: Map<CandidateName, Score>[] = Array.from({ length: leadGroups }, () => new Map());

  /** Time passes: what was seen so far counts a little less. */
  age(): void {
    for (const scores of this.#scores)
      for (const score of scores.values())
        for (const key of ['error', 'bias', 'actual', 'days'] as const) score[key] *= forgetting;
  }

  /** A day has come of which forecasts had been made. */
  learn(lead: number, name: CandidateName, error: number, bias: number, actual: number): void {
    const scores = this.#scores[leadGroup(lead)] as Map<CandidateName, Score>;
    let score = scores.get(name);
    if (!score) {
      score = { error: 0, bias: 0, actual: 0, days: 0 };
      scores.set(name, score);
    }
    score.error += error;
    score.bias += bias;
    score.actual += actual;
    score.days += 1;
  }

  /** How each candidate did of late, over all distances: what the choice goes by. */
  scores(): CandidateScore[] {
    return candidateNames.flatMap((name) => {
      const all = this.#scores.flatMap((scores) => scores.get(name) ?? []);
      const [error, bias, actual] = (['error', 'bias', 'actual'] as const).map((key) =>
        all.reduce((sum, score) => sum + score[key], 0),
      ) as [number, number, number];
      return actual > 0 ? [{ name, wape: error / actual, bias: bias / actual }] : [];
    });
  }

  /**
   * @param available candidates that can forecast now
   * @param named the calendar says something of the day: candidates that know weekdays only do not count
   */
  weights(lead: number, available: CandidateForecasts, rows: number, named: boolean): CandidateWeights {
    const weights = this.#weights(lead, available, rows);
    if (!named) return weights;
    const knowing = [...weights].filter(([name]) => !name.startsWith('same_weekday'));
    const whole = knowing.reduce((sum, [, weight]) => sum + weight, 0);
    if (whole === 0) return equally(['level_0', 'shapes_0']);
    return new Map(knowing.map(([name, weight]) => [name, weight / whole]));
  }

  #weights(lead: number, available: CandidateForecasts, rows: number): CandidateWeights {
    // Candidates that have to do without their own terms are another one under their name: it counts once.
    const told = new Set<Float64Array>();
    const names = candidateNames.filter((name) => {
      const values = available.get(name);
      if (!values || told.has(values)) return false;
      told.add(values);
      return true;
    });
    const scores = this.#scores[leadGroup(lead)] as Map<CandidateName, Score>;
    const most = Math.max(0, ...names.map((name) => scores.get(name)?.days ?? 0));
    // One that has only just become possible is not judged by a few lucky days.
    const judged = names.filter((name) => (scores.get(name)?.days ?? 0) >= Math.max(3, 0.3 * most));
    if (judged.length === 0) return equally(beforeAnyBacktest(names, rows));
    const losses = judged.map((name) => {
      const { error, bias, actual } = scores.get(name) as Score;
      return actual > 0 ? error / actual + Math.max(0, Math.abs(bias) / actual - biasAllowed) : 0;
    });
    const best = Math.min(...losses);
    const width = tolerance + 0.25 / most;
    const raw = losses.map((loss) => (best > 0 ? Math.exp(-(loss - best) / best / width) : 1));
    const whole = raw.reduce((a, b) => a + b, 0);
    const kept = raw.map((weight) => (weight / whole >= least ? weight : 0));
    const left = kept.reduce((a, b) => a + b, 0);
    return new Map(judged.flatMap((name, i) => (kept[i] ? [[name, (kept[i] as number) / left] as const] : [])));
  }
}

/** What is taken on trust, until errors are known. */
function beforeAnyBacktest(names: readonly CandidateName[], rows: number): CandidateName[] {
  const wanted: CandidateName[] =
    rows < 14 ? ['same_weekday_mean', 'level_0'] : ['level_0', 'shapes_0', 'same_weekday_weighted'];
  const there = wanted.filter((name) => names.includes(name));
  return there.length > 0 ? there : names.slice(0, 1);
}

function equally(names: readonly CandidateName[]): CandidateWeights {
  return new Map(names.map((name) => [name, 1 / names.length]));
}
