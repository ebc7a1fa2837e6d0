/** 1/k! */
const c2 = 1 / 2;
const c3 = 1 / 6;
const c4 = 1 / 24;
const c5 = 1 / 120;
const c6 = 1 / 720;
const c7 = 1 / 5_040;
const c8 = 1 / 40_320;
const c9 = 1 / 362_880;
const c10 = 1 / 3_628_800;
const c11 = 1 / 39_916_800;
const c12 = 1 / 479_001_600;

/** e^(−u) − 1 + u for any u, without cancellation near 0; never negative. */
export function exponentialRest(u: number): number {
  if (u > 0.2 || u < -0.2) return u + Math.expm1(-u);
  // Taylor's series, even and odd powers apart so that they are computed side by side; what is left out is below 1e-17.
  const square = u * u;
  const even = c2 + square * (c4 + square * (c6 + square * (c8 + square * (c10 + square * c12))));
  const odd = c3 + square * (c5 + square * (c7 + square * (c9 + square * c11)));
  return square * (even - u * odd);
}

/** u − ln(1 + u) for u > −1, without cancellation near 0; never negative. */
export function logarithmRest(u: number): number {
  if (u > 0.2 || u < -0.2) return u - Math.log1p(u);
  // With v = u/(2 + u): ln(1 + u) = 2(v + v³/3 + v⁵/5 …) and u = 2v + u·v.
  const v = u / (2 + u);
  const square = v * v;
  let power = 2 * v * square;
  let sum = power / 3;
  for (let i = 5; i < 30; i += 2) {
    power *= square;
    const next = sum + power / i;
    if (next === sum) break;
    sum = next;
  }
  return u * v - sum;
}
