import { leadGroup, leadGroups, leadsIn } from './leads.ts';

/** Between these lie 80 of 100 counts. */
export interface Band {
  p10: number;
  p90: number;
}

const forgetting = 0.985;
/** Errors are told apart by the size of what was expected: small counts are skewed. */
const sizes = [1.5, 5, 20];
/** How fast the band follows what it has held: a day's excess moves the percentile by this share of it. */
const heeding = 0.05;
const bins = 641;
const reach = 8;
/** Fewer errors than this say too little of one size alone. */
const enough = 400;
/** Of the day's three-hour parts, whose errors may differ. */
const partMinutes = 180;
/** Days of which the calendar says something: so much further from their forecast than others, until so many were seen. */
const assumedWider = 1.5;
const assumedDays = 4;
/** An error in units that counts the most, so that no single feast rules all. */
const mostOnNamed = 6;
/** Where less is expected, and nothing came, a band had nothing to hold. */
export const nothingExpected = 0.05;
const neverExpected = 1e-3;
const normal90 = 1.2816;
/** The level's error, as a share, before any is known. */
const levelErrorAtFirst = 0.2;

/**
 * The spread of counts about their forecast, from the errors of earlier forecasts: Poisson's plus a share of the forecast
 * itself, for each distance ahead; then the errors in these units are ranked, and the band reaches from their tenth to
 * their ninetieth percentile (as conformal prediction does), wider and narrower by the time of day. The percentiles
 * themselves follow the share of counts that earlier bands held (adaptive conformal inference, Gibbs & Candès 2021).
 */
export class PredictionBand {
  readonly #groups = Array.from({ length: leadGroups }, () => new ErrorsAtLead());
  readonly #minutes: number;

  constructor(minutes: number) {
    this.#minutes = minutes;
  }

