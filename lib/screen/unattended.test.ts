import { describe, expect, it } from 'vitest';
import { boardInTurn } from './boardInTurn.ts';
import { brightnessAt } from './nightDimming.ts';
import { pixelShift } from './pixelShift.ts';

/** 21 November 2026 in Istanbul, which is three hours ahead of UTC. */
const at = (hours: number, minutes = 0) => Date.UTC(2026, 10, 21, hours - 3, minutes);

describe('boardInTurn', () => {
  it('shows each board as long, in order, and the same one on every screen', () => {
    const shown = Array.from({ length: 8 }, (_, nth) => boardInTurn(['a', 'b', 'c'], 30, nth * 15_000));
    expect(shown).toEqual(['a', 'a', 'b', 'b', 'c', 'c', 'a', 'a']);
  });
  it('stays with the only board, and has none of none', () => {
    expect(boardInTurn(['a'], 10, at(9))).toBe('a');
    expect(boardInTurn([], 10, at(9))).toBeNull();
    expect(() => boardInTurn(['a'], 0, at(9))).toThrow(RangeError);
  });
});

describe('brightnessAt', () => {
  const night = { from: '22:00', to: '06:30', brightness: 0.3 };
  it('dims over midnight, by the clock of the zone', () => {
    const hours = [[21, 59], [22], [23, 59], [0], [6, 29], [6, 30], [12]] as const;
    expect(hours.map(([hour, minute]) => brightnessAt(night, at(hour, minute), 'Europe/Istanbul'))).toEqual([
      ...[1, 0.3, 0.3, 0.3, 0.3, 1, 1],
    ]);
    expect(brightnessAt(night, at(22), 'UTC')).toBe(1);
  });
  it('dims within a day, and not at all without a night', () => {
    const noon = { from: '12:00', to: '13:00', brightness: 0.5 };
    expect([11, 12, 13].map((hour) => brightnessAt(noon, at(hour), 'Europe/Istanbul'))).toEqual([1, 0.5, 1]);
    expect(brightnessAt({ ...noon, to: '12:00' }, at(12), 'Europe/Istanbul')).toBe(1);
    expect(brightnessAt(null, at(3), 'Europe/Istanbul')).toBe(1);
  });
});

describe('pixelShift', () => {
  const day = Array.from({ length: 24 * 60 }, (_, minute) => pixelShift(at(0) + minute * 60_000));
  it('stays within its bounds, reaches them, and moves in small steps', () => {
    for (const axis of ['x', 'y'] as const) {
      const along = day.map((shift) => shift[axis]);
      expect([Math.min(...along), Math.max(...along)]).toEqual([-1, 1]);
      const steps = along.slice(1).map((place, nth) => Math.abs(place - (along[nth] ?? place)));
      expect(Math.max(...steps)).toBeLessThan(0.2);
    }
  });
  it('is at many places of a day, none of them for long', () => {
    const places = new Map<string, number>();
    for (const { x, y } of day)
      places.set(`${x.toFixed(3)} ${y.toFixed(3)}`, (places.get(`${x.toFixed(3)} ${y.toFixed(3)}`) ?? 0) + 1);
    expect(places.size).toBeGreaterThan(70);
    expect(Math.max(...places.values())).toBeLessThan(day.length / 20);
  });
});
