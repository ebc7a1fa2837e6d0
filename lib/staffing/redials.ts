/** Figures of a queue at so many attempts for each first one. */
export interface AtAttempts<Figures> extends RedialGuess {
  figures: Figures;
}

/** Where to look first. */
export interface RedialGuess {
  /** 1 or more. */
  attemptsPerFirst: number;
  /** By how much k · (1 − r · P(k)) rises with k there; null: not known. */
  slope: number | null;
}

/** So close to the fixed point the figures no longer move in the seventh digit. */
const usualPrecision = 1e-8;
const mostRounds = 40;

/**
 * The fixed point at which all attempts are first ones and those of callers who hung up and call again: k = 1 / (1 − r · P(k)), P
 * being the share that hangs up when there are k attempts for each first one. k · (1 − r · P(k)) rises with k, so a secant held
 * within the bracket finds it; from a neighbouring interval's answer in two or three steps.
 *
 * @param redialProbability r, 0 or more and below 1
 * @param guess a neighbour's answer, or any
 * @param precision of k, relative
 */
export function atRedials<Figures extends { abandonment: number }>(
  redialProbability: number,
  guess: RedialGuess,
  at: (attemptsPerFirst: number) => Figures,
  precision = usualPrecision,
): AtAttempts<Figures> {
  let low = 1;
  let high = 1 / (1 - redialProbability);
  let attemptsPerFirst = Math.min(high, Math.max(low, guess.attemptsPerFirst));
  let { slope } = guess;
  let before: { attempts: number; excess: number } | null = null;
  for (let round = 1; ; round++) {
    const figures = at(attemptsPerFirst);
    const excess = attemptsPerFirst * (1 - redialProbability * figures.abandonment) - 1;
    if (before !== null) slope = (excess - before.excess) / (attemptsPerFirst - before.attempts);
    if (Math.abs(excess) < precision || round === mostRounds || high - low < precision)
      return { attemptsPerFirst, slope, figures };
    if (excess > 0) high = attemptsPerFirst;
    else low = attemptsPerFirst;
    before = { attempts: attemptsPerFirst, excess };
    const next: number =
      slope !== null && slope > 0
        ? attemptsPerFirst - excess / slope
        : 1 / (1 - redialProbability * figures.abandonment);
    attemptsPerFirst = next > low && next < high ? next : (low + high) / 2;
  }
}
