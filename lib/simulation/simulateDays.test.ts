import { erlangA, erlangB, erlangC } from 'erlang-c';
import { describe, expect, test } from 'vitest';
import type { AgentGroup, CentreModel, QueueModel } from './centreModel.ts';
import { DayTally, type QueueFigures, queueFigures } from './dayTally.ts';
import { simulateDays } from './simulateDays.ts';

const hours = 12;
const flat = (value: number) => Array<number>(hours).fill(value);

interface Flat {
  queues: (Omit<QueueModel, 'arrivalsPerHour' | 'thresholdSeconds'> & { arrivalsPerHour: number })[];
  groups: (Omit<AgentGroup, 'agents'> & { agents: number })[];
  lines?: number;
}

function flatModel({ queues, groups, lines }: Flat): CentreModel {
  return {
    intervalMinutes: 60,
    queues: queues.map((queue) => ({
      thresholdSeconds: 20,
      ...queue,
      arrivalsPerHour: flat(queue.arrivalsPerHour),
    })),
    groups: groups.map((group) => ({ ...group, agents: flat(group.agents) })),
    ...(lines === undefined ? {} : { lines }),
  };
}

/** Figures of a queue over many days, each with its standard error from the days' own. */
function simulated(model: CentreModel, days: number, queue: number | 'centre' = 0) {
  const sum = new DayTally(model.queues.length, hours, model.groups.length);
  const each: QueueFigures[] = [];
  for (const day of simulateDays({ model, days, seed: 185 })) {
    sum.join(day);
    each.push(queueFigures(day.total(queue)));
  }
  const figures = queueFigures(sum.total(queue));
  const near = (name: keyof QueueFigures, exact: number | null) => {
    const values = each.map((day) => day[name] ?? 0);
    const mean = values.reduce((total, value) => total + value, 0) / days;
    const error = Math.sqrt(values.reduce((total, value) => total + (value - mean) ** 2, 0) / (days - 1) / days);
    expect(
      Math.abs((figures[name] as number) - (exact as number)),
      `${name} ${figures[name]}, exact ${exact}`,
    ).toBeLessThan(4 * error + 1e-12);
  };
  return { figures, sum, near };
}

const oneTeam = (agents: number) => [{ agents, skills: [{ queue: 0 }] }];

