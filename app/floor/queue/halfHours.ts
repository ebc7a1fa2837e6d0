import type { QueueDayCurve } from './queueDay.ts';

const halfHourMs = 1_800_000;

export interface HalfHour {
  /** Epoch ms. */
  start: number;
  /** Contacts; null: the half hour is still to come. */
  counted: { offered: number; answered: number; abandoned: number } | null;
  /** null: no forecast says it. */
  expected: number | null;
}

/** A queue's day in half hours, from what was counted and expected by quarters. */
export function halfHours({ day, asOf, quarters, forecast }: QueueDayCurve): HalfHour[] {
  const bars = Array.from({ length: Math.ceil((day.to - day.from) / halfHourMs) }, (_, nth): HalfHour => {
    const [first, second] = [forecast?.mean[2 * nth] ?? null, forecast?.mean[2 * nth + 1] ?? null];
    const start = day.from + nth * halfHourMs;
    return {
      start,
      counted: start < asOf ? { offered: 0, answered: 0, abandoned: 0 } : null,
      expected: first === null || second === null ? null : first + second,
    };
  });
  for (const { start, offered, answered, abandoned } of quarters) {
    const bar = bars[Math.floor((start - day.from) / halfHourMs)];
    if (!bar?.counted) continue;
    bar.counted.offered += offered;
    bar.counted.answered += answered;
    bar.counted.abandoned += abandoned;
  }
  return bars;
}
