import { expect, it } from 'vitest';
import { besideSeat, editedPlan, placesAsNow, withAisle, withPlace } from './seatPlaces.ts';
import { seatMapOptions } from './tileOptions.ts';

const agents = ['Ali', 'Veli', 'Ece'].map((name) => ({ id: `x:${name}`, name, signedOut: name === 'Ece' }));

it('gives a seat to one, and an agent one seat', () => {
  const first = withPlace([], { row: 1, seat: 1 }, 'x:Ali');
  const second = withPlace(first, { row: 1, seat: 1 }, 'x:Veli');
  expect(second).toEqual([{ agent: 'x:Veli', row: 1, seat: 1 }]);
  expect(withPlace(second, { row: 2, seat: 4 }, 'x:Veli')).toEqual([{ agent: 'x:Veli', row: 2, seat: 4 }]);
  expect(withPlace(second, { row: 1, seat: 1 }, null)).toEqual([]);
});

it('keeps everybody where they are, those who signed out as well', () => {
  const options = seatMapOptions.parse({ rows: 1, seats: 4 });
  const places = placesAsNow(editedPlan(agents, options));
  expect(places.map(({ agent, seat }) => [agent, seat])).toEqual([
    ['x:Ali', 1],
    ['x:Ece', 2],
    ['x:Veli', 3],
  ]);
  expect(editedPlan(agents, { ...options, places }).rows[0]?.map(({ agent }) => agent?.name ?? null)).toEqual([
    'Ali',
    'Ece',
    'Veli',
    null,
  ]);
});

it('keeps passages in order, each once', () => {
  expect(withAisle(withAisle([4], 2, true), 2, true)).toEqual([2, 4]);
  expect(withAisle([2, 4], 2, false)).toEqual([4]);
});

it('leads by arrows, and stays at the edge', () => {
  const plan = { rows: [[], []] as never[][], width: 3 };
  expect(besideSeat({ row: 1, seat: 1 }, 'ArrowDown', plan)).toEqual({ row: 2, seat: 1 });
  expect(besideSeat({ row: 2, seat: 3 }, 'ArrowRight', plan)).toEqual({ row: 2, seat: 3 });
  expect(besideSeat({ row: 1, seat: 1 }, 'Tab', plan)).toBeNull();
});
