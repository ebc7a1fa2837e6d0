import { describe, expect, it } from 'vitest';
import { backtest } from './backtest.ts';
import { dayNumber, type OpenDay, weekdayOf } from './openDays.ts';
import { officeHours, roundTheClock, type SyntheticCentre, syntheticDays } from './synthetic/syntheticCentre.ts';
import { syntheticCentres } from './synthetic/syntheticCentres.ts';
import { teachingDays } from './teachingDays.ts';

const horizons = { '1d': 1, '7d': 7, '14d': 14 };
const tried = (centre: SyntheticCentre, step?: number) =>
  backtest({ days: syntheticDays(centre), minutes: centre.minutes, horizons, ...(step && { step }) });

describe('backtest', () => {
  it.each(['small, sparse nights', 'office, closed weekends', 'a level that moves for good', 'two months'])(
    'what is chosen is as good as the best candidate, and the band holds what it claims: %s',
    (name) => {
      const { horizons: found, origins } = tried(syntheticCentres[name] as SyntheticCentre);
      expect(origins).toBeGreaterThan(20);
      for (const { chosen, methods } of Object.values(found)) {
        const best = Math.min(...Object.values(methods).map(({ wape }) => wape as number));
        expect(chosen.wape).toBeLessThan(best * 1.02);
        expect(chosen.coverage80).toBeGreaterThan(0.76);
        expect(chosen.coverage80).toBeLessThan(0.84);
        expect(chosen.mase).toBeLessThan(1);
      }
    },
  );

  it('comes near to what nobody can beat, and beats the textbook, where the month and closures rule', () => {
    const { horizons: found } = tried(syntheticCentres['office, closed weekends'] as SyntheticCentre);
    const week = found['7d'];
    for (const name of ['same_weekday_mean', 'same_weekday_median', 'same_weekday_weighted'])
      expect(week?.chosen.wape).toBeLessThan(0.9 * (week?.methods[name]?.wape as number));
    expect(Math.abs(week?.chosen.bias as number)).toBeLessThan(0.03);
  });

  it('counts as written: a forecast that is always right has no error, and the scale is "as a week ago"', () => {
    const days = steady('2026-01-05', 84, (day) => 10 + weekdayOf(day));
    const { chosen } = backtest({ days, minutes: 60, horizons }).horizons['7d'] as never as {
      chosen: { wape: number; mase: number | null };
    };
    expect(chosen.wape).toBeLessThan(0.005);
    expect(chosen.mase).toBeNull(); // every week was the same: no scale

    // Weeks of 10 and of 20 in turn: as a week ago errs by 10, a mean by 5.
    const turns = steady('2026-01-05', 140, (day) => (Math.floor((day + 3) / 7) % 2 === 0 ? 10 : 20));
    const mean = backtest({ days: turns, minutes: 60, horizons: { '1d': 1 } }).horizons['1d']?.methods
      .same_weekday_mean;
    expect(mean?.wape).toBeCloseTo(5 / 15, 2);
    expect(mean?.mase).toBeCloseTo(0.5, 2);
  });

  it('does not expect nothing where little comes, though that would err the least', () => {
    const few: SyntheticCentre = {
      ...(syntheticCentres['small, sparse nights'] as SyntheticCentre),
      daily: 8,
      days: 120,
    };
    const { chosen, methods } = tried(few, 3).horizons['7d'] as NonNullable<
      ReturnType<typeof tried>['horizons'][string]
    >;
    expect(methods.same_weekday_median?.bias).toBeLessThan(-0.4);
    expect(Math.abs(chosen.bias as number)).toBeLessThan(0.12);
  });

  it('begins at the 60th open day and steps by open days', () => {
    const centre = syntheticCentres['office, closed weekends'] as SyntheticCentre;
    const days = syntheticDays({ ...centre, days: 150 });
    const { origins, from, to } = backtest({ days, minutes: 15, horizons: { '7d': 7 }, step: 3 });
    expect(from).toBe(days[59]?.date);
    // The last week that is whole; the weekend after the last Friday is closed anyway.
    expect(days.findIndex(({ date }) => date === to)).toBe(59 + 3 * (origins - 1));
    expect(dayNumber(days.at(-1)?.date as string) - dayNumber(to as string)).toBeLessThan(11);
  });

  it('tries what a short history allows, and says nothing of the rest', () => {
    const short = tried({ ...(syntheticCentres['two months'] as SyntheticCentre), days: 14 });
    expect(short.origins).toBeGreaterThan(0);
    expect(short.horizons['1d']?.chosen.wape).toBeGreaterThan(0);
    expect(short.horizons['14d']?.chosen).toEqual({ wape: null, mase: null, bias: null, coverage80: null });
    expect(backtest({ days: [], minutes: 30, horizons })).toMatchObject({ origins: 0, from: null, to: null });
  });

  it('knows growth and the season of the year once there is more than a year', () => {
    const { horizons: found } = tried(
      { ...(syntheticCentres['three years, growing'] as SyntheticCentre), days: 800 },
      12,
    );
    const { chosen, methods } = found['14d'] as NonNullable<(typeof found)['14d']>;
    expect(methods.level_3_yearly?.wape).toBeLessThan(methods.level_3?.wape as number);
    expect(chosen.wape).toBeLessThan(0.9 * (methods.same_weekday_mean?.wape as number));
  });
});

