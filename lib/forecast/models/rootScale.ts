/** √(count + ¼): on this scale Poisson counts spread alike, whatever their mean (Brown, Cai & DasGupta 2010). */
export function root(count: number): number {
  return Math.sqrt(count + 0.25);
}

const step = 0.05;
const largest = 12;
/** Mean of √(N + ¼) for N Poisson with mean 0, 0.05, … 12. */
const meanRoots = Float64Array.from({ length: Math.round(largest / step) + 1 }, (_, i) => meanRoot(i * step));

/** The mean count whose roots have this mean: the square for busy intervals, less for those in which little comes. */
export function meanOfRoot(value: number): number {
  if (value <= (meanRoots[0] as number)) return 0;
  const last = meanRoots.length - 1;
  const top = meanRoots[last] as number;
  if (value >= top) return value * value + (largest - top * top);
  let [low, high] = [0, last];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((meanRoots[middle] as number) <= value) low = middle;
    else high = middle;
  }
  const [a, b] = [meanRoots[low] as number, meanRoots[high] as number];
  return step * (low + (value - a) / (b - a));
}

function meanRoot(mean: number): number {
  let chance = Math.exp(-mean);
  let sum = chance * root(0);
  for (let n = 1; n < 80; n++) {
    chance *= mean / n;
    sum += chance * root(n);
  }
  return sum;
}
