import { crossing } from './crossing.ts';
import { leastInteger } from './leastInteger.ts';
import { margin } from './margin.ts';
import type { QueueModel } from './queueModel.ts';
import type { Target } from './targets.ts';

/** Chebyshev nodes of a patch along the load and along the handling time. */
const across = 7;
const along = 6;
/** A patch covers one octave of both. Uses before it is worked out: who asks once must not pay for it. */
const warmUp = 24;
const leastErlangs = 2 ** -6;
const mostErlangs = 2 ** 14;

interface Patch {
  uses: number;
  /** Chebyshev coefficients of (agents − erlangs)/√erlangs; null until worked out. */
  coefficients: Float64Array | null;
  /** Distance from a whole number of agents within which the margin itself is asked. */
  doubt: number;
}

/**
 * Required agents for one target where load and handling time both vary. With agents as a real number the least that
 * meets the target is a smooth function of the two (the continuation of the formulas to real agents), so over an octave
 * of each a Chebyshev interpolation gives it to some 1e-6; the next whole number is the answer. Near a whole number, and
 * wherever the interpolation is found to be worse, the margin itself decides.
 */
export class AgentsSurface {
  readonly target: Target;
  readonly queue: QueueModel;
  private readonly patches = new Map<number, Patch>();

  constructor(queue: QueueModel, target: Target) {
    this.queue = queue;
    this.target = target;
  }

  /** The least agents for a load in erlangs, above 0; null where there is no patch, or not yet. */
  required(arrivalsPerHour: number, ahtSeconds: number, erlangs: number): number | null {
    if (!(erlangs >= leastErlangs && erlangs < mostErlangs && ahtSeconds >= 1 && ahtSeconds < 65536)) return null;
    const octave = 31 - Math.clz32(erlangs * 64);
    const times = 31 - Math.clz32(ahtSeconds);
    const at = octave * 32 + times;
    let patch = this.patches.get(at);
    if (!patch) {
      patch = { uses: 0, coefficients: null, doubt: 1 };
      this.patches.set(at, patch);
    }
    if (patch.coefficients === null) {
      if (++patch.uses < warmUp) return null;
      this.workOut(patch, 2 ** (octave - 6), 2 ** times);
    }
    const u = (2 * erlangs) / 2 ** (octave - 6) - 3;
    const v = (2 * ahtSeconds) / 2 ** times - 3;
    const real = erlangs + Math.sqrt(erlangs) * interpolated(patch.coefficients as Float64Array, u, v);
    const least = Math.ceil(real);
    if (least - real > patch.doubt && real - (least - 1) > patch.doubt) return least;
    if (Number.isNaN(real)) return null;
    const queue = { ...this.queue, ahtSeconds };
    return leastInteger(Math.max(0, Math.round(real)), 1, (agents) => {
      return margin(queue, this.target, agents, arrivalsPerHour) >= 0;
    });
  }

  private workOut(patch: Patch, erlangs: number, ahtSeconds: number): void {
    const values = new Float64Array(across * along);
    const known = (i: number, j: number) => values[j * across + i] as number;
    for (let j = 0; j < along; j++) {
      for (let i = 0; i < across; i++) {
        // As far from the neighbour as their neighbours below are from each other.
        const [guess, stride] =
          j > 0
            ? [known(i, j - 1) + (i > 0 ? known(i - 1, j) - known(i - 1, j - 1) : 0), 0.005]
            : [i > 0 ? known(i - 1, 0) : 0.5, 0.05];
        const load = erlangs * (1.5 + 0.5 * node(i, across));
        values[j * across + i] = this.spare(load, ahtSeconds * (1.5 + 0.5 * node(j, along)), guess, stride);
      }
    }
    const coefficients = chebyshev(values);
    patch.coefficients = coefficients;
    // Held against itself between the nodes, where the interpolation is worst.
    let worst = 0;
    for (const u of [-1, 0.22, 1]) {
      for (const v of [-1, 0.26, 1]) {
        const load = erlangs * (1.5 + 0.5 * u);
        const guess = interpolated(coefficients, u, v);
        const exact = this.spare(load, ahtSeconds * (1.5 + 0.5 * v), guess, 1e-5);
        worst = Math.max(worst, Math.abs(exact - guess) * Math.sqrt(load));
      }
    }
    patch.doubt = Math.max(1e-4, 20 * worst);
  }

  /** (agents − erlangs)/√erlangs of the real number of agents at which the target is just met; NaN when there is none. */
  private spare(erlangs: number, ahtSeconds: number, guess: number, first: number): number {
    const queue = { ...this.queue, ahtSeconds };
    const arrivalsPerHour = (erlangs * 3600) / ahtSeconds;
    const root = Math.sqrt(erlangs);
    const value = (spare: number) => margin(queue, this.target, erlangs + spare * root, arrivalsPerHour);
    const none = -root;
    let low = Number.isNaN(guess) ? 0 : Math.max(none, guess);
    let high = low;
    let below = value(low);
    let above = below;
    for (let stride = first; below >= 0; stride *= 4) {
      if (low <= none) return Number.NaN;
      high = low;
      above = below;
      low = Math.max(none, low - stride);
      below = value(low);
    }
    for (let stride = first; above < 0; stride *= 4) {
      if (stride > 1e9) return Number.NaN;
      low = high;
      below = above;
      high += stride;
      above = value(high);
    }
    return crossing(value, low, below, high, above, 1e-9).last;
  }
}

function node(i: number, count: number): number {
  return Math.cos((Math.PI * (i + 0.5)) / count);
}

/** Coefficients of the products of Chebyshev polynomials through values at the nodes. */
function chebyshev(values: Float64Array): Float64Array {
  const result = new Float64Array(across * along);
  for (let n = 0; n < along; n++) {
    for (let m = 0; m < across; m++) {
      let sum = 0;
      for (let j = 0; j < along; j++) {
        const outer = Math.cos((Math.PI * n * (j + 0.5)) / along);
        for (let i = 0; i < across; i++)
          sum += (values[j * across + i] as number) * outer * Math.cos((Math.PI * m * (i + 0.5)) / across);
      }
      result[n * across + m] = (sum * (n === 0 ? 1 : 2) * (m === 0 ? 1 : 2)) / (across * along);
    }
  }
  return result;
}

/** Clenshaw's recurrence, in both directions (Press et al., Numerical Recipes, 3rd ed., §5.8). */
function interpolated(coefficients: Float64Array, u: number, v: number): number {
  let rowAfter = 0;
  let rowBeyond = 0;
  for (let n = along - 1; n >= 0; n--) {
    let after = 0;
    let beyond = 0;
    const base = n * across;
    for (let m = across - 1; m > 0; m--) {
      const now = 2 * u * after - beyond + (coefficients[base + m] as number);
      beyond = after;
      after = now;
    }
    const row = u * after - beyond + (coefficients[base] as number);
    if (n === 0) return v * rowAfter - rowBeyond + row;
    const now = 2 * v * rowAfter - rowBeyond + row;
    rowBeyond = rowAfter;
    rowAfter = now;
  }
  return Number.NaN;
}
