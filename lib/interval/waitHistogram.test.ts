import { expect, test } from 'vitest';
import { bucketOf, bucketUppers, countOf, histogramOf, mergeHistograms, percentile, within } from './waitHistogram.ts';

const waits = [0, 0, 3, 19, 20, 21, 60, 119, 120, 121, 125, 126, 299, 1201, 7300, 90_000];

test('counts within any second to 120 are exact', () => {
  const histogram = histogramOf(waits);
  for (let threshold = 0; threshold <= 120; threshold++)
    expect(within(histogram, threshold)).toBe(waits.filter((wait) => wait <= threshold).length);
});

test('counts within a round length beyond 120 s are exact, between two they are never too good', () => {
  const histogram = histogramOf(waits);
  for (const threshold of bucketUppers)
    expect(within(histogram, threshold)).toBe(waits.filter((wait) => wait <= threshold).length);
  expect(within(histogram, 124)).toBe(waits.filter((wait) => wait <= 120).length);
});

test('a bucket holds the waits above the former upper end and up to its own', () => {
  for (const [bucket, upper] of bucketUppers.entries()) {
    expect(bucketOf(upper)).toBe(bucket);
    if (bucket > 0) expect(bucketOf((bucketUppers[bucket - 1] as number) + 1)).toBe(bucket);
  }
  expect(bucketOf(86_401)).toBe(bucketUppers.length);
});

test('percentiles go by nearest rank', () => {
  const histogram = histogramOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(percentile(histogram, 0.8)).toBe(8);
  expect(percentile(histogram, 0.81)).toBe(9);
  expect(percentile(histogram, 1)).toBe(10);
  expect(percentile(histogram, 0)).toBe(1);
  expect(percentile(histogramOf([]), 0.8)).toBeNull();
  expect(percentile(histogramOf([90_000]), 0.8)).toBeNull();
});

test('merging is counting all of them', () => {
  const merged = mergeHistograms([histogramOf(waits.slice(0, 7)), histogramOf(waits.slice(7))]);
  expect(merged).toEqual(histogramOf(waits));
  expect(countOf(merged)).toBe(waits.length);
});

test('a negative wait is refused', () => {
  expect(() => bucketOf(-1)).toThrow(new RangeError('waitSeconds must be 0 or more, but is -1'));
});
