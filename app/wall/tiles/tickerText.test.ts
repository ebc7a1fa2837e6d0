import { expect, it } from 'vitest';
import { fitText, lineEms, type MeasuredText } from './tickerText.ts';

/** Words of letters half an em wide. */
const text = (words: string): MeasuredText => ({
  words: words
    .split(' ')
    .filter(Boolean)
    .map((word) => ({ text: word, ems: word.length / 2 })),
  space: 0.25,
});
const band = { width: 60, height: 5 };
const short = text('Toplantı 15.00’te');
const long = text(Array.from({ length: 40 }, (_, i) => `kesinti${i}`).join(' '));

it('writes a short message as large as its band lets', () => {
  expect(fitText(short, band)).toEqual({ font: 5 / 1.2, pages: ['Toplantı 15.00’te'] });
});

it('makes a longer one smaller, and breaks it where there is room for lines', () => {
  const higher = fitText(text('Ana hat arızası nedeniyle Gölcük ilçesinde su kesintisi vardır lütfen bildiriniz'), {
    width: 60,
    height: 8,
  });
  expect(higher.pages).toHaveLength(1);
  expect(higher.font).toBeGreaterThan(2.2);
  expect(higher.font).toBeLessThan(3.4);
});

it('does not squeeze what would be too small to be read: it takes turns, word for word', () => {
  const { font, pages } = fitText(long, band);
  expect(font).toBeGreaterThanOrEqual(2.2);
  expect(pages.length).toBeGreaterThan(3);
  expect(pages.join(' ')).toBe(long.words.map((word) => word.text).join(' '));
  // Twice as high, about half the pages.
  expect(fitText(long, { width: 60, height: 10 }).pages.length).toBeLessThanOrEqual(Math.ceil(pages.length / 2) + 1);
});

it('tells a word that is wider than the tile by itself', () => {
  expect(fitText(text(`su ${'k'.repeat(200)} yok`), band).pages).toHaveLength(3);
});

it('measures a line', () => {
  expect(lineEms(text('ab cd'))).toBe(2.25);
  expect(lineEms(text(''))).toBe(0);
});
