import { expect, test } from 'vitest';
import { maskedNumber, spacedNumber, toldCallerNumber } from './callerNumber.ts';

test.each([
  ['05321234567', '0532 *** ** 67', '0532 123 45 67'],
  ['5321234567', '0532 *** ** 67', '0532 123 45 67'],
  ['+905321234567', '0532 *** ** 67', '0532 123 45 67'],
  ['00905321234567', '0532 *** ** 67', '0532 123 45 67'],
  ['905321234567', '0532 *** ** 67', '0532 123 45 67'],
  ['02623101010', '0262 *** ** 10', '0262 310 10 10'],
  ['08503331234', '0850 *** ** 34', '0850 333 12 34'],
  // seven digits of the same town, as older trunks tell them, and a 444 number
  ['3101010', '***** 10', '3101010'],
  ['4441153', '***** 53', '4441153'],
  ['+4915123456789', '+49 ********* 89', '+4915123456789'],
  ['004915123456789', '+49 ********* 89', '+4915123456789'],
  ['+3581234', '+*******', '+3581234'],
  // extensions and services
  ['153', '***', '153'],
  ['1204', '****', '1204'],
  ['112', '***', '112'],
  ['ayse.yilmaz', '***', 'ayse.yilmaz'],
])('%s is shown as %s, whole as %s', (number, masked, whole) => {
  expect(maskedNumber(number)).toBe(masked);
  expect(spacedNumber(number)).toBe(whole);
});

test('no masked number tells more than six of its digits, nor the three in its middle', () => {
  for (let length = 1; length <= 16; length++) {
    for (const before of ['', '0', '+', '00', '+90', '90']) {
      const digits = '5321234567891234'.slice(0, length);
      const shown = maskedNumber(before + digits).replaceAll(/\D/g, '');
      const told = (before + digits).replaceAll(/\D/g, '').length;
      expect(shown.length).toBeLessThanOrEqual(Math.min(6, Math.ceil(told * 0.6)));
      expect(maskedNumber(before + digits)).not.toContain('3456');
    }
  }
});

test.each([
  [' 0532 123 45 67 ', '05321234567'],
  ['+90 (262) 310-10-10', '+902623101010'],
  ['<unknown>', null],
  ['Anonymous', null],
  ['', null],
  [undefined, null],
  ['ayse.yilmaz', 'ayse.yilmaz'],
])('told as %s it is %s', (told, number) => {
  expect(toldCallerNumber(told)).toBe(number);
});
