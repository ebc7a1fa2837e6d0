import { describe, expect, it } from 'vitest';
import { learnedOn, type SpecialDay, setEffect, specialDaysOf } from './specialDays.ts';

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
