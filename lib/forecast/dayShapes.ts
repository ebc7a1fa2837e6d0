import { root } from './rootScale.ts';
import { singularVectors } from './singularVectors.ts';

export const shapeCount = 4;
/** What a day-old cross product still counts: shapes of a year ago about a half. */
const forgetting = 0.998;

/**
 * The shapes that days are made of: singular vectors of the day × slot matrix of roots (Shen & Huang 2008, M&SOM 10:391).
 * Days are added as time goes on, so that looking from the next day costs one day's work.
 */
export class DayShapes {
  readonly roots: Float64Array[] = [];
  readonly #slots: number;
  readonly #gram: Float64Array;
  #vectors: Float64Array | undefined;

  constructor(slots: number) {
    this.#slots = slots;
    this.#gram = new Float64Array(slots * slots);
  }

  add(taught: Float64Array): void {
    const slots = this.#slots;
    const roots = Float64Array.from(taught, root);
    this.roots.push(roots);
    for (let i = 0; i < slots; i++) {
      const value = roots[i] as number;
      for (let j = 0; j <= i; j++) {
        const sum = (this.#gram[i * slots + j] as number) * forgetting + value * (roots[j] as number);
        this.#gram[i * slots + j] = sum;
        this.#gram[j * slots + i] = sum;
      }
    }
    this.#fresh = false;
  }
  #fresh = false;

  /** The first four, row by row, the level first. */
  vectors(): Float64Array {
    if (!this.#fresh || !this.#vectors) {
      this.#vectors = singularVectors(this.#gram, this.#slots, Math.min(shapeCount, this.#slots), this.#vectors);
      this.#fresh = true;
    }
    return this.#vectors;
  }

  /** How much of each shape the days from `from` on hold: one series a shape. */
  scores(from: number): Float64Array[] {
    const vectors = this.vectors();
    const slots = this.#slots;
    return Array.from({ length: vectors.length / slots }, (_, k) =>
      Float64Array.from({ length: this.roots.length - from }, (_, row) => {
        const roots = this.roots[from + row] as Float64Array;
        let sum = 0;
        for (let slot = 0; slot < slots; slot++) sum += (roots[slot] as number) * (vectors[k * slots + slot] as number);
        return sum;
      }),
    );
  }
}
