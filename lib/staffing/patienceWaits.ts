import { bucketUppers, type WaitHistogram } from '../interval/waitHistogram.ts';

/** Waits of one length, of callers who gave up and of those who were spared finding out how long they would have waited. */
export interface PatienceWait {
  /** The class of whole seconds from `from` to `to`, both included. */
  from: number;
  to: number;
  /** Callers who gave up. */
  abandoned: number;
  /** Callers who left the line otherwise: answered, timed out, by a key …; they would have waited longer. */
  censored: number;
}

/** Waits in whole seconds as classes of one second each, rising. `abandoned`: did the caller give up? */
export function patienceWaits(visits: Iterable<{ waitSeconds: number; abandoned: boolean }>): PatienceWait[] {
  const classes = new Map<number, PatienceWait>();
  for (const { waitSeconds, abandoned } of visits) {
    if (!(waitSeconds >= 0)) throw new RangeError(`waitSeconds must be 0 or more, not ${waitSeconds}`);
    const second = Math.floor(waitSeconds);
    const known = classes.get(second) ?? { from: second, to: second, abandoned: 0, censored: 0 };
    known[abandoned ? 'abandoned' : 'censored'] += 1;
    classes.set(second, known);
  }
  return [...classes.values()].sort((a, b) => a.from - b.from);
}

/** The same of the rollups' histograms: seconds to two minutes, then their wider buckets. */
export function waitsOfHistograms(abandoned: WaitHistogram, censored: WaitHistogram): PatienceWait[] {
  const classes = new Map<number, PatienceWait>();
  const add = ({ buckets, counts }: WaitHistogram, column: 'abandoned' | 'censored') => {
    for (const [i, bucket] of buckets.entries()) {
      const from = bucket === 0 ? 0 : (bucketUppers[bucket - 1] as number) + 1;
      const known = classes.get(bucket) ?? { from, to: bucketUppers[bucket] ?? from, abandoned: 0, censored: 0 };
      known[column] += counts[i] ?? 0;
      classes.set(bucket, known);
    }
  };
  add(abandoned, 'abandoned');
  add(censored, 'censored');
  return [...classes.values()].sort((a, b) => a.from - b.from);
}

/** Classes of several queues or hours as those of one; the classes must be cut alike. */
export function joinedWaits(several: Iterable<readonly PatienceWait[]>): PatienceWait[] {
  const classes = new Map<number, PatienceWait>();
  for (const waits of several)
    for (const { from, to, abandoned, censored } of waits) {
      const known = classes.get(from) ?? { from, to, abandoned: 0, censored: 0 };
      if (known.to !== to)
        throw new RangeError(`waits must be cut alike: from ${from} to ${known.to} s, and to ${to} s elsewhere`);
      known.abandoned += abandoned;
      known.censored += censored;
      classes.set(from, known);
    }
  return [...classes.values()].sort((a, b) => a.from - b.from);
}
