import { describe, expect, it } from 'vitest';
import { parseWeek, plusWeeks, weekOf } from './isoWeek.ts';

describe('ISO weeks', () => {
  it('counts weeks as ISO 8601 does, over the turn of the year', () => {
    expect(weekOf('2026-11-21')).toEqual({
      id: '2026-W47',
      year: 2026,
      number: 47,
      monday: '2026-11-16',
      sunday: '2026-11-22',
    });
    expect(weekOf('2027-01-01').id).toBe('2026-W53');
    expect(weekOf('2024-12-30').id).toBe('2025-W01');
    expect(plusWeeks(weekOf('2026-12-31'), 1).id).toBe('2027-W01');
  });

  it('reads its own ids and no others', () => {
    expect(parseWeek('2026-W53')?.monday).toBe('2026-12-28');
    expect(parseWeek('2026w47')?.id).toBe('2026-W47');
    for (const wrong of ['2027-W53', '2026-W00', '2026-W60', '2026-47', 'W47', '1999-W01', ''])
      expect(parseWeek(wrong)).toBeNull();
  });
});
