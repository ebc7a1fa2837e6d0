import { describe, expect, it } from 'vitest';
import { createMetricSeries } from './metricSeries.ts';

const minute = 60_000;

describe('createMetricSeries', () => {
  it('tells the oldest value of the last hour, and when it was', () => {
    const series = createMetricSeries();
    expect(series.before('waiting', 0)).toBeNull();
    for (let at = 0; at <= 90 * minute; at += 10_000) series.note('waiting', at, at / minute);
    expect(series.before('waiting', 90 * minute)?.at).toBe(31 * minute);
    expect(series.before('other', 90 * minute)).toBeNull();
  });

  it('compares with nothing of this very minute, and with nothing of yesterday where that is asked', () => {
    const series = createMetricSeries();
    series.note('level', 0, 0.9);
    expect(series.before('level', minute - 1)).toBeNull();
    expect(series.before('level', minute)).toEqual({ value: 0.9, at: 0 });
    series.note('level', 3 * minute, 0.5);
    expect(series.before('level', 9 * minute, 2 * minute)).toEqual({ value: 0.5, at: 3 * minute });
    expect(series.before('level', 9 * minute, 4 * minute)).toBeNull();
  });

  it('starts anew when the clock was set back', () => {
    const series = createMetricSeries();
    series.note('waiting', 500 * minute, 3);
    series.note('waiting', 10 * minute, 4);
    expect(series.before('waiting', 12 * minute)).toEqual({ value: 4, at: 10 * minute });
  });

  it('stays as large as it is, for years', () => {
    const series = createMetricSeries();
    for (let at = 0; at < 3000 * minute; at += minute)
      for (let key = 0; key < 300; key += 7) series.note(`${key}`, at, at);
    const full = series.size();
    for (let key = 0; key < 2000; key += 1) series.note(`board ${key}`, 3000 * minute, key);
    expect(full).toBe(43 * 60);
    expect(series.size()).toBeLessThanOrEqual(200 * 60);
  });
});
