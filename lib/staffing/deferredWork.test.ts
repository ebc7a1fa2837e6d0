import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../pbx/demo/seededRandom.ts';
import { type DeferredInput, type DeferredKind, deferredWork } from './deferredWork.ts';
import { type DeferredJob, earliestDue } from './earliestDue.ts';
import { levelledWork, type WorkInterval } from './levelledWork.ts';

const hour = 3_600_000;
const intervals = (online: number[], more: (i: number) => object = () => ({})) =>
  online.map((agents, i) => ({ start: i * hour, minutes: 60, online: agents, open: true, ...more(i) }));
const kind = (arrivals: number[], more: Partial<DeferredKind> = {}): DeferredKind => ({
  ...{ id: 'email', ahtSeconds: 600, dueHours: 4, dueClock: 'working' as const, arrivals },
  ...more,
});
const plan = (input: DeferredInput) => deferredWork({ occupancy: 1, ...input });
const rounded = (values: number[]) => values.map((value) => Number(value.toFixed(1)));

describe('deferredWork', () => {
  it('lays work into the quiet hours', () => {
    // 24 mails of ten minutes are four agent hours; they come in the busiest hour.
    const { rows, requiredPeak, workHours, late } = plan({
      intervals: intervals([10, 6, 4, 8, 10, 10]),
      kinds: [kind([24, 0, 0, 0, 0, 0])],
    });
    expect(rounded(rows.map(({ deferred }) => deferred))).toEqual([0, 1, 3, 0, 0, 0]);
    expect(rows.map(({ required }) => required)).toEqual([10, 7, 7, 8, 10, 10]);
    expect(requiredPeak).toBe(10);
    expect(workHours).toBeCloseTo(4, 1);
    expect(late).toEqual([]);
  });

  it('waits through closed hours, which do not count as working time', () => {
    const closedAtNight = (i: number) => ({ open: i < 2 || i >= 6 });
    const input = { intervals: intervals([2, 2, 0, 0, 0, 0, 2, 2, 2, 2], closedAtNight) };
    const working = plan({ ...input, kinds: [kind([0, 12, 0, 0, 0, 0, 0, 0, 0, 0], { dueHours: 3 })] });
    expect(rounded(working.rows.map(({ deferred }) => deferred))).toEqual([0, 0.7, 0, 0, 0, 0, 0.7, 0.7, 0, 0]);
    expect(working.late).toEqual([]);
    const elapsed = plan({
      ...input,
      kinds: [kind([0, 0, 12, 0, 0, 0, 0, 0, 0, 0], { dueHours: 3, dueClock: 'elapsed' })],
    });
    // It comes at two, is due at five, and the desk opens at six.
    expect(elapsed.late).toEqual([
      {
        kind: 'email',
        contacts: 12,
        arrivedAt: 2 * hour,
        dueAt: 5 * hour,
        doneAt: 7 * hour,
      },
    ]);
    expect(elapsed.workHours).toBeCloseTo(2, 1);
  });

  it('says what is late where agents are too few, and what is never done', () => {
    const few = intervals([4, 4, 2, 4], () => ({ most: 4 }));
    const { rows, late } = plan({
      intervals: few,
      kinds: [kind([18, 0, 0, 0], { dueHours: 3 }), kind([0, 0, 6, 0], { id: 'cimer', dueHours: 1 })],
    });
    // Three hours of mail and one of petitions, all due by three; two can be done.
    expect(rows[2]?.deferred).toBeCloseTo(2, 2);
    expect(late.reduce((sum, { contacts }) => sum + contacts, 0)).toBeCloseTo(12, 1);
    expect(late[0]).toMatchObject({ dueAt: 3 * hour, doneAt: null });
    expect(rows.every(({ required }) => required <= 4)).toBe(true);
  });

  it('leaves to the next week its share of what is due there, and takes over the backlog of the last', () => {
    const { workHours, leftHours, late } = plan({
      intervals: intervals([1, 1, 1, 1]),
      kinds: [kind([0, 0, 0, 24], { backlog: [{ contacts: 6, dueHours: 1 }] })],
    });
    expect(workHours).toBeCloseTo(1 + 1, 1);
    expect(leftHours).toBeCloseTo(3, 9);
    expect(late).toEqual([]);
  });

  it('counts on agents who are not busy all the time', () => {
    const input = { intervals: intervals([0, 0, 0, 0]), kinds: [kind([24, 0, 0, 0])] };
    expect(deferredWork({ ...input, occupancy: 0.8 }).workHours).toBeCloseTo(5, 1);
    expect(plan({ intervals: [], kinds: [kind([])] })).toMatchObject({ rows: [], requiredPeak: 0, late: [] });
  });

  it.each([
    [{ occupancy: 0 }, /occupancy .*0/],
    [{ intervals: intervals([-1]) }, /online of interval 0 .*-1/],
    [{ kinds: [kind([1], { ahtSeconds: 0 })] }, /ahtSeconds of email .*0/],
    [{ kinds: [kind([1, 2])] }, /arrivals of email must be one for each of 1 intervals, not 2/],
    [{ kinds: [kind([-3])] }, /contacts of email .*-3/],
    [{ kinds: [kind([3], { dueHours: Number.NaN })] }, /dueHours of email .*NaN/],
  ])('refuses %j', (wrong, words) => {
    expect(() => plan({ intervals: intervals([1]), kinds: [kind([1])], ...(wrong as object) })).toThrow(words);
  });
});

