/**
 * Cholesky's factor of a covariance matrix, with which several systems are solved one after the other.
 *
 * @param matrix size × size, row by row, positive definite; only the lower half is read, and it is left as it is
 * @throws RangeError when it is not positive definite
 */
export class CovarianceFactor {
  readonly #factor: Float64Array;
  readonly #size: number;

  constructor(matrix: Float64Array, size: number) {
    const factor = Float64Array.from(matrix);
    for (let j = 0; j < size; j++) {
      for (let i = j; i < size; i++) {
        let sum = factor[i * size + j] as number;
        for (let k = 0; k < j; k++) sum -= (factor[i * size + k] as number) * (factor[j * size + k] as number);
        if (i > j) factor[i * size + j] = sum / (factor[j * size + j] as number);
        else if (sum > 0) factor[j * size + j] = Math.sqrt(sum);
        else throw new RangeError(`matrix must be positive definite; its row ${j} follows from those before it`);
      }
    }
    this.#factor = factor;
    this.#size = size;
  }

  get logDeterminant(): number {
    let sum = 0;
    for (let i = 0; i < this.#size; i++) sum += 2 * Math.log(this.#factor[i * this.#size + i] as number);
    return sum;
  }

  /** L⁻¹·b: what `solve` needs half of, and the square of whose length is bᵀ·A⁻¹·b. */
  whiten(b: ArrayLike<number>): Float64Array {
    const x = Float64Array.from(b);
    for (let i = 0; i < this.#size; i++) {
      let sum = x[i] as number;
      for (let k = 0; k < i; k++) sum -= (this.#factor[i * this.#size + k] as number) * (x[k] as number);
      x[i] = sum / (this.#factor[i * this.#size + i] as number);
    }
    return x;
  }

  /** A⁻¹·b */
  solve(b: ArrayLike<number>): Float64Array {
    const x = this.whiten(b);
    for (let i = this.#size - 1; i >= 0; i--) {
      let sum = x[i] as number;
      for (let k = i + 1; k < this.#size; k++) sum -= (this.#factor[k * this.#size + i] as number) * (x[k] as number);
      x[i] = sum / (this.#factor[i * this.#size + i] as number);
    }
    return x;
  }
}
