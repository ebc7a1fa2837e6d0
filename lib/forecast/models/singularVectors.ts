/** Those of a day more are nearly the same; what a few rounds leave over, the next day's catch up with. */
const roundsFromNear = 8;

/**
 * The right singular vectors of a matrix with the largest singular values, from its Gram matrix, by orthogonal iteration;
 * the sign of each is such that its elements add up to more than 0.
 *
 * @param gram size × size, symmetric
 * @param count how many
 * @param start vectors to start from (those of nearly the same matrix make it quick), count × size
 * @returns count × size, row by row, each of length 1
 */
export function singularVectors(gram: Float64Array, size: number, count: number, start?: Float64Array): Float64Array {
  const vectors = new Float64Array(count * size);
  if (start?.length === vectors.length) vectors.set(start);
  else for (let k = 0; k < count; k++) for (let i = 0; i < size; i++) vectors[k * size + i] = firstGuess(i, k, size);
  orthonormalise(vectors, size, count);
  const next = new Float64Array(vectors.length);
  const rounds = start?.length === vectors.length ? roundsFromNear : 40;
  for (let round = 0; round < rounds; round++) {
    for (let k = 0; k < count; k++)
      for (let i = 0; i < size; i++) {
        let sum = 0;
        for (let j = 0; j < size; j++) sum += (gram[i * size + j] as number) * (vectors[k * size + j] as number);
        next[k * size + i] = sum;
      }
    orthonormalise(next, size, count);
    let moved = 0;
    for (let k = 0; k < count; k++) {
      let dot = 0;
      for (let i = 0; i < size; i++) dot += (next[k * size + i] as number) * (vectors[k * size + i] as number);
      moved = Math.max(moved, 1 - Math.abs(dot));
    }
    vectors.set(next);
    if (moved < 1e-7) break;
  }
  for (let k = 0; k < count; k++) {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += vectors[k * size + i] as number;
    if (sum < 0) for (let i = 0; i < size; i++) vectors[k * size + i] = -(vectors[k * size + i] as number);
  }
  return vectors;
}

/** Cosines: smooth, independent of each other, and the same at every call. */
function firstGuess(i: number, k: number, size: number): number {
  return Math.cos((Math.PI * k * (i + 0.5)) / size) + 1e-3 * Math.sin(1 + i * (k + 1));
}

/** Gram and Schmidt's, twice, as once loses digits. */
function orthonormalise(vectors: Float64Array, size: number, count: number): void {
  for (let k = 0; k < count; k++)
    for (let pass = 0; pass < 2; pass++) {
      for (let other = 0; other < k; other++) {
        let dot = 0;
        for (let i = 0; i < size; i++) dot += (vectors[k * size + i] as number) * (vectors[other * size + i] as number);
        for (let i = 0; i < size; i++)
          vectors[k * size + i] = (vectors[k * size + i] as number) - dot * (vectors[other * size + i] as number);
      }
      let norm = 0;
      for (let i = 0; i < size; i++) norm += (vectors[k * size + i] as number) ** 2;
      norm = Math.sqrt(norm);
      for (let i = 0; i < size; i++)
        vectors[k * size + i] = norm > 1e-150 ? (vectors[k * size + i] as number) / norm : 0;
    }
}
