/**
 * Nodes and weights of Gauss–Legendre quadrature on [0, 1], exact for polynomials up to degree 2·points − 1: zeros of the
 * Legendre polynomial by Newton's method (Press et al., Numerical Recipes, 3rd ed., §4.6.1).
 */
export function gaussLegendre(points: number): { nodes: Float64Array; weights: Float64Array } {
  const nodes = new Float64Array(points);
  const weights = new Float64Array(points);
  for (let i = 0; i < points; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (points + 0.5));
    let slope = 1;
    for (let round = 0; round < 8; round++) {
      let value = 1;
      let before = 0;
      for (let j = 1; j <= points; j++) [value, before] = [((2 * j - 1) * x * value - (j - 1) * before) / j, value];
      slope = (points * (x * value - before)) / (x * x - 1);
      x -= value / slope;
    }
    nodes[i] = (1 - x) / 2;
    weights[i] = 1 / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}
