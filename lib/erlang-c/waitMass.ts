import { exponentialRest, logarithmRest } from './exponentialRest.ts';
import { gaussLegendre } from './gaussLegendre.ts';

/**
 * Integrals of e^φ(s), φ(s) = η(1 − e^(−s)) − c·s, over a stretch of s; each figure is to be multiplied by e^exponent,
 * which is kept apart so that nothing overflows.
 */
export interface WaitMass {
  exponent: number;
  /** ∫ e^φ ds */
  all: number;
  /** ∫ e^φ·e^(−s) ds */
  staying: number;
  /** ∫ e^φ·(1 − e^(−s)) ds */
  leaving: number;
  /** ∫ e^φ·s·e^(−s) ds */
  stayed: number;
}

/** Enough for 1e-13 of e^−40 to e^0, be it the tail of an exponential or of a normal distribution. */
const points = 24;
const { nodes, weights } = gaussLegendre(points);

/** Where e^φ has fallen by e^−40 the rest is below the last bit. */
const depth = 40;

/**
 * The mass of waiting between two waits, measured in mean patiences: in M/M/n+M the density of the wait offered to an
 * arrival is proportional to e^φ(s) with c = nμ/θ, η = λ/θ, s = θ·wait (Zeltyn & Mandelbaum 2005, "Call centers with
 * impatient customers: many-server asymptotics of the M/M/n+G queue", Queueing Systems 51, eq. 2.4). Over 0…∞ this is
 * the lower incomplete gamma function, e^η·η^(−c)·γ(c, η); over −∞…0 the upper one (Palm 1957; Abramowitz & Stegun 6.5).
 *
 * The integrand is log-concave, so it is summed outwards from its highest point by Gauss–Legendre quadrature, as far as
 * it matters: only positive terms, so nothing cancels, and the same effort for one agent and for a million.
 *
 * @param c above 0
 * @param eta above 0
 * @param surplus c − η, which the caller knows with more digits than the difference has
 * @param from −Infinity or at least 0
 * @param to at least `from`, Infinity allowed
 * @param only `all`: leave the other integrals 0
 */
export function waitMass(
  c: number,
  eta: number,
  surplus: number,
  from: number,
  to: number,
  only: 'all' | 'everything' = 'everything',
): WaitMass {
  const mass: WaitMass = { exponent: 0, all: 0, staying: 0, leaving: 0, stayed: 0 };
  if (!(to > from)) return mass;
  const shares = only === 'everything';
  const peak = Math.abs(surplus) < 0.5 * c ? Math.log1p(-surplus / c) : Math.log(eta / c);
  if (peak <= from) {
    mass.exponent = exponentAt(eta, surplus, from);
    falling(mass, surplus - eta * Math.expm1(-from), eta * Math.exp(-from), from, to - from, shares);
  } else if (peak >= to) {
    mass.exponent = exponentAt(eta, surplus, to);
    rising(mass, eta * Math.expm1(-to) - surplus, eta * Math.exp(-to), to, to - from, shares);
  } else {
    mass.exponent = Math.abs(surplus) < 0.5 * c ? c * logarithmRest(-surplus / c) : -surplus - c * peak;
    rising(mass, 0, c, peak, peak - from, shares);
    falling(mass, 0, c, peak, to - peak, shares);
  }
  return mass;
}

function exponentAt(eta: number, surplus: number, s: number): number {
  return s === 0 ? 0 : -surplus * s - eta * exponentialRest(s);
}

/** From `start` on to the right, where φ falls by slope·u + y(e^(−u) − 1 + u). */
function falling(mass: WaitMass, slope: number, y: number, start: number, length: number, shares: boolean): void {
  // e^(−u) − 1 + u ≥ u²/(2 + u), so the fall has reached `depth` at the root of this quadratic.
  const half = depth - 2 * slope;
  const root = Math.sqrt(half * half + 8 * depth * (slope + y));
  const reach = half > 0 ? (half + root) / (2 * (slope + y)) : (4 * depth) / (root - half);
  const end = Math.min(length, reach);
  // Where the tail is long the integrand still bends only near its start: stretches that double.
  for (let from = 0, width = end > 2 ? 1 : end; from < end; from += width, width = Math.min(2 * width, end - from)) {
    for (let i = 0; i < points; i++) {
      const u = from + width * (nodes[i] as number);
      const amount = width * (weights[i] as number) * Math.exp(-slope * u - y * exponentialRest(u));
      if (shares) add(mass, amount, start + u);
      else mass.all += amount;
    }
  }
}

/** From `start` on to the left, where φ falls by slope·u + y(e^u − 1 − u). */
function rising(mass: WaitMass, slope: number, y: number, start: number, length: number, shares: boolean): void {
  // e^u − 1 − u ≥ u²/2 and, from u = ln 2(1 + d/y) on, ≥ d/y.
  const quadratic = (2 * depth) / (slope + Math.sqrt(slope * slope + 2 * depth * y));
  const end = Math.min(length, quadratic, Math.log1p(depth / y) + Math.LN2);
  const stretches = Math.ceil(end / 2);
  const width = end / stretches;
  for (let j = 0; j < stretches; j++) {
    for (let i = 0; i < points; i++) {
      const u = width * (j + (nodes[i] as number));
      const amount = width * (weights[i] as number) * Math.exp(-slope * u - y * exponentialRest(-u));
      if (shares) add(mass, amount, start - u);
      else mass.all += amount;
    }
  }
}

function add(mass: WaitMass, amount: number, s: number): void {
  mass.all += amount;
  const near = s < 0.7;
  const gone = near ? -Math.expm1(-s) : 0;
  const stays = near ? 1 - gone : Math.exp(-s);
  mass.staying += amount * stays;
  mass.leaving += amount * (near ? gone : 1 - stays);
  mass.stayed += amount * stays * s;
}