describe('levelledWork', () => {
  /** The least peak by brute force: for every stretch, the level at which it holds the work that must be done within it. */
  function leastPeak(ground: WorkInterval[], jobs: DeferredJob[]): number {
    let peak = 0;
    for (let from = 0; from < ground.length; from++)
      for (let due = from + 1; due <= ground.length; due++) {
        const work = jobs
          .filter((job) => job.from >= from && job.due <= due)
          .reduce((sum, job) => sum + job.seconds, 0);
        if (work === 0) continue;
        let [low, high] = [0, 1000];
        for (let k = 0; k < 50; k++) {
          const level = (low + high) / 2;
          const room = ground
            .slice(from, due)
            .reduce((sum, one) => sum + Math.max(0, level - one.online) * one.seconds, 0);
          if (room < work) low = level;
          else high = level;
        }
        peak = Math.max(peak, high);
      }
    return peak;
  }

  it('has the least peak, does all work in time, and is as level as any exchange could make it', () => {
    const random = new SeededRandom(153);
    for (let round = 0; round < 60; round++) {
      const n = 4 + random.below(12);
      const ground = Array.from({ length: n }, () => ({ online: random.below(20), seconds: 1800, most: null }));
      const jobs = Array.from({ length: 1 + random.below(15) }, () => {
        const from = random.below(n);
        return { from, due: from + 1 + random.below(n - from), seconds: 200 + 9000 * random.uniform() };
      });
      const agents = levelledWork(ground, jobs);
      const peak = Math.max(
        ...ground.map(({ online }, i) => ((agents[i] as number) > 0.01 ? online + (agents[i] as number) : 0)),
      );
      expect(peak).toBeCloseTo(leastPeak(ground, jobs), 1);
      const done = agents.reduce((sum, one) => sum + one * 1800, 0);
      expect(done / jobs.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(1, 3);
      // Done in time: these very capacities, a hair wider, hold all of it.
      expect(
        earliestDue(
          jobs,
          agents.map((one) => one * 1800 + 20),
        ).firstLate,
      ).toBe(-1);
      // Level: taking a tenth of an agent from a higher interval for a lower one makes something late.
      for (let high = 0; high < n; high++)
        for (let low = 0; low < n; low++) {
          const [a, b] = [agents[high] as number, agents[low] as number];
          const gap = a + (ground[high]?.online ?? 0) - b - (ground[low]?.online ?? 0);
          if (a < 0.3 || gap < 0.3) continue;
          const moved = agents.map((one, i) => (one + (i === high ? -0.1 : i === low ? 0.1 : 0)) * 1800);
          expect(earliestDue(jobs, moved).firstLate).not.toBe(-1);
        }
    }
  });

  it('plans a week of eight kinds while nobody waits', () => {
    const random = new SeededRandom(8);
    const week = Array.from({ length: 672 }, (_, i) => ({
      ...{ start: i * 900_000, minutes: 15, online: Math.round(20 * Math.max(0, Math.sin(((i % 96) / 96) * 6 - 1.5))) },
      open: i % 96 >= 32 && i % 96 < 72,
    }));
    const kinds = Array.from({ length: 8 }, (_, k) =>
      kind(
        week.map(() => random.below(4)),
        { id: `k${k}`, dueHours: 2 + 4 * k, ahtSeconds: 300 },
      ),
    );
    const { rows, late, workHours, leftHours } = plan({ intervals: week, kinds });
    expect(late).toEqual([]);
    const all = kinds.reduce((sum, { arrivals }) => sum + arrivals.reduce<number>((a, b) => a + (b ?? 0), 0), 0) / 12;
    expect((workHours + leftHours) / all).toBeCloseTo(1, 2);
    expect(rows.every(({ deferred }, i) => deferred === 0 || week[i]?.open)).toBe(true);
  });
});
