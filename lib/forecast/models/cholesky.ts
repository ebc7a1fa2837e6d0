/**
 * The factor of a symmetric positive definite matrix A by Cholesky, for as many right sides as there are. A direction that
 * the data do not tell (a pivot of no size) gets 0, as the smallest solution would give it.
 *
 * @param a size × size, row by row; only the lower half is read; left as it is
 * @returns b → x with A·x = b
 */
export function positiveDefiniteSolver(a: Float64Array, size: number): (b: Float64Array) => Float64Array {
  const factor = Float64Array.from(a);
  for (let j = 0; j < size; j++) {
    const whole = factor[j * size + j] as number;
    let pivot = whole;
    for (let k = 0; k < j; k++) pivot -= (factor[j * size + k] as number) ** 2;
    const told = pivot > whole * 1e-10 && pivot > 0;
    const root = told ? Math.sqrt(pivot) : 0;
    factor[j * size + j] = root;
    for (let i = j + 1; i < size; i++) {
      let sum = factor[i * size + j] as number;
      for (let k = 0; k < j; k++) sum -= (factor[i * size + k] as number) * (factor[j * size + k] as number);
      factor[i * size + j] = told ? sum / root : 0;
    }
  }
  return (b) => {
    const x = Float64Array.from(b);
    for (let i = 0; i < size; i++) {
      const root = factor[i * size + i] as number;
      let sum = x[i] as number;
      for (let k = 0; k < i; k++) sum -= (factor[i * size + k] as number) * (x[k] as number);
      x[i] = root > 0 ? sum / root : 0;
    }
    for (let i = size - 1; i >= 0; i--) {
      const root = factor[i * size + i] as number;
      let sum = x[i] as number;
      for (let k = i + 1; k < size; k++) sum -= (factor[k * size + i] as number) * (x[k] as number);
      x[i] = root > 0 ? sum / root : 0;
    }
    return x;
  };
}

/** Solves A·x = b for a single right side. */
export function solvePositiveDefinite(a: Float64Array, b: Float64Array, size: number): Float64Array {
  return positiveDefiniteSolver(a, size)(b);
}
