import { expect, test } from 'vitest';
import { zoneOf } from './calendar.ts';
import { withoutSetEffects, withSetEffects } from './setEffects.ts';
import type { SpecialDay } from './specialDays.ts';

const zone = zoneOf('Europe/Istanbul');
/** 5 October 2026, 09:00 in Istanbul. */
const nine = Date.UTC(2026, 9, 5, 6);
const hour = 3_600_000;
const special = (ratio: number | null, fromMinute = 0, toMinute = 1440): SpecialDay => ({
  ...{ id: 'cut', label: 'Su kesintisi', centre: null, queues: null, fromMinute, toMinute, ratio },
  dates: [{ from: '2026-10-05', to: '2026-10-05' }],
});
const seen = (start: number) => ({ start, offered: 12, handled: 10, handleSeconds: 1800 });

test('what is set by hand is taken out of history in its hours, and out of nothing else', () => {
  const history = [seen(nine), seen(nine + hour), seen(nine + 24 * hour)];
  const { history: usual, unobserved } = withoutSetEffects(history, [special(2, 600, 660)], zone);
  expect(usual.map(({ offered, handled }) => [offered, handled])).toEqual([
    [12, 10],
    [6, 10],
    [12, 10],
  ]);
  expect(unobserved).toEqual([]);
});

test('what is set to nothing teaches nothing, and what is learned stays for the models', () => {
  const closed = withoutSetEffects([seen(nine), seen(nine + 24 * hour)], [special(0)], zone);
  expect(closed.history.map(({ start }) => start)).toEqual([nine + 24 * hour]);
  expect(closed.unobserved).toEqual([{ from: nine, to: nine + 900_000 }]);
  const history = [seen(nine)];
  expect(withoutSetEffects(history, [special(null)], zone).history).toBe(history);
});

test('a forecast is multiplied with its band; what is not known stays so', () => {
  const intervals = [
    { start: nine, mean: 10, p10: 6, p90: 14 },
    { start: nine + hour, mean: null, p10: null, p90: null },
    { start: nine + 24 * hour, mean: 10, p10: 6, p90: 14 },
  ];
  expect(withSetEffects(intervals, [special(1.5)], zone)).toEqual([
    { start: nine, mean: 15, p10: 9, p90: 21 },
    intervals[1],
    intervals[2],
  ]);
});
