import { expect, it } from 'vitest';
import { shortNames } from './shortNames.ts';

const short = (...names: string[]) => [...shortNames(names).values()];

it('keeps the first name and the surname’s initial', () => {
  expect(short('Ayşe Yılmaz', 'Mehmet Ali Çelik', 'irem ışık', 'Öznur İnce')).toEqual([
    'Ayşe Y.',
    'Mehmet Ç.',
    'İrem I.',
    'Öznur İ.',
  ]);
});

it('sets capitals in small letters by Turkish rules', () => {
  expect(short('IŞIL KIRMIZI', 'İBRAHİM ŞAHİN')).toEqual(['Işıl K.', 'İbrahim Ş.']);
});

it('goes on where two would be alike', () => {
  expect(short('Ayşe Yılmaz', 'Ayşe Yaman', 'Ali Kaya')).toEqual(['Ayşe Yı.', 'Ayşe Ya.', 'Ali K.']);
  expect(short('Ayşe Nur Yılmaz', 'Ayşe Yıldız')).toEqual(['Ayşe Nur Y.', 'Ayşe Yı.']);
  expect(short('Can Demir', 'Can Demirci')).toEqual(['Can Demir', 'Can Demi.']);
  expect(new Set(short('Ece Su', 'Ece Sune', 'Ece Suna')).size).toBe(3);
});

it('leaves names that are none of a person', () => {
  expect(short('1021', 'Temsilci 12', 'Temsilci 13', 'Zeynep')).toEqual([
    '1021',
    'Temsilci 12',
    'Temsilci 13',
    'Zeynep',
  ]);
});
