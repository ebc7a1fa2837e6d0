import type { TraitsOf } from './dayTraits.ts';
import { DemandForecaster } from './demandForecaster.ts';
import type { Step } from './inSteps.ts';
import type { CandidateName } from './models/candidates.ts';
import type { OpenDay } from './openDays.ts';
import { type TeachingDay, teachingDays } from './teachingDays.ts';

export interface HindcastsInput {
  /** History, oldest first. */
  days: readonly OpenDay[];
  minutes: number;
  traitsOf?: TraitsOf | undefined;
  /** Days of the history that are forecast: those on this day number and later. */
  from: number;
  /** Calendar days ahead, 0 in the morning of the day itself. */
  leads: readonly number[];
}

/** An open day as it would have been forecast so many days before. */
export interface Hindcast {
  day: number;
  lead: number;
  /** By slot. */
  mean: Float64Array;
  p10: Float64Array;
  p90: Float64Array;
  weights: { name: CandidateName; weight: number }[];
}

/** Origins on which the choice and the band practise, at most; further back they tell of another time. */
const practised = 60;
const practiceDays = 180;
/** So many open days must be known before a forecast is worth keeping. */
const fewest = 7;

/**
 * Forecasts that would have been made in the past, each knowing no more than the days before it, which candidates did well
 * until then included. What is known ahead is which dates are open, as a centre knows its closures.
 */
export function* hindcastsInSteps(input: HindcastsInput): Generator<Step, Hindcast[]> {
  const { minutes, from, leads } = input;
  const days = teachingDays(input.days, input.traitsOf);
  const forecaster = new DemandForecaster(minutes, input.traitsOf);
  const furthest = Math.max(...leads);
  const first = Math.max(2, days.length - practiceDays);
  const every = Math.max(1, Math.ceil((days.length - first) / practised));
  const result: Hindcast[] = [];
  for (const [row, day] of days.entries()) {
    const practice = row >= first && (days.length - row) % every === 0;
    const wanted = row >= fewest && day.day >= from - furthest;
    if (practice || wanted) {
      const targets: TeachingDay[] = [];
      for (let next = row; next < days.length && (days[next] as TeachingDay).day <= day.day + furthest; next++)
        targets.push(days[next] as TeachingDay);
      const forecast = forecaster.forecast(targets.map((target) => target.day));
      if (practice) forecaster.remember(forecast);
      // On closed days before this one no more was known than in its morning.
      const since = (days[row - 1]?.day ?? day.day - 1) + 1;
      if (wanted)
        for (const [nth, target] of targets.entries())
          for (let madeOn = since; madeOn <= day.day; madeOn++) {
            const lead = target.day - madeOn;
            if (target.day < from || !leads.includes(lead)) continue;
            const slots = 1440 / minutes;
            const mean = forecast.chosen.slice(nth * slots, (nth + 1) * slots);
            const bands = Array.from(mean, (expected, slot) => forecaster.band(nth + 1, expected, slot, target.day));
            result.push({
              ...{ day: target.day, lead, mean },
              p10: Float64Array.from(bands, ({ p10 }) => p10),
              p90: Float64Array.from(bands, ({ p90 }) => p90),
              weights: [...(forecast.weights[nth] ?? [])].map(([name, weight]) => ({ name, weight })),
            });
          }
      yield { done: row, of: days.length };
    }
    forecaster.learn(day);
  }
  return result;
}
