import { expect, it } from 'vitest';
import { alarmSettingsSchema, isQuiet } from './quietHours.ts';

const zone = 'Europe/Istanbul';
/** An hour of the day in Istanbul (UTC+3). */
const hour = (of: number) => Date.UTC(2026, 10, 21, of - 3);
const settings = (from: string, to: string, alarmsToo = false) =>
  alarmSettingsSchema.parse({ quietHours: { from, to, alarmsToo } });

it('silences warnings, and alarms where that is wanted, on the centre’s clock, over midnight too', () => {
  const night = settings('22:00', '07:00');
  const quiet = [21, 22, 23, 24, 30, 31].map((of) => isQuiet(night, 'warn', hour(of), zone));
  expect(quiet).toEqual([false, true, true, true, true, false]);
  expect(isQuiet(night, 'alarm', hour(23), zone)).toBe(false);
  expect(isQuiet(settings('22:00', '07:00', true), 'alarm', hour(23), zone)).toBe(true);
  expect(isQuiet(settings('12:00', '13:00'), 'warn', hour(12.5), zone)).toBe(true);
  expect(isQuiet(settings('12:00', '13:00'), 'warn', hour(12.5), 'UTC')).toBe(false);
  expect(isQuiet(alarmSettingsSchema.parse({}), 'warn', hour(3), zone)).toBe(false);
});
