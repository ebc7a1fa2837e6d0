/** e^(−u) − 1 + u for any u, without cancellation near 0; never negative. */
export function exponentialRest(u: number): number {
  if (u > 0.2 || u < -0.2) return u + Math.expm1(-u);
  // Taylor's series, nested; the terms left out are below 1e-17 of the sum.
  const inner = 1 - (u / 8) * (1 - (u / 9) * (1 - (u / 10) * (1 - (u / 11) * (1 - u / 12))));
  return 0.5 * u * u * (1 - (u / 3) * (1 - (u / 4) * (1 - (u / 5) * (1 - (u / 6) * (1 - (u / 7) * inner)))));
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
