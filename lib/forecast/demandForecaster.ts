import { CandidateChoice, type CandidateScore, type CandidateWeights } from './candidateChoice.ts';
import type { TraitsOf } from './dayTraits.ts';
import type { CandidateForecasts } from './models/candidates.ts';
import { DemandModels } from './models/demandModels.ts';
import { type Band, PredictionBand } from './predictionBand.ts';
import type { TeachingDay } from './teachingDays.ts';

/** What is expected of open days to come, as of an origin. */
export interface OriginForecast {
  /** Day numbers, rising; the first is the next open day. */
  targets: readonly number[];
  candidates: CandidateForecasts;
  /** Expected counts of what is told, target by target, slot by slot. */
  chosen: Float64Array;
  /** By target. */
  weights: readonly CandidateWeights[];
}

/** The earliest origin from which a forecast is judged, in open days. */
const firstJudged = 7;

/**
 * Forecasts from an origin that moves through the history: every forecast made on the way is judged when its days come, and
 * what is learned of the candidates' errors chooses among them, and tells the band, from then on. So a forecast made at
 * any origin knows its past and nothing else.
 */
export class DemandForecaster {
  readonly models: DemandModels;
  readonly #slots: number;
  readonly #choice = new CandidateChoice();
  readonly #band: PredictionBand;
  readonly #pending = new Map<number, { lead: number; nth: number; forecast: OriginForecast }[]>();

  constructor(minutes: number, traitsOf?: TraitsOf) {
    this.#slots = 1440 / minutes;
    this.models = new DemandModels(this.#slots, traitsOf);
    this.#band = new PredictionBand(minutes);
  }

  /** The next open day has passed: forecasts of it are judged, then it teaches. */
  learn(day: TeachingDay): void {
    const waiting = this.#pending.get(day.day);
    if (waiting) {
      const actual = judgedCounts(day, this.models);
      for (const { lead, nth, forecast } of waiting) this.#judge(lead, nth, forecast, actual, day.day);
      this.#pending.delete(day.day);
    }
    this.#choice.age();
    this.#band.age();
    this.models.learn(day);
  }

  /** @param targets the open days to come, rising, as day numbers, from the next on */
  forecast(targets: readonly number[]): OriginForecast {
    const candidates = this.models.forecast(targets);
    const slots = this.#slots;
    const chosen = new Float64Array(targets.length * slots);
    const { calendar, days } = this.models;
    const weights = targets.map((day, nth) =>
      this.#choice.weights(nth + 1, candidates, days.length, calendar.named(day)),
    );
    for (const [nth, of] of weights.entries())
      for (const [name, weight] of of) {
        const values = candidates.get(name) as Float64Array;
        for (let at = nth * slots; at < (nth + 1) * slots; at++)
          chosen[at] = (chosen[at] as number) + weight * (values[at] as number);
      }
    return { targets, candidates, chosen, weights };
  }

  /** The forecast will be judged as its days come. */
  remember(forecast: OriginForecast): void {
    if (this.models.days.length < firstJudged) return;
    for (const [nth, day] of forecast.targets.entries()) {
      const waiting = this.#pending.get(day);
      const entry = { lead: nth + 1, nth, forecast };
      if (waiting) waiting.push(entry);
      else this.#pending.set(day, [entry]);
    }
  }

  scores(): CandidateScore[] {
    return this.#choice.scores();
  }

  /** @param day that the forecast is of */
  band(lead: number, expected: number, slot: number, day: number): Band {
    return this.#band.band(lead, expected, slot, this.models.calendar.named(day));
  }

  #judge(lead: number, nth: number, forecast: OriginForecast, actual: Float64Array, day: number): void {
    const slots = this.#slots;
    // A feast would tell who knows of feasts, not who is good on other days.
    const named = this.models.calendar.named(day);
    const candidates = named ? [] : forecast.candidates;
    for (const [name, values] of candidates) {
      let [error, bias, sum] = [0, 0, 0];
      for (let slot = 0; slot < slots; slot++) {
        const count = actual[slot] as number;
        if (Number.isNaN(count)) continue;
        const off = (values[nth * slots + slot] as number) - count;
        error += Math.abs(off);
        bias += off;
        sum += count;
      }
      this.#choice.learn(lead, name, error, bias, sum);
    }
    this.#band.learn(lead, forecast.chosen.subarray(nth * slots, (nth + 1) * slots), actual, day, named);
  }
}

/** The counts that a forecast is judged by: those observed while it was open; NaN elsewhere. */
export function judgedCounts(day: TeachingDay, models: DemandModels): Float64Array {
  const open = models.habits.openSlots(day.weekday);
  return day.counts.map((count, slot) => (count > 0 || open === null || open[slot] === 1 ? count : Number.NaN));
}
