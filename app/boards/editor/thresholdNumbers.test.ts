import { expect, test } from 'vitest';
import { thresholdLevel } from '#lib/board/thresholdLevel.ts';
import { keptOf, leftAt, typedOf } from './thresholdNumbers.ts';

test('shares are typed in per cent and kept from 0 to 1, without crumbs', () => {
  expect(typedOf(0.8, 'ratio')).toBe(80);
  expect(typedOf(0.07, 'ratio')).toBe(7);
  expect(keptOf(82.5, 'ratio')).toBe(0.825);
  for (let typed = 0; typed <= 100; typed += 0.5) expect(typedOf(keptOf(typed, 'ratio'), 'ratio')).toBe(typed);
  expect(typedOf(null, 'ratio')).toBeNull();
  expect(keptOf(20, 'seconds')).toBe(20);
});

test('the explanation says where the tile leaves its level, to the unit', () => {
  const levels = { warn: 10, alarm: null, hysteresis: 3 };
  expect(leftAt(10, 3, 'high')).toBe(7);
  expect(thresholdLevel('warn', 8, levels, 'high')).toBe('warn');
  expect(thresholdLevel('warn', 7, levels, 'high')).toBe('none');
  expect(leftAt(0.8, 0.05, 'low')).toBe(0.85);
  const low = { warn: 0.8, alarm: null, hysteresis: 0.05 };
  expect(thresholdLevel('warn', 0.84, low, 'low')).toBe('warn');
  expect(thresholdLevel('warn', 0.8501, low, 'low')).toBe('none');
});
