import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { inTurn } from './inTurn.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A reading that takes a second, with how often it was begun. */
function slowReading() {
  const told = { reads: 0 };
  const turns = inTurn(async () => {
    told.reads++;
    await new Promise((done) => setTimeout(done, 1000));
    return 60_000;
  });
  return { ...turns, told };
}

it('asked for while it reads, it does not read twice as often from then on', async () => {
  const { now, told } = slowReading();
  now();
  now();
  await vi.advanceTimersByTimeAsync(500);
  now();
  expect(told.reads).toBe(1);
  await vi.advanceTimersByTimeAsync(3 * 61_000);
  expect(told.reads).toBe(4);
});

it('asked for between two readings, it reads at once and goes on from there', async () => {
  const { now, told } = slowReading();
  now();
  await vi.advanceTimersByTimeAsync(30_000);
  now();
  expect(told.reads).toBe(2);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told.reads).toBe(2);
  await vi.advanceTimersByTimeAsync(1000);
  expect(told.reads).toBe(3);
});

it('stopped while it reads, it reads no more', async () => {
  const { now, stop, told } = slowReading();
  now();
  await vi.advanceTimersByTimeAsync(500);
  stop();
  await vi.advanceTimersByTimeAsync(200_000);
  now();
  expect(told.reads).toBe(1);
});
