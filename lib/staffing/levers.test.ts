import { requiredAgents } from 'erlang-c';
import { describe, expect, it } from 'vitest';
import { deflected, leverSavings } from './levers.ts';
import { realAgents } from './realAgents.ts';
import type { OfferedInterval } from './staffIntervals.ts';

const rules = { target: { ratio: 0.8, thresholdSeconds: 20 }, maxOccupancy: 1, shrinkage: 0.25 };
const demand = (offered: (number | null)[], ahtSeconds = 180): OfferedInterval[] =>
  offered.map((count, i) => ({ start: i * 900_000, offered: count, ahtSeconds }));

describe('leverSavings', () => {
  it('says how many agents fewer, interval by interval, and how many hours', () => {
    const queues = [demand([100, 100, null, 0]), demand([20, 20, 20, 0], 300)];
    const input = {
      queues,
      rules: { ...rules, patienceSeconds: 120 },
      teams: 'separate',
      intervalMinutes: 15,
    } as const;
    const savings = leverSavings({ ...input, levers: [{ queue: 0, about: 0.4, deflected: 0.5 }] });
    expect(savings.rows.map(({ contacts }) => contacts)).toEqual([expect.closeTo(20, 9), expect.closeTo(20, 9), 0, 0]);
    // 20 calls of three minutes in a quarter are 4 erlangs; the pool around them shrinks by a little less.
    expect(savings.rows[0]?.agents).toBeGreaterThan(3.5);
    expect(savings.rows[0]?.agents).toBeLessThan(4.6);
    expect(savings.rows[3]?.agents).toBe(0);
    expect(savings.contacts).toBeCloseTo(40, 9);
    expect(savings.requiredHours).toBeCloseTo(savings.rows.reduce((sum, { agents }) => sum + (agents ?? 0), 0) / 4, 9);
    expect(savings.scheduledHours).toBeCloseTo((savings.requiredHours ?? 0) / 0.75, 9);
    expect(savings.most?.start).toBe(0);
    const none = leverSavings({ ...input, levers: [] });
    expect(none).toMatchObject({ contacts: 0, requiredHours: 0, most: null });
    expect(leverSavings({ ...input, queues: [demand([null])], levers: [] })).toMatchObject({ requiredHours: null });
  });

  it('grows smoothly with the share, where whole agents would jump', () => {
    const of = (share: number) =>
      leverSavings({
        queues: [demand([60])],
        rules,
        teams: 'pooled',
        intervalMinutes: 15,
        levers: [{ queue: 0, about: 1, deflected: share }],
      }).rows[0]?.agents ?? 0;
    const steps = Array.from({ length: 20 }, (_, i) => of((i + 1) / 100) - of(i / 100));
    expect(Math.min(...steps)).toBeGreaterThan(0.05);
    expect(Math.max(...steps)).toBeLessThan(0.25);
  });
});

describe('deflected', () => {
  it('leaves to the others the time that they took', () => {
    const [one] = deflected(demand([100], 200), [
      { queue: 0, about: 0.3, deflected: 1, ahtSeconds: 60 },
      { queue: 0, about: 0.2, deflected: 0.5 },
    ]);
    expect(one?.offered).toBeCloseTo(60, 9);
    // 200 · 100 = 30 · 60 + 10 · 200 + 60 · x
    expect(one?.ahtSeconds).toBeCloseTo((20_000 - 1800 - 2000) / 60, 9);
    expect(deflected(demand([100]), [{ queue: 0, about: 1, deflected: 1 }])[0]).toMatchObject({ offered: 0 });
  });

  it('refuses shares that are none', () => {
    const of = (lever: object) => deflected(demand([1]), [{ queue: 0, about: 1, deflected: 1, ...lever }]);
    expect(() => of({ about: 30 })).toThrow(/about .*30/);
    expect(() => of({ deflected: Number.NaN })).toThrow(/deflected .*NaN/);
    expect(() => of({ ahtSeconds: 0 })).toThrow(/ahtSeconds .*0/);
    const all = { queue: 0, about: 0.6, deflected: 0.1 };
    expect(() => deflected(demand([1]), [all, all])).toThrow(/at most all of its contacts/);
    const input = { queues: [demand([1])], rules, teams: 'pooled' as const, intervalMinutes: 15 };
    expect(() => leverSavings({ ...input, levers: [{ ...all, queue: 1 }] })).toThrow(
      /queue of a lever must be 0 to 0, not 1/,
    );
  });
});

describe('realAgents', () => {
  it('rounds up to what is required', () => {
    for (const patienceSeconds of [null, 60, 300])
      for (const arrivalsPerHour of [3, 40, 250, 1000]) {
        const load = { arrivalsPerHour, ahtSeconds: 200 };
        const real = realAgents(rules)({ ...load, patienceSeconds });
        const targets = { serviceLevel: rules.target };
        const whole =
          patienceSeconds === null
            ? requiredAgents({ model: 'erlang-c', ...load, targets })
            : requiredAgents({ model: 'erlang-a', ...load, patienceSeconds, targets });
        expect(real).toBeLessThanOrEqual(whole);
        expect(real).toBeGreaterThan(whole - 1);
      }
  });

  it('counts agents who handle several contacts at once', () => {
    const load = { arrivalsPerHour: 100, ahtSeconds: 600, patienceSeconds: null };
    const three = realAgents({ ...rules, concurrency: 3 })(load);
    expect(three).toBeCloseTo(realAgents(rules)(load) / 3, 9);
  });
});
