/** How much a week-old shape still counts. */
const forgetting = 0.92;

/**
 * What share of its day's contacts each slot brings, for each weekday, recent weeks counting more. Where few contacts came a
 * weekday's share is drawn towards that of all days, by as much as chance alone explains of their difference (empirical
 * Bayes).
 */
export function weekdayShares(
  taught: readonly Float64Array[],
  weekdays: ArrayLike<number>,
  used: ArrayLike<number>,
): (weekday: number) => Float64Array {
  const slots = taught[0]?.length ?? 0;
  const sums = Array.from({ length: 7 }, () => new Float64Array(slots));
  const kept = new Float64Array(7).fill(1);
  for (let row = taught.length - 1; row >= 0; row--) {
    if (used[row] === 0) continue;
    const weekday = weekdays[row] as number;
    const weight = kept[weekday] as number;
    if (weight < 1e-3) continue;
    kept[weekday] = weight * forgetting;
    const into = sums[weekday] as Float64Array;
    const day = taught[row] as Float64Array;
    for (let slot = 0; slot < slots; slot++) into[slot] = (into[slot] as number) + weight * (day[slot] as number);
  }
  const totals = sums.map((sum) => sum.reduce((a, b) => a + b, 0));
  const all = new Float64Array(slots);
  for (const [weekday, sum] of sums.entries())
    if ((totals[weekday] as number) > 0)
      for (let slot = 0; slot < slots; slot++) all[slot] = (all[slot] as number) + (sum[slot] as number);
  const whole = all.reduce((a, b) => a + b, 0);
  for (let slot = 0; slot < slots; slot++) all[slot] = whole > 0 ? (all[slot] as number) / whole : 0;

  let chi = 0;
  let freedom = 0;
  for (const [weekday, sum] of sums.entries()) {
    const total = totals[weekday] as number;
    if (total <= 0) continue;
    for (let slot = 0; slot < slots; slot++) {
      const share = all[slot] as number;
      if (share <= 0) continue;
      chi += ((sum[slot] as number) - total * share) ** 2 / (total * share);
      freedom += 1;
    }
  }
  // Recent weeks counting more makes sums a little noisier than their size says: (1 + f) / 2 of Poisson's information.
  const difference = whole > 0 ? Math.max(0, chi - freedom) / whole : 0;
  const shares = sums.map((sum, weekday) => {
    const total = totals[weekday] as number;
    if (total <= 0) return all;
    const own = Float64Array.from(sum, (count, slot) => {
      const share = all[slot] as number;
      const trust = (total * share * difference) / (1 + total * share * difference);
      return trust * (count / total) + (1 - trust) * share;
    });
    const scale = own.reduce((a, b) => a + b, 0);
    return own.map((share) => share / scale);
  });
  return (weekday) => shares[weekday] ?? all;
}
