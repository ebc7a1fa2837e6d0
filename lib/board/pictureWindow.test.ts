import { expect, it } from 'vitest';
import { isPictureShown } from './pictureWindow.ts';
import { pictureOptions } from './tileOptions.ts';

const at = (text: string) => Date.parse(`${text}+03:00`);
const zone = 'Europe/Istanbul';

it('is shown from its first minute until its last is over, by the centre’s clock', () => {
  const options = pictureOptions.parse({ from: '2026-11-25T08:30', until: '2026-11-26T00:00' });
  const shown = (text: string) => isPictureShown(options, at(text), zone);
  expect(
    ['2026-11-25T08:29:59', '2026-11-25T08:30:00', '2026-11-25T23:59:59', '2026-11-26T00:00:00'].map(shown),
  ).toEqual([false, true, true, false]);
  expect(isPictureShown(options, at('2026-11-25T08:30:00'), 'Europe/Berlin')).toBe(false);
});

it('is always shown without times', () => {
  expect(isPictureShown(pictureOptions.parse({}), 0, zone)).toBe(true);
});

it('refuses what is no time or no id', () => {
  expect(pictureOptions.safeParse({ from: '25.11.2026' }).success).toBe(false);
  expect(pictureOptions.safeParse({ picture: '../secret' }).success).toBe(false);
});
