import { describe, expect, it } from 'vitest';
import { staffIntervals } from './staffIntervals.ts';
import { pooled, staffQueues } from './staffQueues.ts';

const rules = { target: { ratio: 0.8, thresholdSeconds: 20 }, maxOccupancy: 1, shrinkage: 0.25 };
const queue = (offered: number | null, ahtSeconds: number | null) => [{ start: 0, offered, ahtSeconds }];

describe('staffQueues', () => {
  it('pools queues into one: fewer agents than separate teams', () => {
    const queues = [queue(25, 180), queue(75, 240)];
    expect(pooled(queues)).toEqual([{ start: 0, offered: 100, ahtSeconds: 225 }]);
    const one = staffQueues({ queues, intervalMinutes: 15, rules, teams: 'pooled' }).rows[0];
    const two = staffQueues({ queues, intervalMinutes: 15, rules, teams: 'separate' }).rows[0];
    const each = queues.map((intervals) => staffIntervals({ intervals, intervalMinutes: 15, rules }).rows[0]);
    expect(two?.required).toBe((each[0]?.required ?? 0) + (each[1]?.required ?? 0));
    expect(two?.scheduled).toBe((each[0]?.scheduled ?? 0) + (each[1]?.scheduled ?? 0));
    expect(one?.required).toBeLessThan(two?.required ?? 0);
    expect(two?.serviceLevel).toBeGreaterThan(0.8);
    expect(two?.erlangs).toBeCloseTo(25, 9);
  });

  it('leaves out a queue without a figure, and knows nothing when none has one', () => {
    for (const teams of ['pooled', 'separate'] as const) {
      const known = staffQueues({ queues: [queue(25, 180), queue(null, null)], intervalMinutes: 15, rules, teams });
      expect(known.rows[0]).toMatchObject({ offered: 25, required: 8 });
      const unknown = staffQueues({
        queues: [queue(null, null), queue(null, null)],
        intervalMinutes: 15,
        rules,
        teams,
      });
      expect(unknown.rows[0]).toMatchObject({ offered: null, required: null, scheduled: null, serviceLevel: null });
      expect(unknown.totals.unknownIntervals).toBe(1);
    }
  });

  it('pools patience by its rate, and the share that hung up', () => {
    const [one] = pooled([
      [{ start: 0, offered: 30, ahtSeconds: 180, patienceSeconds: 60, pastAbandonment: 0.1 }],
      [{ start: 0, offered: 90, ahtSeconds: 180, patienceSeconds: null, pastAbandonment: 0.02 }],
    ]);
    expect(one?.patienceSeconds).toBeCloseTo(240, 9);
    expect(one?.pastAbandonment).toBeCloseTo(0.04, 12);
    // Where a queue says nothing of patience, the common rule does.
    const silent = [
      [{ start: 0, offered: 30, ahtSeconds: 180, patienceSeconds: 60 }],
      [{ start: 0, offered: 90, ahtSeconds: 180 }],
    ];
    expect(pooled(silent, 180)[0]?.patienceSeconds).toBeCloseTo(120 / (30 / 60 + 90 / 180), 9);
    expect(pooled(silent)[0]?.patienceSeconds).toBe(60);
  });

  it('refuses queues whose intervals differ', () => {
    const queues = [queue(25, 180), [...queue(25, 180), { start: 900_000, offered: 1, ahtSeconds: 180 }]];
    for (const teams of ['pooled', 'separate'] as const)
      expect(() => staffQueues({ queues, intervalMinutes: 15, rules, teams })).toThrow(/those of queue 1 differ/);
    expect(staffQueues({ queues: [], intervalMinutes: 15, rules, teams: 'pooled' })).toMatchObject({
      rows: [],
      approximate: 0,
    });
  });

  it('rules a queue apart, and leaves chats out of the pool', () => {
    const queues = [queue(25, 180), queue(75, 240), queue(30, 600)];
    const chat = { concurrency: 3, target: { ratio: 0.8, thresholdSeconds: 60 } };
    const input = { intervalMinutes: 15, rules };
    const all = staffQueues({ ...input, queues, queueRules: [{}, {}, chat], teams: 'pooled' }).rows[0];
    const calls = staffQueues({ ...input, queues: queues.slice(0, 2), teams: 'pooled' }).rows[0];
    const chats = staffQueues({ ...input, queues: queues.slice(2), queueRules: [chat], teams: 'pooled' }).rows[0];
    expect(all?.required).toBe((calls?.required ?? 0) + (chats?.required ?? 0));
    const patient = staffQueues({ ...input, queues, queueRules: [{ patienceSeconds: 30 }], teams: 'separate' }).rows[0];
    expect(patient?.required).toBeLessThan(staffQueues({ ...input, queues, teams: 'separate' }).rows[0]?.required ?? 0);
    expect(patient?.abandonment).toBeGreaterThan(0);
  });
});
