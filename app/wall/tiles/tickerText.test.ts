import { expect, it } from 'vitest';
import { fitText } from './tickerText.ts';

const band = { width: 60, height: 5 };

it('writes a short message as large as its band lets', () => {
  expect(fitText(10, band)).toMatchObject({ fits: true, font: 5 / 1.2 });
});

it('makes a longer one smaller, and breaks it where there is room for lines', () => {
  expect(fitText(20, band)).toMatchObject({ fits: true, font: 3 });
  const high = fitText(60, { width: 60, height: 12 });
  expect(high.fits).toBe(true);
  expect(high.font).toBeGreaterThan(2.3);
});

it('does not squeeze what would be too small to be read', () => {
  const fit = fitText(200, band);
  expect(fit.fits).toBe(false);
  expect(fit.font).toBeGreaterThanOrEqual(2.2);
  expect(fit.letters).toBeGreaterThan(20);
  expect(fit.letters).toBeLessThan(60);
});

it('fits nothing', () => {
  expect(fitText(0, band).fits).toBe(true);
});