describe('teachingDays', () => {
  const centre: SyntheticCentre = {
    seed: 11,
    from: '2026-01-05',
    days: 60,
    minutes: 30,
    daily: 1500,
    weekdays: [1, 1, 1, 1, 1, 0.6, 0.5],
    shape: roundTheClock,
  };

  it('takes a day as it was known on it, whatever came later', () => {
    const rough = syntheticDays({ ...centre, oddDays: 0.1, bursts: 0.3 });
    const all = teachingDays(rough);
    expect(teachingDays(rough.slice(0, 40))).toEqual(all.slice(0, 40));
    expect(all.some(({ bursts }) => bursts.length > 0)).toBe(true);
  });

  it('does not learn from a burst or an outage, and learns a new habit', () => {
    const days = syntheticDays(centre);
    const day = days[40] as OpenDay;
    const usual = Float64Array.from(day.counts);
    day.counts[22] = 500;
    for (let slot = 26; slot < 30; slot++) day.counts[slot] = 0;
    day.counts[32] = Number.NaN;
    const taught = teachingDays(days)[40];
    expect(taught?.bursts).toEqual([22, 26, 27, 28, 29]);
    for (const slot of [22, 26, 29, 32])
      expect(Math.abs((taught?.taught[slot] as number) - (usual[slot] as number))).toBeLessThan(
        0.5 * (usual[slot] as number),
      );

    const habit = syntheticDays(centre);
    for (const later of habit.slice(40)) later.counts[40] = 400;
    const then = teachingDays(habit);
    expect(then[40]?.taught[40]).toBeLessThan(100);
    for (const later of then.slice(41)) expect(later.taught[40]).toBe(400);
  });

  it('leaves what the calendar speaks of as it was', () => {
    const days = syntheticDays({ ...centre, shape: officeHours });
    const eve = days[45] as OpenDay;
    eve.counts.fill(0, 26);
    const traits = {
      holiday: 'eve_of_feast',
      kind: 'eve',
      offFromMinute: 780,
      ramadan: false,
      schoolTerm: null,
      special: [],
    } as const;
    const [plain, told] = [
      undefined,
      (date: string) => (date === eve.date ? traits : { ...traits, holiday: null, kind: null, offFromMinute: null }),
    ].map((traitsOf) => teachingDays(days, traitsOf)[45]);
    expect(plain?.bursts.length).toBeGreaterThan(3);
    expect(told?.taught).toEqual(eve.counts);
  });
});

function steady(from: string, count: number, perHour: (day: number) => number): OpenDay[] {
  return Array.from({ length: count }, (_, i) => {
    const day = dayNumber(from) + i;
    return {
      day,
      date: new Date(day * 86_400_000).toISOString().slice(0, 10),
      weekday: weekdayOf(day),
      counts: new Float64Array(24).fill(perHour(day)),
    };
  });
}
