import { expect, it } from 'vitest';
import { mostSeatsAcross, seatLayout } from './seatLayout.ts';

it('writes seats as large as their area lets, on two lines where they are narrow', () => {
  const wide = seatLayout({ width: 96, height: 40 }, 9, 7, 0, 5.5, 1.15);
  expect(wide).toMatchObject({ lines: 2, rows: 7 });
  expect(wide.font).toBeGreaterThan(1.2);
  expect(seatLayout({ width: 120, height: 12 }, 3, 6, 0, 5.5, 1.15).lines).toBe(1);
  // Four people do not fill a wall with letters of a hand's breadth.
  expect(seatLayout({ width: 96, height: 40 }, 2, 2, 0, 5.5, 1.15).font).toBe(3.6);
});

it('lets rows take turns rather than write what nobody reads', () => {
  const { font, rows } = seatLayout({ width: 60, height: 15 }, 6, 20, 1, 5.5, 1.15);
  expect(font).toBeGreaterThanOrEqual(1.1);
  expect(rows).toBe(4);
});

it('shows every row on a phone, which scrolls', () => {
  expect(seatLayout({ width: 45, height: Number.POSITIVE_INFINITY }, 4, 17, 0, 5.5, 1.15).rows).toBe(17);
});

it('has no more seats across than can be read', () => {
  expect([mostSeatsAcross(96, 5.4, 1.15), mostSeatsAcross(20, 5.4, 1.15), mostSeatsAcross(3, 5.4, 1.15)]).toEqual([
    10, 2, 1,
  ]);
});