describe('simulated days agree with what is known exactly', () => {
  test('Erlang C', () => {
    const load = { arrivalsPerHour: 300, ahtSeconds: 180 };
    const { near, sum } = simulated(
      flatModel({ queues: [{ ...load, patienceSeconds: null }], groups: oneTeam(18) }),
      80,
    );
    const exact = erlangC({ ...load, agents: 18, thresholdSeconds: 20 });
    near('serviceLevel', exact.serviceLevel);
    near('asaSeconds', exact.asaSeconds);
    near('waitProbability', exact.waitProbability);
    expect(sum.occupancy(0)).toBeCloseTo(15 / 18, 2);
  });

  test('Erlang A', () => {
    const load = { arrivalsPerHour: 700, ahtSeconds: 240, patienceSeconds: 120 };
    const { near } = simulated(flatModel({ queues: [load], groups: oneTeam(47) }), 40);
    const exact = erlangA({ ...load, agents: 47, thresholdSeconds: 20 });
    near('serviceLevel', exact.serviceLevel);
    near('asaSeconds', exact.asaSeconds);
    near('asaAnsweredSeconds', exact.asaAnsweredSeconds);
    near('abandonment', exact.abandonment);
    near('waitProbability', exact.waitProbability);
  });

  test('Erlang A with lines that fill and callers who try again', () => {
    const load = { arrivalsPerHour: 200, ahtSeconds: 240, patienceSeconds: 60 };
    const lined = simulated(flatModel({ queues: [{ ...load, lines: 16 }], groups: oneTeam(12) }), 60);
    const exact = erlangA({ ...load, agents: 12, thresholdSeconds: 20, lines: 16 });
    lined.near('serviceLevel', exact.serviceLevel);
    lined.near('blocking', exact.blocking);
    const again = simulated(
      flatModel({ queues: [{ ...load, redial: { probability: 0.5, delaySeconds: 900 } }], groups: oneTeam(12) }),
      60,
    );
    const tried = erlangA({ ...load, agents: 12, thresholdSeconds: 20, redialProbability: 0.5 });
    // Who tries again late in the warm-up is still to come: the fixed point is met within a point.
    expect(Math.abs((again.figures.abandonment as number) - tried.abandonment)).toBeLessThan(0.01);
    expect(Math.abs((again.figures.serviceLevel as number) - (tried.serviceLevel as number))).toBeLessThan(0.01);
    expect(again.sum.total(0).redials / again.figures.offered).toBeCloseTo(0.5 * tried.abandonment, 1.7);
  });

  test('Erlang B, of any handling time', () => {
    const load = { arrivalsPerHour: 100, ahtSeconds: 300 };
    const exact = erlangB({ ...load, servers: 10 });
    for (const handling of [{ kind: 'deterministic' }, { kind: 'lognormal', cv: 1.2 }] as const) {
      const { near } = simulated(
        flatModel({ queues: [{ ...load, handling, patienceSeconds: null }], groups: oneTeam(10), lines: 10 }),
        60,
      );
      near('blocking', exact.blocking);
    }
  });

  test('one agent and any handling time: Pollaczek–Khinchine', () => {
    for (const [handling, cv] of [
      [{ kind: 'deterministic' }, 0],
      [{ kind: 'exponential' }, 1],
      [{ kind: 'lognormal', cv: 0.6 }, 0.6],
    ] as const) {
      const load = { arrivalsPerHour: 42, ahtSeconds: 60 };
      const { near } = simulated(
        flatModel({ queues: [{ ...load, handling, patienceSeconds: null }], groups: oneTeam(1) }),
        500,
      );
      near('asaSeconds', ((0.7 * (1 + cv * cv)) / 2 / (1 - 0.7)) * 60);
      near('waitProbability', 0.7);
    }
  });

  test('agents for everyone: M/G/∞ has nobody waiting and as many busy as offered', () => {
    const { figures, sum } = simulated(
      flatModel({
        queues: [
          { arrivalsPerHour: 200, ahtSeconds: 360, handling: { kind: 'lognormal', cv: 0.8 }, patienceSeconds: null },
        ],
        groups: oneTeam(60),
      }),
      100,
    );
    expect(figures.waitProbability).toBe(0);
    expect((sum.occupancy(0) as number) * 60).toBeCloseTo(20, 0.5);
  });

  test('priorities: Cobham', () => {
    // Two classes, four agents, one handling time: W₁ = C/(sμ(1 − ρ₁)), W₂ = W₁/(1 − ρ₁ − ρ₂).
    const model = flatModel({
      queues: [
        { arrivalsPerHour: 30, ahtSeconds: 150, patienceSeconds: null },
        { arrivalsPerHour: 48, ahtSeconds: 150, patienceSeconds: null },
      ],
      groups: [
        {
          agents: 4,
          skills: [
            { queue: 0, priority: 1 },
            { queue: 1, priority: 2 },
          ],
        },
      ],
    });
    const { waitProbability } = erlangC({ arrivalsPerHour: 78, ahtSeconds: 150, agents: 4 });
    const first = ((waitProbability * 150) / 4) * (1 / (1 - (30 * 150) / 3600 / 4));
    simulated(model, 300, 0).near('asaSeconds', first);
    simulated(model, 300, 1).near('asaSeconds', first / (1 - (78 * 150) / 3600 / 4));
  });

  test('queues that share their agents are one queue', () => {
    const model = flatModel({
      queues: [
        { arrivalsPerHour: 100, ahtSeconds: 180, patienceSeconds: 90 },
        { arrivalsPerHour: 140, ahtSeconds: 180, patienceSeconds: 90 },
      ],
      groups: [{ agents: 13, skills: [{ queue: 0 }, { queue: 1 }] }],
    });
    const exact = erlangA({
      arrivalsPerHour: 240,
      ahtSeconds: 180,
      patienceSeconds: 90,
      agents: 13,
      thresholdSeconds: 20,
    });
    const { near } = simulated(model, 100, 'centre');
    near('serviceLevel', exact.serviceLevel);
    near('abandonment', exact.abandonment);
    simulated(model, 100, 1).near('serviceLevel', exact.serviceLevel);
  });

  test('agents who chat with three at a time are three times as many places', () => {
    const load = { arrivalsPerHour: 90, ahtSeconds: 600 };
    const { near, sum } = simulated(
      flatModel({
        queues: [{ ...load, patienceSeconds: null }],
        groups: [{ agents: 6, concurrency: 3, skills: [{ queue: 0 }] }],
      }),
      150,
    );
    near('waitProbability', erlangC({ ...load, agents: 18 }).waitProbability);
    expect(sum.occupancy(0)).toBeCloseTo(15 / 18, 2);
  });
});

describe('routing', () => {
  const calls = { ahtSeconds: 180, patienceSeconds: 120 };

  test('a contact goes where it is preferred, and to others when all there are busy', () => {
    const { sum } = simulated(
      flatModel({
        queues: [{ ...calls, arrivalsPerHour: 60 }],
        groups: [
          { agents: 4, skills: [{ queue: 0, priority: 1 }] },
          { agents: 4, skills: [{ queue: 0, priority: 2 }] },
        ],
      }),
      60,
    );
    // Overflow: the first four carry what four lines without a queue carry.
    const carried = 3 * (1 - erlangB({ arrivalsPerHour: 60, ahtSeconds: 180, servers: 4 }).blocking);
    expect((sum.occupancy(0) as number) * 4).toBeCloseTo(carried, 1);
    expect(sum.occupancy(1) as number).toBeGreaterThan(0.1);
  });

  test('the longest idle of equal groups is asked: agents are as busy in a large group as in a small one', () => {
    const { sum } = simulated(
      flatModel({
        queues: [{ ...calls, arrivalsPerHour: 120 }],
        groups: [
          { agents: 2, skills: [{ queue: 0 }] },
          { agents: 8, skills: [{ queue: 0 }] },
        ],
      }),
      60,
    );
    expect(sum.occupancy(0)).toBeCloseTo(sum.occupancy(1) as number, 2);
  });

  test('agents with two skills help the queue that is short of them', () => {
    const of = (both: boolean) =>
      simulated(
        flatModel({
          queues: [
            { ...calls, arrivalsPerHour: 100 },
            { ...calls, arrivalsPerHour: 100 },
          ],
          groups: [
            { agents: 4, skills: [{ queue: 0 }] },
            { agents: 7, skills: both ? [{ queue: 1 }, { queue: 0, priority: 2 }] : [{ queue: 1 }] },
          ],
        }),
        40,
      ).figures.serviceLevel as number;
    expect(of(true)).toBeGreaterThan(of(false) + 0.1);
  });
});
