/** Observations of one cell: their number and mean, and the mean expected of it before they were seen. */
export interface ObservedCell {
  count: number;
  mean: number;
  prior: number;
}

/** A cell's mean drawn towards its prior. */
export interface ShrunkMean {
  mean: number;
  /** Share 0–1 of it that rests on the cell's own observations. */
  own: number;
}

/**
 * Means of many cells, thin ones among them, by empirical Bayes (Efron and Morris, JASA 70, 1975; with unequal counts after
 * DerSimonian and Laird): each is drawn towards its prior by as much as chance alone could have moved it there. How much
 * cells truly differ is read off themselves, so no number of observations is a threshold.
 *
 * @param variance of single observations within a cell, above 0
 */
export function shrunkMeans(cells: readonly ObservedCell[], variance: number): ShrunkMean[] {
  let count = 0;
  let squares = 0;
  let apart = 0;
  let told = 0;
  for (const cell of cells) {
    if (cell.count === 0) continue;
    told += 1;
    count += cell.count;
    squares += cell.count ** 2;
    apart += cell.count * (cell.mean - cell.prior) ** 2;
  }
  const between = told < 2 ? 0 : Math.max(0, (apart - (told - 1) * variance) / (count - squares / count));
  return cells.map((cell) => {
    const own = between === 0 ? 0 : cell.count / (cell.count + variance / between);
    return { mean: own === 0 ? cell.prior : own * cell.mean + (1 - own) * cell.prior, own };
  });
}
