import { describe, expect, it } from 'vitest';
import { boardFigures } from './boardFigures.ts';
import { dayChart } from './dayChart.ts';
import { centreScope, everything } from './figureScope.ts';
import { freshness, longestWaitSeconds } from './freshness.ts';
import { agent, centre, counted, dayMs, dayStart, floor, interval, queue, source } from './sampleFloor.ts';

const midnight = dayStart + dayMs;
const minute = 60_000;
/** Came at 23:58, is still waiting at midnight. */
const genel = queue('153', 'genel', { waiting: 1, longestWaitingSince: midnight - 2 * minute });
const firstQuarter = interval(genel, dayStart, { offered: 90, answered: 80 });
const lastQuarter = interval(genel, midnight - 15 * minute, { offered: 5, answered: 4 });
const hall = floor({
  centres: [centre('153')],
  queues: [genel],
  agents: [agent('153', 'ayse', { state: 'paused', since: midnight - 10 * minute })],
  intervals: [firstQuarter, lastQuarter],
  sources: [source('153', { lastHeardAt: midnight - 1000 })],
});
const sumOf = (bars: { offered: number }[]) => bars.reduce((sum, bar) => sum + bar.offered, 0);

describe('at midnight of the centre', () => {
  it('the figures of the day begin anew, who waits and what agents do goes on', () => {
    expect(boardFigures(hall, '153', midnight - 1).today).toMatchObject({ offered: 95, answered: 84 });
    const after = boardFigures(hall, '153', midnight);
    expect(after.today).toMatchObject({ offered: 0, answered: 0 });
    expect(after.waiting).toBe(1);
    expect(after.agents[0]).toMatchObject({ state: 'paused', since: midnight - 10 * minute });
    const fresh = freshness('live', after.sources, midnight + 3 * minute);
    expect(longestWaitSeconds([genel], fresh)).toBe(300);
    expect(sumOf(dayChart(hall, centreScope('153'), midnight - 1))).toBe(95);
    expect(sumOf(dayChart(hall, centreScope('153'), midnight))).toBe(0);
  });

  it('a call of 23:58 that is answered at 00:03 is yesterday’s answered call, not today’s', () => {
    const answered = { ...lastQuarter, answered: 5 };
    const later = {
      ...hall,
      ...counted([centre('153')], [firstQuarter, answered]),
      queues: { [genel.id]: { ...genel, waiting: 0, longestWaitingSince: null } },
    };
    expect(boardFigures(later, '153', midnight + 3 * minute).today).toMatchObject({ offered: 0, answered: 0 });
    expect(boardFigures(later, '153', midnight - 1).today?.answered).toBe(85);
  });

  it('an exchange that was last heard before midnight has no today: not nought, and in no sum', () => {
    const guney = queue('guney', 'genel', { centre: '153', waiting: 2 });
    const stale = source('153', { state: 'stale', lastHeardAt: midnight - minute, cause: 'silent' });
    const heard = source('guney', { lastHeardAt: midnight + minute });
    const both = {
      ...hall,
      queues: { ...hall.queues, [guney.id]: guney },
      ...counted([centre('153')], [firstQuarter, lastQuarter, interval(guney, midnight, { offered: 3, answered: 2 })]),
      sources: { '153': stale, guney: heard },
    };
    const figures = boardFigures(both, '153', midnight + minute);
    expect(figures.queues.map((row) => row.today?.offered ?? null)).toEqual([null, 3]);
    expect(figures.queues[0]?.level).toMatchObject({ ratio: null, unknown: 'not_heard_today' });
    expect(figures.today).toMatchObject({ offered: 3, answered: 2 });
    expect(figures.unheardToday).toEqual([stale]);

    const alone = boardFigures({ ...hall, sources: { '153': stale } }, '153', midnight + minute);
    expect(alone.today).toBeNull();
    expect(alone.level).toMatchObject({ ratio: null, unknown: 'not_heard_today' });
    // heard again, it is a quiet night
    expect(boardFigures(hall, '153', midnight + minute).today?.offered).toBe(0);
  });
});

describe('two centres whose midnights differ', () => {
  const hour = 60 * minute;
  const berlinMidnight = midnight + hour;
  const berlin = centre('berlin', {
    zone: 'Europe/Berlin',
    dayStart: dayStart + hour,
    nextDayStart: berlinMidnight,
  });
  const halle = queue('berlin', 'halle');
  const board = floor({
    centres: [centre('153'), berlin],
    queues: [genel, halle],
    intervals: [
      interval(genel, dayStart, { offered: 10, answered: 10 }),
      // Istanbul's first quarter of the next day and Berlin's last hour are the same time
      interval(genel, midnight, { offered: 2, answered: 2 }),
      interval(halle, midnight, { offered: 7, answered: 7 }),
      interval(halle, berlinMidnight, { offered: 1, answered: 1 }),
    ],
  });
  const offered = (at: number) => boardFigures(board, 'all', at).queues.map((row) => row.today?.offered);

  it('each rolls at its own, and the chart adds up to the day’s total at any time', () => {
    expect(offered(midnight - 1)).toEqual([10, 7]);
    expect(offered(midnight)).toEqual([2, 7]);
    expect(offered(berlinMidnight)).toEqual([2, 1]);
    for (const at of [midnight, midnight + 30 * minute, berlinMidnight]) {
      const bars = dayChart(board, everything, at);
      expect(sumOf(bars)).toBe(boardFigures(board, 'all', at).today?.offered);
    }
    // from Berlin's present day to the end of Istanbul's next one
    expect(dayChart(board, everything, midnight)).toHaveLength(94);
    expect(dayChart(board, centreScope('153'), midnight)).toHaveLength(48);
  });
});

describe('days on which clocks change', () => {
  const day = (start: number, hours: number) =>
    centre('berlin', { zone: 'Europe/Berlin', dayStart: start, nextDayStart: start + hours * 3_600_000 });
  it.each([
    ['23 hours', Date.UTC(2026, 2, 28, 23), 23],
    ['25 hours', Date.UTC(2026, 9, 24, 22), 25],
  ])('have %s of half-hour bars that hold every call', (_, start, hours) => {
    const halle = queue('berlin', 'halle');
    const quarters = Array.from({ length: hours * 4 }, (_, i) =>
      interval(halle, start + i * 15 * minute, { offered: 1 }),
    );
    const whole = floor({ centres: [day(start, hours)], queues: [halle], intervals: quarters });
    const bars = dayChart(whole, centreScope('berlin'), start + 5 * 3_600_000);
    expect(bars.map((bar) => bar.offered)).toEqual(Array.from({ length: hours * 2 }, () => 2));
    expect(boardFigures(whole, 'berlin', start).today?.offered).toBe(hours * 4);
  });
});
