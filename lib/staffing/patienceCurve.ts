import type { PatienceWait } from './patienceWaits.ts';

/** One step of the curve. */
export interface PatienceStep {
  /** Seconds waited, to the end of the class. */
  seconds: number;
  /** Share 0–1 of callers who would still wait then. */
  survival: number;
  /** Standard error of that share, by Greenwood. */
  error: number;
  /** Callers who had waited at least into this class. */
  atRisk: number;
}

/**
 * Kaplan and Meier's estimate (JASA 53, 1958) of how many callers would still wait after so many seconds: callers who were
 * answered say only that they would have waited longer. A class of one second is taken as exact; in a wider one those
 * who leave are taken to leave evenly over it (the actuarial estimate). A step for each class in which somebody gave up.
 *
 * @param waits classes that do not overlap, in any order
 */
export function patienceCurve(waits: readonly PatienceWait[]): PatienceStep[] {
  const rising = waits.toSorted((a, b) => a.from - b.from);
  let atRisk = rising.reduce((sum, { abandoned, censored }) => sum + abandoned + censored, 0);
  let survival = 1;
  let variance = 0;
  const steps: PatienceStep[] = [];
  for (const { from, to, abandoned, censored } of rising) {
    const width = to - from + 1;
    const exposed = atRisk - (censored * (width - 1)) / (2 * width);
    if (abandoned > 0) {
      survival *= 1 - abandoned / exposed;
      if (exposed > abandoned) variance += abandoned / (exposed * (exposed - abandoned));
      steps.push({ seconds: to, survival, error: survival * Math.sqrt(variance), atRisk });
    }
    atRisk -= abandoned + censored;
  }
  return steps;
}

/** The curve's height at so many seconds: 1 before the first step. */
export function survivalAt(curve: readonly PatienceStep[], seconds: number): number {
  let survival = 1;
  for (const step of curve) {
    if (step.seconds > seconds) break;
    survival = step.survival;
  }
  return survival;
}

/** Seconds after which half would have given up; null when the curve does not come down so far. */
export function medianPatience(curve: readonly PatienceStep[]): number | null {
  return curve.find(({ survival }) => survival <= 0.5)?.seconds ?? null;
}
