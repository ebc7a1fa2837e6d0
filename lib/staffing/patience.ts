import { type PatienceStep, patienceCurve, survivalAt } from './patienceCurve.ts';
import type { PatienceWait } from './patienceWaits.ts';
import { poissonInterval } from './poissonInterval.ts';

/** How long callers are willing to wait, as far as their waits tell. */
export interface Patience {
  /** Mean of the exponential fit; null: nobody gave up after the first seconds, so there is no telling. */
  patienceSeconds: number | null;
  /** 95 % interval of that mean; `high` null: without bound. */
  interval: { low: number; high: number | null };
  /** Callers who gave up after the first seconds, on which the fit rests. */
  abandoned: number;
  /** Seconds that all callers together waited after the first ones. */
  waitedSeconds: number;
  /** Callers whose wait is known, however it ended. */
  callers: number;
  /**
   * Share 0–1 of callers made to wait who hang up within the first seconds beyond what the fit expects: wrong numbers,
   * second thoughts, an announcement that answered them. No queue is short or long enough to change it.
   */
  immediateShare: number;
  /** Share 0–1 that would still wait, step by step, by Kaplan and Meier; of all callers, the first seconds included. */
  curve: PatienceStep[];
  fit: PatienceFit;
}

/** How well the exponential describes the callers. */
export interface PatienceFit {
  /** Greatest distance 0–1 of the two survival curves where enough callers still wait to tell; null: nowhere. */
  distance: number | null;
  /** Where that was, in seconds of waiting. */
  atSeconds: number | null;
  /** Abandonments in stretches of waiting, and how many the fit expects there. */
  bands: { from: number; to: number | null; abandoned: number; expected: number }[];
  /** `close`: within 5 points, or within what chance explains; `rough`: within 15; `poor`: beyond; null: too few to tell. */
  verdict: 'close' | 'rough' | 'poor' | null;
}

/** Hang-ups within so many seconds say nothing of patience. */
export const immediateSeconds = 5;

/** Fewer abandonments than these cannot tell one curve from another. */
const enoughToCompare = 20;
const bandEdges = [10, 20, 40, 60, 120, 180, 300, 600, 1200];

/**
 * Patience of callers, from waits of which those that were answered are censored. The exponential fit is the maximum
 * likelihood one, time waited ÷ abandonments (Brown et al., Statistical Analysis of a Telephone Call Center, JASA 100, 2005),
 * over the time after the first seconds only: hang-ups in those are no giving up, and since an exponential forgets,
 * leaving them and their time out does not bend it.
 *
 * @param shortSeconds abandonments within these (included) are immediate ones
 * @throws RangeError naming the parameter and its value
 */
export function patience(waits: readonly PatienceWait[], shortSeconds = immediateSeconds): Patience {
  if (!(shortSeconds >= 0)) throw new RangeError(`shortSeconds must be 0 or more, not ${shortSeconds}`);
  const { abandoned, waitedSeconds } = exposure(waits, shortSeconds, Number.POSITIVE_INFINITY);
  const counted = poissonInterval(abandoned);
  const patienceSeconds = abandoned > 0 && waitedSeconds > 0 ? waitedSeconds / abandoned : null;
  const curve = patienceCurve(waits);
  const early = survivalAt(curve, shortSeconds);
  const expectedEarly = patienceSeconds === null ? 1 : Math.exp(-shortSeconds / patienceSeconds);
  return {
    patienceSeconds,
    interval: { low: waitedSeconds / counted.high, high: counted.low > 0 ? waitedSeconds / counted.low : null },
    abandoned,
    waitedSeconds,
    callers: waits.reduce((sum, wait) => sum + wait.abandoned + wait.censored, 0),
    immediateShare: Math.max(0, 1 - early / expectedEarly),
    curve,
    fit: fitOf(waits, curve, patienceSeconds, abandoned, shortSeconds),
  };
}

/** Abandonments in a stretch of waiting, and the time that everybody waited within it. `after` excluded, `to` included. */
export function exposure(
  waits: readonly PatienceWait[],
  after: number,
  to: number,
): { abandoned: number; waitedSeconds: number } {
  let abandoned = 0;
  let waitedSeconds = 0;
  for (const wait of waits) {
    const middle = (wait.from + wait.to) / 2;
    if (middle <= after) continue;
    if (middle <= to) abandoned += wait.abandoned;
    waitedSeconds += (wait.abandoned + wait.censored) * (Math.min(middle, to) - after);
  }
  return { abandoned, waitedSeconds };
}

function fitOf(
  waits: readonly PatienceWait[],
  curve: readonly PatienceStep[],
  patienceSeconds: number | null,
  abandoned: number,
  after: number,
): PatienceFit {
  if (patienceSeconds === null) return { distance: null, atSeconds: null, bands: [], verdict: null };
  const base = survivalAt(curve, after);
  let distance: number | null = null;
  let atSeconds: number | null = null;
  let explained = true;
  for (const step of curve) {
    if (step.seconds <= after || step.atRisk < enoughToCompare || base === 0) continue;
    const apart = Math.abs(step.survival / base - Math.exp(-(step.seconds - after) / patienceSeconds));
    if (apart > 3 * (step.error / base)) explained = false;
    if (distance === null || apart > distance) [distance, atSeconds] = [apart, step.seconds];
  }
  const edges = [after, ...bandEdges.filter((edge) => edge > after), Number.POSITIVE_INFINITY];
  const bands = edges.slice(0, -1).flatMap((from, i) => {
    const to = edges[i + 1] as number;
    const seen = exposure(waits, from, to);
    if (seen.waitedSeconds === 0) return [];
    const expected = seen.waitedSeconds / patienceSeconds;
    return [{ from, to: Number.isFinite(to) ? to : null, abandoned: seen.abandoned, expected }];
  });
  return { distance, atSeconds, bands, verdict: verdictOf(distance, explained, abandoned) };
}

function verdictOf(distance: number | null, explained: boolean, abandoned: number): PatienceFit['verdict'] {
  if (distance === null || abandoned < enoughToCompare) return null;
  if (distance <= 0.05 || explained) return 'close';
  return distance <= 0.15 ? 'rough' : 'poor';
}
