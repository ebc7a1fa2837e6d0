import { describe, expect, it } from 'vitest';
import { boardFigures } from './boardFigures.ts';
import { dayChart } from './dayChart.ts';
import { abandonedShare, answerSpeed, endedOtherwise, totalsOf } from './dayTotals.ts';
import { everything } from './figureScope.ts';
import { agent, centre, dayMs, dayStart, floor, interval, queue } from './sampleFloor.ts';

const noon = dayStart + 12 * 3600_000;
const genel = queue('153', 'genel', { waiting: 3, longestWaitingSince: noon - 40_000 });
const ulasim = queue('153', 'ulasim', { waiting: 1, thresholdSeconds: 30 });
const ariza = queue('185', 'ariza', { waiting: 2 });
const morning = { offered: 100, answered: 90, abandoned: 6, timedOut: 2, leftByKey: 1, answeredInTime: 72 };
const full = floor({
  centres: [centre('153'), centre('185')],
  queues: [genel, ulasim, ariza],
  agents: [
    agent('153', 'ayse', { queues: ['153:genel', '153:ulasim'] }),
    agent('153', 'burak', { queues: ['153:genel', '153:ulasim'], state: 'on_contact', onQueue: '153:ulasim' }),
    agent('153', 'ceren', { queues: ['153:genel'], state: 'on_hold', onQueue: '153:genel' }),
    agent('153', 'deniz', { queues: ['153:genel'], state: 'paused', pauseReason: 'Yemek' }),
    agent('185', 'emre', { queues: ['185:ariza'], state: 'ringing', onQueue: '185:ariza' }),
  ],
  intervals: [
    interval(genel, noon - 900_000, { ...morning, waitSecondsAnswered: 900, waitsAnswered: 90 }),
    interval(ulasim, noon - 900_000, { offered: 10, answered: 10, answeredInTime: 10, waitsAnswered: 5 }),
    interval(ariza, noon, {
      offered: 50,
      answered: 25,
      answeredInTime: 20,
      waitSecondsAnswered: 750,
      waitsAnswered: 25,
    }),
    interval(genel, dayStart - 900_000, { offered: 7, answered: 7, answeredInTime: 7 }),
  ],
});

describe('boardFigures', () => {
  it('shows one centre alone', () => {
    const figures = boardFigures(full, '153', noon);
    expect(figures.centres.map(({ id }) => id)).toEqual(['153']);
    expect([figures.waiting, figures.today?.offered, figures.today?.answered]).toEqual([4, 110, 100]);
    expect(figures.thresholds).toEqual({ low: 20, high: 30 });
  });

  it('weights totals of all centres from the parts', () => {
    const figures = boardFigures(full, 'all', noon);
    expect(figures.waiting).toBe(6);
    // (72 + 10 + 20) of (100 + 10 + 50), not the mean of three ratios.
    expect(figures.level).toEqual({ ratio: 102 / 160, formula: 'strict', unknown: null });
    expect(answerSpeed(figures.today ?? totalsOf([]))).toBe(1650 / 120);
    expect(abandonedShare(figures.today ?? totalsOf([]))).toBe(6 / 160);
    expect(endedOtherwise(figures.today ?? totalsOf([]))).toBe(3);
  });

  it('counts an agent of several queues once, and in each queue they could serve', () => {
    const figures = boardFigures(full, '153', noon);
    expect(figures.agentCounts).toMatchObject({ available: 1, on_contact: 1, on_hold: 1, paused: 1, ringing: 0 });
    const rows = Object.fromEntries(figures.queues.map((row) => [row.queue.queue, [row.free, row.onContact]]));
    expect(rows).toEqual({ genel: [1, 1], ulasim: [1, 1] });
  });

  it('leaves yesterday out, and rolls over by itself', () => {
    expect(boardFigures(full, '153', dayStart + dayMs - 1).today?.offered).toBe(110);
    const after = boardFigures(full, '153', dayStart + dayMs);
    expect(after.today?.offered).toBe(0);
    expect(after.level).toEqual({ ratio: null, formula: 'strict', unknown: 'nothing_offered' });
    expect(after.waiting).toBe(4);
  });

  it('knows nothing, rather than nought, while no queue is known', () => {
    const figures = boardFigures(floor({ centres: [centre('153')] }), '153', noon);
    expect([figures.waiting, figures.agentCounts, figures.today, figures.thresholds]).toEqual([null, null, null, null]);
    expect(figures.level.ratio).toBeNull();
  });

  it('gives no common service level to centres that measure it differently', () => {
    const mixed = { ...full, centres: { ...full.centres, '185': centre('185', { formula: 'of_answered' }) } };
    expect(boardFigures(mixed, 'all', noon).level).toEqual({ ratio: null, formula: null, unknown: 'formulas_differ' });
    expect(boardFigures(mixed, '185', noon).level.ratio).toBe(20 / 25);
  });

  it('says when a formula needs counts that the feed does not carry', () => {
    const short = { ...full, centres: { '153': centre('153', { formula: 'excluding_short_abandons' }) } };
    expect(boardFigures(short, '153', noon).level.unknown).toBe('short_abandons_not_counted');
  });
});

describe('dayChart', () => {
  const bars = dayChart(full, everything, noon);

  it('shows the whole day in half hours, in the centre’s zone', () => {
    expect(bars).toHaveLength(48);
    expect(bars[0]?.start).toBe(dayStart);
  });

  it('adds up to what was offered', () => {
    expect(bars[23]).toMatchObject({ offered: 110, answered: 100, abandoned: 6, otherwise: 3, inProgress: 1 });
    expect(bars[23]?.level).toBeCloseTo(82 / 110, 12);
    expect(bars[24]).toMatchObject({ offered: 50, inProgress: 25 });
    expect(bars[25]).toMatchObject({ offered: 0, level: null });
  });

  it('has no bars without a centre', () => {
    expect(dayChart(floor({}), everything, noon)).toEqual([]);
  });
});

it('who is paused in one of their queues is free for the others only', () => {
  const agents = [agent('153', 'ayse', { queues: ['153:genel', '153:ulasim'], pausedIn: ['153:ulasim'] })];
  const { queues, agentCounts } = boardFigures(
    floor({ centres: [centre('153')], queues: [genel, ulasim], agents }),
    '153',
    noon,
  );
  expect(queues.map(({ free }) => free)).toEqual([1, 0]);
  expect(agentCounts?.available).toBe(1);
});
