import { describe, expect, it } from 'vitest';
import { bestWidth, type SeatMapOptions, seatPlan } from './seatPlan.ts';
import { seatMapOptions } from './tileOptions.ts';

const people = (...names: string[]) =>
  names.map((name) => ({ id: `x:${name}`, name, signedOut: name.startsWith('-') }));
const plan = (names: string[], options: Partial<SeatMapOptions> = {}, fits = 3) => {
  const made = seatPlan(people(...names), seatMapOptions.parse(options), () => fits);
  return { text: made.rows.map((row) => row.map(({ agent }) => agent?.name ?? '·').join(' ')), ...made };
};

describe('seatPlan', () => {
  it('fills seats by name, as Turkish sorts', () => {
    expect(plan(['Zeki', 'Çiğdem', 'Cem', 'İpek', 'Işıl', 'Deniz', 'Ömer']).text).toEqual([
      'Cem Çiğdem Deniz',
      'Işıl İpek Ömer',
      'Zeki · ·',
    ]);
  });

  it('keeps the places that were chosen', () => {
    const places = [
      { agent: 'x:Zeki', row: 1, seat: 1 },
      { agent: 'x:-Ada', row: 2, seat: 2 },
      { agent: 'x:gone', row: 1, seat: 3 },
    ];
    const made = plan(['Ali', 'Zeki', 'Veli', '-Ada', '-Eda'], { places });
    // Who signed out leaves the seat that is theirs empty of others; a place is kept for whom nobody knows any more.
    expect(made.text).toEqual(['Zeki Ali ·', 'Veli -Ada ·']);
    expect(made.rows[0]?.map(({ placed }) => placed)).toEqual([true, false, true]);
    expect(plan(['Ali', '-Eda'], { signedOut: true }).text).toEqual(['-Eda Ali ·']);
  });

  it('gives a seat to one, and a place outside to nobody', () => {
    const places = [
      { agent: 'x:A', row: 1, seat: 1 },
      { agent: 'x:B', row: 1, seat: 1 },
      { agent: 'x:C', row: 5, seat: 1 },
      { agent: 'x:A', row: 1, seat: 2 },
    ];
    expect(plan(['A', 'B', 'C'], { rows: 2, seats: 2, places }).text).toEqual(['A B', 'C ·']);
  });

  it('says for whom there is no seat', () => {
    const made = plan(['A', 'B', 'C', 'D', 'E'], { rows: 2, seats: 2 });
    expect(made.text).toEqual(['A B', 'C D']);
    expect(made.unseated.map(({ name }) => name)).toEqual(['E']);
  });

  it('is one empty seat without anybody', () => {
    expect(plan([], {}, 1).text).toEqual(['·']);
  });
});

it('bestWidth makes seats as large as they can be', () => {
  expect(bestWidth(1, 2)).toBe(1);
  // 2:1 seats in a 2:1 area lie as many beside each other as above.
  expect([4, 9, 16].map((count) => bestWidth(count, 2))).toEqual([2, 3, 4]);
  expect(bestWidth(12, 6)).toBe(6);
  expect(bestWidth(40, 20)).toBeGreaterThan(15);
  expect(bestWidth(5, 0.1)).toBe(1);
});
