/**
 * Counts of waits by length. Buckets are one second wide to 120 s and then grow in round steps, about 2–8 % of the wait:
 * 5 s to 5 min, 10 s to 10 min, 30 s to 20 min, 1 min to 1 h, 5 min to 2 h, then 4, 8, 24 h and longer. So counts
 * within a threshold are exact to the second to 120 s and at each of those round lengths beyond.
 */
export const bucketUppers: readonly number[] = buildUppers();

/** The longest wait for which every whole second has a bucket of its own. */
export const exactToSeconds = 120;

/** Bucket numbers, rising, and how many waits fell into each: sparse, as stored. */
export interface WaitHistogram {
  buckets: readonly number[];
  counts: readonly number[];
}

export const emptyHistogram: WaitHistogram = { buckets: [], counts: [] };

/**
 * The bucket of a wait in whole seconds; the last bucket holds all beyond 24 h.
 *
 * @throws RangeError if the wait is negative or not a number
 */
export function bucketOf(waitSeconds: number): number {
  if (!(waitSeconds >= 0)) throw new RangeError(`waitSeconds must be 0 or more, but is ${waitSeconds}`);
  if (waitSeconds <= exactToSeconds) return Math.ceil(waitSeconds);
  let low = exactToSeconds;
  let high = bucketUppers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bucketUppers[middle] as number) < waitSeconds) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many waits the histogram holds. */
export function countOf(histogram: WaitHistogram): number {
  return histogram.counts.reduce((sum, count) => sum + count, 0);
}

/**
 * How many waited at most `thresholdSeconds`. Exact at the lengths named above; between two of them, those of the bucket
 * that the threshold cuts are not counted, so the figure is never too good.
 */
export function within(histogram: WaitHistogram, thresholdSeconds: number): number {
  let sum = 0;
  for (const [i, bucket] of histogram.buckets.entries()) {
    if ((bucketUppers[bucket] ?? Number.POSITIVE_INFINITY) > thresholdSeconds) break;
    sum += histogram.counts[i] as number;
  }
  return sum;
}

/**
 * The wait that the share `p` (0–1) of contacts did not exceed, by nearest rank: the smallest length that at least that
 * share waited at most. Beyond 120 s the upper end of the bucket; null when there is none, or when it lies beyond 24 h.
 *
 * @throws RangeError if p is outside 0–1
 */
export function percentile(histogram: WaitHistogram, p: number): number | null {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p must be between 0 and 1, but is ${p}`);
  const rank = Math.max(1, Math.ceil(p * countOf(histogram) - 1e-9));
  let sum = 0;
  for (const [i, bucket] of histogram.buckets.entries()) {
    sum += histogram.counts[i] as number;
    if (sum >= rank) return bucketUppers[bucket] ?? null;
  }
  return null;
}

/** The sum of histograms. */
export function mergeHistograms(histograms: Iterable<WaitHistogram>): WaitHistogram {
  const sums = new Map<number, number>();
  for (const { buckets, counts } of histograms)
    for (const [i, bucket] of buckets.entries()) sums.set(bucket, (sums.get(bucket) ?? 0) + (counts[i] as number));
  const buckets = [...sums.keys()].sort((a, b) => a - b);
  return { buckets, counts: buckets.map((bucket) => sums.get(bucket) as number) };
}

/** The histogram of waits in whole seconds. */
export function histogramOf(waits: Iterable<number>): WaitHistogram {
  return mergeHistograms(Array.from(waits, (wait) => ({ buckets: [bucketOf(wait)], counts: [1] })));
}

function buildUppers(): number[] {
  const uppers: number[] = [];
  const steps: [to: number, by: number][] = [
    [120, 1],
    [300, 5],
    [600, 10],
    [1200, 30],
    [3600, 60],
    [7200, 300],
  ];
  let upper = 0;
  uppers.push(upper);
  for (const [to, by] of steps)
    while (upper < to) {
      upper += by;
      uppers.push(upper);
    }
  uppers.push(14_400, 28_800, 86_400);
  return uppers;
}
