/**
 * xoshiro128**, period 2¹²⁸ − 1: Blackman & Vigna, "Scrambled linear pseudorandom number generators", ACM Transactions on
 * Mathematical Software 47 (2021) 36. Its state is filled by splitmix32 from the seed and the number of the stream, so
 * that every day of a simulation has random numbers of its own and can be repeated alone.
 */
export class Xoshiro {
  #a = 0;
  #b = 0;
  #c = 0;
  #d = 0;

  /** @throws RangeError unless both are whole numbers of 0 or more, the seed below 2⁵³, the stream below 2³² */
  constructor(seed: number, stream = 0) {
    if (!Number.isSafeInteger(seed) || seed < 0)
      throw new RangeError(`seed must be a whole number, 0 or more and below 2^53, not ${seed}`);
    if (!Number.isInteger(stream) || stream < 0 || stream >= 2 ** 32)
      throw new RangeError(`stream must be a whole number, 0 or more and below 2^32, not ${stream}`);
    let state = mixed(mixed(mixed(seed >>> 0) ^ Math.floor(seed / 2 ** 32)) ^ stream);
    const next = () => {
      state = (state + 0x9e3779b9) | 0;
      return mixed(state);
    };
    this.#a = next();
    this.#b = next();
    this.#c = next();
    this.#d = next() | 1;
  }

  /** 32 random bits as a whole number, 0 to 2³² − 1. */
  bits(): number {
    const result = Math.imul(rotated(Math.imul(this.#b, 5), 7), 9);
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = rotated(this.#d, 11);
    return result >>> 0;
  }

  /** Uniform above 0 and below 1, on 2⁵² places. */
  uniform(): number {
    return ((this.bits() >>> 6) * 67_108_864 + (this.bits() >>> 6) + 0.5) / 4_503_599_627_370_496;
  }

  /** A whole number of 0 to `count` − 1, each as likely. */
  below(count: number): number {
    return Math.floor(this.uniform() * count);
  }
}

function rotated(x: number, k: number): number {
  return (x << k) | (x >>> (32 - k));
}

/** The finaliser of splitmix32 (after MurmurHash3's): every bit of the input moves every bit of the output. */
function mixed(x: number): number {
  let z = x | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return z ^ (z >>> 15);
}
