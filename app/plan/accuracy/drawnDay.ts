import { jointBand, uncertain } from '#lib/forecast/jointBand.ts';
import type { JudgedQuarters } from './judgedDays.ts';

/** Half an hour of a day as the chart draws it, all queues together. */
export interface DrawnInterval {
  start: number;
  mean: number | null;
  /** The 80 % band. */
  band: [number, number] | null;
  actual: number | null;
}

/** A day as it was forecast then, and as it came. */
export interface DrawnDay {
  date: string;
  madeOn: string;
  hindcast: boolean;
  /** The candidates that counted; null: queues were forecast differently. */
  method: string | null;
  start: number;
  end: number;
  intervals: DrawnInterval[];
  /** Contacts in half hours of which both are known. */
  forecast: number;
  actual: number;
}

const quarterMs = 15 * 60_000;
/** Quarters in one interval. */
const size = 2;

/** @param days of one date and distance, one for each queue; null when there are none */
export function drawnDay(days: readonly JudgedQuarters[]): DrawnDay | null {
  const first = days[0];
  if (!first) return null;
  const length = first.quarters.length;
  const intervals: DrawnInterval[] = [];
  for (let i = 0; i < length; i += size) {
    const parts = days.flatMap(({ quarters }) => quarters.slice(i, i + size));
    const expected = parts.map(({ mean, p10, p90 }) =>
      mean === null || p10 === null || p90 === null ? null : uncertain(mean, { p10, p90 }),
    );
    const whole = expected.flatMap((part) => part ?? []);
    const { p10, p90 } = jointBand(whole);
    const known = whole.length === parts.length;
    const came = parts.flatMap(({ actual }) => actual ?? []);
    intervals.push({
      start: first.start + i * quarterMs,
      mean: known ? sum(whole.map(({ mean }) => mean)) : null,
      band: known ? [p10, p90] : null,
      actual: came.length === parts.length ? sum(came) : null,
    });
  }
  const { date, madeOn, start } = first;
  return {
    ...{ date, madeOn, start, intervals },
    end: start + length * quarterMs,
    hindcast: days.some(({ hindcast }) => hindcast),
    method: days.length === 1 ? first.method : null,
    forecast: sum(days.map(({ halfHours }) => halfHours.forecast)),
    actual: sum(days.map(({ halfHours }) => halfHours.actual)),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
