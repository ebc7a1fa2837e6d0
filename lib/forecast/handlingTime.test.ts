import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../pbx/demo/seededRandom.ts';
import { dayStart, plusDays, zoneOf } from './calendar.ts';
import { type DemandInterval, demandByDate } from './demandByDate.ts';
import { handlingTimes } from './handlingTime.ts';
import { handlingTimeLevel } from './handlingTimeLevel.ts';
import { shrunkMeans } from './shrunkMeans.ts';

const zone = zoneOf('Europe/Istanbul');
const monday = '2026-01-05';

/** Weeks of exponential handling times about `aht`, in quarters from 08:00 to 20:00. */
function known(
  weeks: number,
  handled: (weekday: number, minute: number) => number,
  aht: (weekday: number, minute: number, week: number) => number,
  seed = 153,
) {
  const random = new SeededRandom(seed);
  const history: DemandInterval[] = [];
  for (let day = 0; day < 7 * weeks; day++)
    for (let minute = 480; minute < 1200; minute += 15) {
      const count = handled(day % 7, minute);
      let handleSeconds = 0;
      for (let i = 0; i < count; i++) handleSeconds += random.exponential(aht(day % 7, minute, Math.floor(day / 7)));
      const start = dayStart(plusDays(monday, day), zone) + minute * 60_000;
      if (count > 0) history.push({ start, offered: count, handled: count, handleSeconds });
    }
  return demandByDate(history, zone);
}

describe('handlingTimes', () => {
  it('finds the shape of weekday and hour through the scatter of single calls', () => {
    const truth = (weekday: number, minute: number) => (weekday === 5 ? 150 : 200) * (minute < 720 ? 1 : 1.3);
    const { at, level } = handlingTimes(known(8, () => 12, truth));
    expect(level?.method).toBe('mean');
    let worst = 0;
    for (let weekday = 0; weekday < 7; weekday++)
      for (let minute = 480; minute < 1200; minute += 15) {
        const found = at(plusDays('2026-03-02', weekday), minute);
        worst = Math.max(worst, Math.abs((found.ahtSeconds ?? 0) / truth(weekday, minute) - 1));
      }
    // A quarter's own mean of 96 calls would be off by 30 % somewhere.
    expect(worst).toBeLessThan(0.09);
    expect(at('2026-03-07', 600).ahtFrom).toBe('day');
  });

  it('believes a quarter that is busy and different, and not one that is thin and different', () => {
    const busy = known(
      8,
      (weekday, minute) => (weekday === 6 ? (minute === 660 ? 1 : 0) : minute === 600 ? 40 : 15),
      (_, minute) => (minute === 600 ? 400 : 200),
    );
    const { at } = handlingTimes(busy);
    expect(at('2026-03-02', 600).ahtFrom).not.toBe('queue');
    expect(Math.abs((at('2026-03-02', 600).ahtSeconds ?? 0) - 400)).toBeLessThan(45);
    expect(Math.abs((at('2026-03-02', 900).ahtSeconds ?? 0) - 200)).toBeLessThan(40);
    const sunday = at('2026-03-08', 660).ahtSeconds ?? 0;
    expect(sunday).toBeGreaterThan(150);
    expect(sunday).toBeLessThan(330);
  });

  it('follows what grows, and damps it', () => {
    const { at, level } = handlingTimes(
      known(
        16,
        () => 20,
        (_, __, week) => 180 * 1.02 ** week,
      ),
    );
    expect(level?.method).toBe('trend');
    expect(level?.perWeek).toBeGreaterThan(0.01);
    const ahead = (weeks: number) =>
      (at(plusDays('2026-04-27', 7 * weeks), 600).ahtSeconds ?? 0) / (180 * 1.02 ** (16 + weeks));
    expect(Math.abs(ahead(0) - 1)).toBeLessThan(0.04);
    expect(Math.abs(ahead(2) - 1)).toBeLessThan(0.06);
  });

  it('knows nothing of nothing', () => {
    const { at, level } = handlingTimes(demandByDate([], zone));
    expect(at('2026-03-02', 600)).toEqual({ ahtSeconds: null, ahtFrom: null });
    expect(level).toBeNull();
    const one = handlingTimes(
      demandByDate([{ start: dayStart(monday, zone), offered: 1, handled: 1, handleSeconds: 100 }], zone),
    );
    expect(one.at('2026-03-02', 600)).toEqual({ ahtSeconds: 100, ahtFrom: 'queue' });
  });
});

describe('handlingTimeLevel', () => {
  const days = (weeks: number, aht: (week: number) => number) =>
    Array.from({ length: 7 * weeks }, (_, i) => ({
      date: plusDays(monday, i),
      handled: 200,
      handleSeconds: 200 * aht(Math.floor(i / 7)),
    }));

  it('takes the new level after a step', () => {
    const level = handlingTimeLevel(days(14, (week) => (week < 7 ? 180 : 260)));
    expect(level?.method).not.toBe('mean');
    expect(level?.ahead(plusDays(monday, 7 * 14))).toBeGreaterThan(240);
    expect(level?.past(plusDays(monday, 3))).toBeCloseTo(180, -1);
    expect(level?.past(plusDays(monday, 80))).toBeCloseTo(260, -1);
  });

  it('stays with the mean where nothing moves, and where weeks are few', () => {
    const random = new SeededRandom(4);
    expect(handlingTimeLevel(days(20, () => 200 + random.between(-8, 8)))?.perWeek).toBe(0);
    expect(handlingTimeLevel(days(3, (week) => 100 * (week + 1)))).toMatchObject({ method: 'mean', perWeek: 0 });
    expect(handlingTimeLevel([{ date: monday, handled: 0, handleSeconds: 0 }])).toBeNull();
  });
});

describe('shrunkMeans', () => {
  it('draws cells together when only chance parts them', () => {
    const cells = [1.1, 0.9, 1.05, 0.95].map((mean) => ({ count: 50, mean, prior: 1 }));
    expect(shrunkMeans(cells, 1).every(({ mean, own }) => mean === 1 && own === 0)).toBe(true);
    const apart = shrunkMeans(
      [0.5, 1.5, 0.6, 1.4].map((mean) => ({ count: 500, mean, prior: 1 })),
      1,
    );
    expect(apart[0]?.own).toBeGreaterThan(0.95);
    expect(apart[1]?.mean).toBeCloseTo(1.5, 1);
    expect(shrunkMeans([{ count: 0, mean: Number.NaN, prior: 2 }], 1)).toEqual([{ mean: 2, own: 0 }]);
  });
});
