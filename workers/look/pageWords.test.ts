import { expect, it } from 'vitest';
import { foreignWords } from './pageWords.ts';

it('finds what is left over from another language, and what nobody has translated', () => {
  expect(foreignWords(['Bekleyen', '21 Kasım Cumartesi', 'Müge Ay.'], 'tr', ['Müge Aydın'])).toEqual([]);
  expect(foreignWords(['Longest wait'], 'tr', [])).toEqual(['longest, wait in “Longest wait”']);
  expect(foreignWords(['Kuyruklar'], 'en', [])).toHaveLength(1);
  expect(foreignWords(['Büyükşehir 153'], 'en', [{ label: 'Büyükşehir 153' }])).toEqual([]);
});
