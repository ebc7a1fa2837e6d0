import { describe, expect, it } from 'vitest';
import {
  learnEffects,
  learnedOn,
  type SeenAndUsual,
  type SpecialDay,
  setEffect,
  specialDaysOf,
  specialFactor,
} from './specialDays.ts';

const day = (id: string, dates: string[], rest: Partial<SpecialDay> = {}): SpecialDay => ({
  id,
  label: id,
  centre: null,
  queues: null,
  dates: dates.map((date) => ({ from: date, to: date })),
  fromMinute: 0,
  toMinute: 1440,
  ratio: null,
  ...rest,
});
/** A day of quarter hours from 8 to 18, each usually 40, with `times` as many from `from` to `to`. */
const seen = (date: string, times: number, from = 480, to = 1080): SeenAndUsual[] =>
  Array.from({ length: 40 }, (_, i) => 480 + 15 * i).map((minuteOfDay) => ({
    date,
    minuteOfDay,
    seen: Math.round(40 * (minuteOfDay >= from && minuteOfDay < to ? times : 1)),
    usual: 40,
  }));

describe('where and when they hold', () => {
  const days = [
    day('snow', ['2026-01-12']),
    day('cut', ['2026-01-12'], { centre: '185', queues: ['ariza'], ratio: 1.8, fromMinute: 540, toMinute: 1020 }),
    day('vote', ['2026-01-12'], { centre: '153', ratio: 0.5 }),
    day('strike', ['2026-01-12'], { ratio: 1.2 }),
  ];

  it('for a centre, a queue of it, or everywhere', () => {
    const ids = (centre: string, queue: string | null) => specialDaysOf(days, centre, queue).map(({ id }) => id);
    expect(ids('185', 'ariza')).toEqual(['snow', 'cut', 'strike']);
    expect(ids('185', 'fatura')).toEqual(['snow', 'strike']);
    expect(ids('185', null)).toEqual(['snow', 'strike']);
    expect(ids('153', 'ariza')).toEqual(['snow', 'vote', 'strike']);
  });

  it('only those that are learned stand among the traits of the date, each once', () => {
    expect(learnedOn([...days, day('snow', ['2026-01-12'], { fromMinute: 600 })], '2026-01-12')).toEqual(['snow']);
    expect(learnedOn(days, '2026-01-13')).toEqual([]);
  });

  it('what is set by hand holds in its hours, and is multiplied where several meet', () => {
    const here = specialDaysOf(days, '185', 'ariza');
    expect(setEffect(here, '2026-01-12', 539)).toBe(1.2);
    expect(setEffect(here, '2026-01-12', 540)).toBeCloseTo(1.8 * 1.2, 12);
    expect(setEffect(here, '2026-01-12', 1020)).toBe(1.2);
    expect(setEffect(here, '2026-01-13', 600)).toBeNull();
  });
});

describe('what is learned', () => {
  it('one earlier day tells most of it, three tell it nearly whole', () => {
    const once = learnEffects([day('snow', ['2026-01-12'])], seen('2026-01-12', 2));
    expect(once.get('snow')?.days).toBe(1);
    expect(once.get('snow')?.ratio).toBeGreaterThan(1.8);
    expect(once.get('snow')?.ratio).toBeLessThan(2);
    const dates = ['2026-01-12', '2026-01-20', '2026-02-02'];
    const thrice = learnEffects(
      [day('snow', dates)],
      [...seen(dates[0] ?? '', 1.8), ...seen(dates[1] ?? '', 2), ...seen(dates[2] ?? '', 2.2)],
    );
    expect(thrice.get('snow')?.days).toBe(3);
    expect(thrice.get('snow')?.ratio).toBeCloseTo(1.93, 1);
  });

  it('from its hours alone', () => {
    const cut = day('cut', ['2026-03-02', '2026-04-06'], { fromMinute: 600, toMinute: 840 });
    const effects = learnEffects([cut], [...seen('2026-03-02', 3, 600, 840), ...seen('2026-04-06', 3, 600, 840)]);
    expect(effects.get('cut')?.ratio).toBeGreaterThan(2.7);
    expect(specialFactor([cut], effects, '2026-04-06', 599)).toBe(1);
    expect(specialFactor([cut], effects, '2026-04-06', 600)).toBe(effects.get('cut')?.ratio);
  });

  it('of a handful of contacts next to nothing', () => {
    const few = [{ date: '2026-01-12', minuteOfDay: 600, seen: 2, usual: 1 }];
    const ratio = learnEffects([day('snow', ['2026-01-12'])], few).get('snow')?.ratio ?? 0;
    expect(ratio).toBeGreaterThan(1);
    expect(ratio).toBeLessThan(1.35);
  });

  it('where two meet, each explains what the other leaves', () => {
    const snow = day('snow', ['2026-01-12', '2026-01-13', '2026-01-14']);
    const vote = day('vote', ['2026-01-14', '2026-03-01']);
    const effects = learnEffects(
      [snow, vote],
      [...seen('2026-01-12', 2), ...seen('2026-01-13', 2), ...seen('2026-01-14', 1), ...seen('2026-03-01', 0.5)],
    );
    expect(effects.get('snow')?.ratio).toBeCloseTo(1.95, 1);
    expect(effects.get('vote')?.ratio).toBeCloseTo(0.52, 1);
  });

  it('nothing of a day that was not seen, or on which nothing is usual', () => {
    expect(learnEffects([day('snow', ['2026-01-12'])], []).size).toBe(0);
    expect(
      learnEffects([day('snow', ['2026-01-12'])], [{ date: '2026-01-12', minuteOfDay: 0, seen: 3, usual: 0 }]).size,
    ).toBe(0);
    expect(specialFactor([day('snow', ['2026-01-12'])], new Map(), '2026-01-12', 600)).toBe(1);
  });

  it('a day set by hand is not learned from, but applied', () => {
    const set = day('snow', ['2026-01-12'], { ratio: 1.5 });
    expect(learnEffects([set], seen('2026-01-12', 3)).size).toBe(0);
    expect(specialFactor([set], new Map(), '2026-01-12', 600)).toBe(1.5);
  });
});