  age(): void {
    for (const group of this.#groups) group.age();
  }

  /**
   * A day has come of which a forecast had been made.
   *
   * @param actual NaN: not to be learned from
   * @param named the calendar says something of the day: it is forecast worse than others, and tells nothing of them
   */
  learn(lead: number, expected: Float64Array, actual: Float64Array, day: number, named: boolean): void {
    const group = this.#groups[leadGroup(lead)] as ErrorsAtLead;
    if (named) {
      group.learnNamed(expected, actual, (slot) => this.#part(slot), leadsIn(leadGroup(lead)));
      return;
    }
    let [within, all] = [0, 0];
    for (let slot = 0; slot < actual.length; slot++) {
      const count = actual[slot] as number;
      if (Number.isNaN(count)) continue;
      if (count === 0 && (expected[slot] as number) < nothingExpected) continue;
      const { p10, p90 } = group.band(expected[slot] as number, this.#part(slot));
      within += p10 <= count && count <= p90 ? 1 : 0;
      all += 1;
    }
    if (all > 0) group.heed(within / all, leadsIn(leadGroup(lead)));
    for (let slot = 0; slot < actual.length; slot++) {
      const count = actual[slot] as number;
      if (Number.isNaN(count) || (count === 0 && (expected[slot] as number) < neverExpected)) continue;
      // Counts are whole: spread over their own width, so that percentiles of small ones do not jump.
      const spread = count + (((day * actual.length + slot) * 0.618_033_988_75) % 1) - 0.5;
      group.learn(expected[slot] as number, spread, this.#part(slot));
    }
    group.days += 1;
  }

  band(lead: number, expected: number, slot: number, named: boolean): Band {
    let group = this.#groups[leadGroup(lead)] as ErrorsAtLead;
    // What lies further ahead than any backtest went is at least as unsure as what lies nearer.
    for (let nearer = leadGroup(lead) - 1; nearer >= 0 && group.days < 3; nearer--) {
      const other = this.#groups[nearer] as ErrorsAtLead;
      if (other.days >= 3) group = other;
    }
    return group.band(expected, this.#part(slot), named ? group.widerOnNamed() : 1);
  }

  #part(slot: number): number {
    return Math.floor((slot * this.#minutes) / partMinutes);
  }
}

class ErrorsAtLead {
  days = 0;
  readonly #ranks = Array.from({ length: sizes.length + 1 }, () => new Float64Array(bins));
  readonly #counts = new Float64Array(sizes.length + 1);
  #known: ([number, number] | undefined)[] = [];
  #tail = 0.1;
  #squares = 0;
  #means = 0;
  readonly #named = { away: 0, days: 0 };
  readonly #partSums = new Float64Array(1440 / partMinutes);
  readonly #partCounts = new Float64Array(1440 / partMinutes);

  /** Bands that held more than they should become narrower, and the other way round. */
  heed(within: number, leads: number): void {
    if (this.days < 3) return;
    this.#tail = Math.max(0.03, Math.min(0.2, this.#tail + (heeding / leads) * (within - 0.8)));
  }

  age(): void {
    this.#known = [];
    for (const ranks of this.#ranks) for (let i = 0; i < bins; i++) ranks[i] = (ranks[i] as number) * forgetting;
    for (let i = 0; i < this.#counts.length; i++) this.#counts[i] = (this.#counts[i] as number) * forgetting;
    for (let i = 0; i < this.#partSums.length; i++) {
      this.#partSums[i] = (this.#partSums[i] as number) * forgetting;
      this.#partCounts[i] = (this.#partCounts[i] as number) * forgetting;
    }
    this.#squares *= forgetting;
    this.#means *= forgetting;
    this.days *= forgetting;
  }

  learn(expected: number, count: number, part: number): void {
    const unit = this.#unit(expected);
    const error = Math.max(-reach, Math.min(reach, (count - expected) / unit));
    const own = Math.max(-reach, Math.min(reach, error / this.#wider(part)));
    const bin = Math.round(((own + reach) / (2 * reach)) * (bins - 1));
    const size = sizeOf(expected);
    const ranks = this.#ranks[size] as Float64Array;
    ranks[bin] = (ranks[bin] as number) + 1;
    this.#counts[size] = (this.#counts[size] as number) + 1;
    this.#partSums[part] = (this.#partSums[part] as number) + Math.min(4, Math.abs(error));
    this.#partCounts[part] = (this.#partCounts[part] as number) + 1;
    // A burst is no measure of the usual error: beyond four units it counts as four.
    const tamed = Math.min(4 * unit, Math.abs(count - expected));
    this.#squares += Math.max(0, tamed ** 2 - expected);
    this.#means += expected ** 2;
  }

  /** What a day brought of which the calendar says something: how far it lay from its forecast, over what others do. */
  learnNamed(expected: Float64Array, actual: Float64Array, partOf: (slot: number) => number, leads: number): void {
    const all = sum(this.#partCounts);
    if (all < enough) return;
    let [away, slots] = [0, 0];
    for (let slot = 0; slot < actual.length; slot++) {
      const count = actual[slot] as number;
      const mean = expected[slot] as number;
      if (Number.isNaN(count) || mean <= 0) continue;
      away += Math.min(mostOnNamed, Math.abs(count - mean) / (this.#unit(mean) * this.#wider(partOf(slot))));
      slots += 1;
    }
    if (slots === 0) return;
    this.#named.away += away / slots / (sum(this.#partSums) / all) / leads;
    this.#named.days += 1 / leads;
  }

  /** How much further than others such days lie from their forecast. */
  widerOnNamed(): number {
    const { away, days } = this.#named;
    const wider = (assumedDays * assumedWider + away) / (assumedDays + days);
    return Math.max(1, Math.min(3, wider));
  }

  band(expected: number, part: number, wider = 1): Band {
    if (expected <= 0) return { p10: 0, p90: 0 };
    const unit = this.#unit(expected) * this.#wider(part) * wider;
    const [low, high] = this.#quantiles(sizeOf(expected));
    const p10 = Math.max(0, expected + low * unit);
    return { p10, p90: Math.max(p10, expected + high * unit) };
  }

  #unit(expected: number): number {
    const share = this.days >= 3 && this.#means > 0 ? this.#squares / this.#means : levelErrorAtFirst ** 2;
    return Math.sqrt(expected + 0.25 + share * expected * expected);
  }

  /** How much further than usual errors reach at that time of day. */
  #wider(part: number): number {
    const all = sum(this.#partCounts);
    if (all < enough) return 1;
    const usual = sum(this.#partSums) / all;
    const pseudo = enough / 2;
    const own = ((this.#partSums[part] as number) + pseudo * usual) / ((this.#partCounts[part] as number) + pseudo);
    return Math.max(0.6, Math.min(1.8, own / usual));
  }

  #quantiles(size: number): [number, number] {
    const known = this.#known[size];
    if (known) return known;
    const found = this.#rank(size);
    this.#known[size] = found;
    return found;
  }

  #rank(size: number): [number, number] {
    const own = (this.#counts[size] as number) >= enough;
    const ranks = own ? (this.#ranks[size] as Float64Array) : this.#all();
    const whole = sum(ranks);
    if (this.days < 3 || whole < 50) return [-normal90, normal90];
    return [quantile(ranks, whole, this.#tail), quantile(ranks, whole, 1 - this.#tail)];
  }

  #all(): Float64Array {
    const all = new Float64Array(bins);
    for (const ranks of this.#ranks) for (let i = 0; i < bins; i++) all[i] = (all[i] as number) + (ranks[i] as number);
    return all;
  }
}

function sizeOf(expected: number): number {
  let size = 0;
  while (size < sizes.length && expected >= (sizes[size] as number)) size++;
  return size;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function quantile(ranks: Float64Array, whole: number, share: number): number {
  let below = 0;
  for (let bin = 0; bin < bins; bin++) {
    const own = ranks[bin] as number;
    if (below + own >= share * whole && own > 0) {
      const within = (share * whole - below) / own - 0.5;
      return ((bin + within) / (bins - 1)) * 2 * reach - reach;
    }
    below += own;
  }
  return reach;
}

/** The band of a forecast whose errors are not known yet. */
export function bandOf(expected: number): Band {
  return new ErrorsAtLead().band(expected, 0);
}
