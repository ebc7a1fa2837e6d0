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
  readonly #roots: Float64Array[] = [];
  readonly #slots: number;
  readonly #gram: Float64Array;
  #vectors: Float64Array | undefined;
  #fresh = false;

  constructor(slots: number) {
    this.#slots = slots;
    this.#gram = new Float64Array(slots * slots);
  }

  /** @param teaches false: the day is measured by the shapes of others, and adds none of its own */
  add(taught: Float64Array, teaches = true): void {
    const slots = this.#slots;
    const roots = Float64Array.from(taught, root);
    this.#roots.push(roots);
    if (!teaches) return;
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

  /** The first four, row by row, the level first. */
  vectors(): Float64Array {
    if (!this.#fresh || !this.#vectors) {
      this.#vectors = singularVectors(this.#gram, this.#slots, Math.min(shapeCount, this.#slots), this.#vectors);
      this.#fresh = true;
    }
    return this.#vectors;
  }

  /**
   * How much of each shape the days hold: one series a shape.
   *
   * @param until the slot before which a day tells its size; null: all of it
   */
  scores(until: (row: number) => number | null): Float64Array[] {
    const vectors = this.vectors();
    const slots = this.#slots;
    const count = vectors.length / slots;
    const series = Array.from({ length: count }, () => new Float64Array(this.#roots.length));
    for (const [row, roots] of this.#roots.entries()) {
      const end = until(row) ?? slots;
      for (let k = 0; k < count; k++) {
        let [sum, seen] = [0, 0];
        for (let slot = 0; slot < end; slot++) {
          const value = vectors[k * slots + slot] as number;
          sum += (roots[slot] as number) * value;
          seen += value * value;
        }
        (series[k] as Float64Array)[row] = end === slots ? sum : sum / Math.max(seen, 0.05);
      }
    }
    return series;
  }
}
