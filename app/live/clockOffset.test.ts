import { describe, expect, it } from 'vitest';
import { createClockOffset } from './clockOffset.ts';

/** A reading of a server that is `ahead` ms ahead, with so long a way there and back. */
function reading(at: number, ahead: number, there: number, back: number) {
  return { askedAt: at, heardAt: at + there + back, serverNow: at + there + ahead };
}

describe('createClockOffset', () => {
  it('is 0 before the first reading', () => {
    expect(createClockOffset().offset()).toBe(0);
  });

  it('goes by what a message told until the first reading', () => {
    const clock = createClockOffset();
    clock.guess(86_400_050, 100);
    expect(clock.offset()).toBe(86_399_950);
    clock.add(reading(1000, 86_400_000, 3, 3));
    clock.guess(86_500_000, 100_100);
    expect(clock.offset()).toBe(86_400_000);
  });

  it('trusts the reading with the shortest way', () => {
    const clock = createClockOffset();
    clock.add(reading(0, 5000, 400, 20));
    clock.add(reading(2000, 5000, 3, 3));
    clock.add(reading(4000, 5000, 10, 300));
    expect(clock.offset()).toBe(5000);
  });

  it('starts anew when a clock was set', () => {
    const clock = createClockOffset();
    clock.add(reading(0, 5000, 2, 2));
    clock.add(reading(2000, -3_600_000, 40, 40));
    expect(clock.offset()).toBe(-3_600_000);
  });

  it('forgets a lucky old reading as the clocks drift apart', () => {
    const clock = createClockOffset();
    clock.add(reading(0, 0, 1, 1));
    for (let n = 1; n <= 40; n++) clock.add(reading(n * 2000, n, 10, 10));
    expect(clock.offset()).toBe(40);
  });

  it('leaves out a reading that was heard before it was asked', () => {
    const clock = createClockOffset();
    clock.add({ askedAt: 10, heardAt: 5, serverNow: 99 });
    expect(clock.offset()).toBe(0);
  });
});
