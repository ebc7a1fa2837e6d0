import type { TraitsOf } from '../dayTraits.ts';
import { DemandForecaster, judgedCounts } from '../demandForecaster.ts';
import type { OpenDay } from '../openDays.ts';
import { type TeachingDay, teachingDays } from '../teachingDays.ts';
import { type KindOfDay, kindOfDay } from './turkishCentre.ts';

/** How forecasts of one kind of day did; ratios 0–1. */
export interface ErrorsOfKind {
  /** Days that were forecast, each from several origins. */
  days: number;
  wape: number;
  bias: number;
  coverage80: number;
}

export interface ErrorsByKindInput {
  days: readonly OpenDay[];
  minutes: number;
  /** What the forecast knows of the calendar. */
  knows: TraitsOf | undefined;
  /** By which days are told apart. */
  traitsOf: TraitsOf;
  /** Open days at the end that are judged, and as many again before them on which the choice practises at most. */
  judged: number;
  /** Open days from one origin to the next. */
  step: number;
}

const ahead = 8;
const practised = 120;

/** Rolling origin, eight calendar days ahead, told by kind of day. */
export function errorsByKind(input: ErrorsByKindInput): Map<KindOfDay, ErrorsOfKind> {
  const days = teachingDays(input.days, input.knows);
  const forecaster = new DemandForecaster(input.minutes, input.knows);
  const sums = new Map<KindOfDay, { error: number; bias: number; actual: number; within: number; all: number }>();
  const seen = new Map<KindOfDay, Set<number>>();
  const first = days.length - input.judged;
  for (const [row, day] of days.entries()) {
    if (row >= first - practised && (days.length - row) % input.step === 0) {
      const targets: TeachingDay[] = [];
      for (let next = row; next < days.length && (days[next] as TeachingDay).day < day.day + ahead; next++)
        targets.push(days[next] as TeachingDay);
      const forecast = forecaster.forecast(targets.map((target) => target.day));
      for (const [nth, target] of row >= first ? targets.entries() : []) {
        const kind = kindOfDay(target.day, input.traitsOf);
        const of = sums.get(kind) ?? { error: 0, bias: 0, actual: 0, within: 0, all: 0 };
        sums.set(kind, of);
        seen.set(kind, (seen.get(kind) ?? new Set()).add(target.day));
        const actual = judgedCounts(target, forecaster.models);
        for (const [slot, count] of actual.entries()) {
          if (Number.isNaN(count)) continue;
          const mean = forecast.chosen[nth * actual.length + slot] as number;
          const { p10, p90 } = forecaster.band(nth + 1, mean, slot, target.day);
          of.error += Math.abs(mean - count);
          of.bias += mean - count;
          of.actual += count;
          of.within += p10 <= count && count <= p90 ? 1 : 0;
          of.all += 1;
        }
      }
      forecaster.remember(forecast);
    }
    forecaster.learn(day);
  }
  return new Map(
    [...sums].map(([kind, { error, bias, actual, within, all }]) => [
      kind,
      { days: seen.get(kind)?.size ?? 0, wape: error / actual, bias: bias / actual, coverage80: within / all },
    ]),
  );
}
