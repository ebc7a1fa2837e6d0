import { expect, it } from 'vitest';
import { thinRepeats } from './repeats.ts';

it('shows a sentence that repeats once, then now and then with how often it came', () => {
  const shown: string[] = [];
  let now = 0;
  const say = thinRepeats(
    (sentence) => shown.push(sentence),
    () => now,
  );
  for (let second = 0; second < 1200; second++) {
    now = second * 1000;
    say(`history fell over; it starts again in ${second} s`);
    if (second === 30) say('The disk is full');
  }
  expect(shown).toEqual([
    'history fell over; it starts again in 0 s',
    'The disk is full',
    'history fell over; it starts again in 60 s (and 59 times before)',
    'history fell over; it starts again in 660 s (and 599 times before)',
  ]);
});
