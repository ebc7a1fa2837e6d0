import type { QueueRates } from './birthDeathChain.ts';

export interface StepFactors {
  /** The window of states, both ends included. */
  least: number;
  most: number;
  rates: QueueRates;
  /** Length of one step. */
  seconds: number;
}

/**
 * The Padé approximation (4, 5) of the exponential, eᶻ ≈ Σ cᵢ/(z − zᵢ): order 9, and it vanishes at −∞, so that what is
 * long over is forgotten. One real pole and two conjugate pairs, of which one each stands here, with −cᵢ (`end`) and
 * −cᵢ/zᵢ (`mean`), doubled for the pairs. Coefficients: Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd
 * ed., IV.3, theorem 3.11.
 */
const z0 = 6.2867047517292765;
const [z1r, z1i] = [5.70095329867179, 3.2102656003085497] as const;
const [z2r, z2i] = [3.655694325463572, 6.543736899360077] as const;
const end0 = 273.34328946592194;
const [end1r, end1i] = [-2 * 149.99844659754692, -2 * 68.04227952202268] as const;
const [end2r, end2i] = [2 * 15.826801864585958, 2 * 24.12564578224438] as const;
const mean0 = 43.479581157479;
const [mean1r, mean1i] = [-2 * 25.079452208990404, 2 * 2.1872522937499967] as const;
const [mean2r, mean2i] = [2 * 3.8396616302509052, -2 * 0.27357038626546526] as const;

/**
 * `steps` steps of dp/dt = p·Q, and p averaged over them. Each step solves one tridiagonal system per pole; Q with its
 * sign turned has an M-matrix's signs and the poles lie right of 0, so elimination needs no pivots. ∫p dt has the same
 * poles, hence costs nothing more.
 */
export function padeStep(start: Float64Array, factors: StepFactors, steps: number) {
  const { least, seconds: h } = factors;
  const { arrivals, service, agents, abandonment } = factors.rates;
  const size = start.length;
  const birth = arrivals * h;
  // h · departures from state least + i; from the lowest state nothing leaves the window.
  const death = new Float64Array(size + 1);
  for (let i = 1; i < size; i++) {
    const n = least + i;
    death[i] = h * (n <= agents ? n * service : agents * service + (n - agents) * abandonment);
  }
  // Per state the inverse pivots of the three systems: 1/D₀, Re 1/D₁, Im 1/D₁, Re 1/D₂, Im 1/D₂.
  const pivots = new Float64Array(size * 5);
  for (let i = 0, v0 = 0, v1r = 0, v1i = 0, v2r = 0, v2i = 0; i < size; i++) {
    const out = (death[i] as number) + (i < size - 1 ? birth : 0);
    const product = birth * (death[i] as number);
    v0 = 1 / (z0 + out - product * v0);
    const d1r = z1r + out - product * v1r;
    const d1i = z1i - product * v1i;
    const d1 = d1r * d1r + d1i * d1i;
    v1r = d1r / d1;
    v1i = -d1i / d1;
    const d2r = z2r + out - product * v2r;
    const d2i = z2i - product * v2i;
    const d2 = d2r * d2r + d2i * d2i;
    v2r = d2r / d2;
    v2i = -d2i / d2;
    pivots[i * 5] = v0;
    pivots[i * 5 + 1] = v1r;
    pivots[i * 5 + 2] = v1i;
    pivots[i * 5 + 3] = v2r;
    pivots[i * 5 + 4] = v2i;
  }
  const solved = new Float64Array(size * 5);
  let p: Float64Array = start;
  let next: Float64Array = new Float64Array(size);
  const mean = new Float64Array(size);
  for (let step = 0; step < steps; step++) {
    let [x0, x1r, x1i, x2r, x2i] = [0, 0, 0, 0, 0];
    // Forward: what stands before the back substitution, already times the inverse pivot.
    for (let i = 0, k = 0; i < size; i++, k += 5) {
      const f = p[i] as number;
      x0 = (f + birth * x0) * (pivots[k] as number);
      const g1r = f + birth * x1r;
      const g1i = birth * x1i;
      const v1r = pivots[k + 1] as number;
      const v1i = pivots[k + 2] as number;
      x1r = g1r * v1r - g1i * v1i;
      x1i = g1r * v1i + g1i * v1r;
      const g2r = f + birth * x2r;
      const g2i = birth * x2i;
      const v2r = pivots[k + 3] as number;
      const v2i = pivots[k + 4] as number;
      x2r = g2r * v2r - g2i * v2i;
      x2i = g2r * v2i + g2i * v2r;
      solved[k] = x0;
      solved[k + 1] = x1r;
      solved[k + 2] = x1i;
      solved[k + 3] = x2r;
      solved[k + 4] = x2i;
    }
    [x0, x1r, x1i, x2r, x2i] = [0, 0, 0, 0, 0];
    for (let i = size - 1, k = i * 5; i >= 0; i--, k -= 5) {
      const up = death[i + 1] as number;
      x0 = (solved[k] as number) + up * x0 * (pivots[k] as number);
      const g1r = up * x1r;
      const g1i = up * x1i;
      const v1r = pivots[k + 1] as number;
      const v1i = pivots[k + 2] as number;
      x1r = (solved[k + 1] as number) + g1r * v1r - g1i * v1i;
      x1i = (solved[k + 2] as number) + g1r * v1i + g1i * v1r;
      const g2r = up * x2r;
      const g2i = up * x2i;
      const v2r = pivots[k + 3] as number;
      const v2i = pivots[k + 4] as number;
      x2r = (solved[k + 3] as number) + g2r * v2r - g2i * v2i;
      x2i = (solved[k + 4] as number) + g2r * v2i + g2i * v2r;
      next[i] = end0 * x0 + end1r * x1r - end1i * x1i + end2r * x2r - end2i * x2i;
      mean[i] = (mean[i] as number) + mean0 * x0 + mean1r * x1r - mean1i * x1i + mean2r * x2r - mean2i * x2i;
    }
    const spare = step === 0 ? new Float64Array(size) : p;
    p = next;
    next = spare;
  }
  for (let i = 0; i < size; i++) mean[i] = (mean[i] as number) / steps;
  return { end: p, mean };
}
