import { describe, expect, test } from 'vitest';
import type { CentreModel, QueueModel } from './centreModel.ts';
import { DayTally, queueFigures } from './dayTally.ts';
import { simulateDays } from './simulateDays.ts';

const hours = 12;
const flat = (value: number) => Array<number>(hours).fill(value);

describe('days', () => {
  const model: CentreModel = {
    intervalMinutes: 60,
    queues: [{ arrivalsPerHour: flat(60), ahtSeconds: 180, patienceSeconds: 120, thresholdSeconds: 20 }],
    groups: [{ agents: flat(4), skills: [{ queue: 0 }] }],
  };
  const tallies = (days: number, firstDay: number) =>
    Array.from(simulateDays({ model, days, seed: 9, firstDay }), (day) => JSON.stringify(day.total(0)));

  test('are the same by the same seed, in one go or in parts', () => {
    const whole = tallies(6, 0);
    expect(new Set(whole).size).toBe(6);
    expect([...tallies(2, 0), ...tallies(4, 2)]).toEqual(whole);
  });

  test('vary as far as the forecast may be off', () => {
    const spread = (input: CentreModel) => {
      const offered = Array.from(simulateDays({ model: input, days: 400, seed: 2 }), (day) => day.total(0).offered);
      const mean = offered.reduce((a, b) => a + b) / 400;
      return { mean, cv: Math.sqrt(offered.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 400) / mean };
    };
    expect(spread(model).cv).toBeCloseTo(1 / Math.sqrt(720), 2);
    const unsure = spread({ ...model, commonArrivalsCv: 0.1 });
    expect(unsure.mean).toBeCloseTo(720, -1.5);
    expect(unsure.cv).toBeCloseTo(Math.sqrt(0.01 + 1 / 720), 1.7);
  });

  test('account for everybody who called', () => {
    for (const day of simulateDays({
      model: { ...model, lines: 7, queues: model.queues.map((queue) => ({ ...queue, arrivalsPerHour: flat(100) })) },
      days: 20,
      seed: 4,
    })) {
      const { offered, answered, abandoned, blocked } = day.total(0);
      expect(answered + abandoned + blocked).toBe(offered);
      expect(blocked).toBeGreaterThan(0);
    }
  });

  test('the last agents answer who still waits when the doors close, and those who come back find nobody', () => {
    const doors = (agents: number[], arrivalsPerHour: number[]): CentreModel => ({
      intervalMinutes: 60,
      queues: [{ arrivalsPerHour, ahtSeconds: 600, patienceSeconds: null, thresholdSeconds: 20 }],
      groups: [{ agents, skills: [{ queue: 0 }] }],
      start: 'empty',
    });
    const sum = new DayTally(1, 3, 1);
    for (const day of simulateDays({ model: doors([2, 0, 1], [20, 0, 3]), days: 50, seed: 3 })) sum.join(day);
    // Else who waits at the end of the first hour would wait through the second, and into the third.
    expect(sum.value(0, 0, 'answered')).toBe(sum.value(0, 0, 'offered'));
    expect(sum.value(0, 0, 'waitSecondsAnswered') / sum.value(0, 0, 'offered')).toBeLessThan(1800);
    expect(sum.occupancy(0, 1)).toBeNull();
    // Where calls come all the same, nobody is kept.
    const left = new DayTally(1, 3, 1);
    for (const day of simulateDays({ model: doors([2, 0, 1], [20, 1, 3]), days: 50, seed: 3 })) left.join(day);
    expect(left.value(0, 0, 'waitSecondsAnswered')).toBeGreaterThan(2 * sum.value(0, 0, 'waitSecondsAnswered'));
  });

  test('end, however stubborn callers are', () => {
    const stubborn: CentreModel = {
      intervalMinutes: 60,
      queues: [
        {
          arrivalsPerHour: [300],
          ahtSeconds: 600,
          patienceSeconds: 30,
          thresholdSeconds: 20,
          redial: { probability: 1, delaySeconds: 30 },
        },
      ],
      groups: [{ agents: [0], skills: [{ queue: 0 }] }],
    };
    const [day] = [...simulateDays({ model: stubborn, days: 1, seed: 1 })] as [DayTally];
    expect(day.total(0).redials).toBeGreaterThan(1000);
  });

  test('patience may change with the interval', () => {
    const model = (patienceSeconds: QueueModel['patienceSeconds']): CentreModel => ({
      intervalMinutes: 60,
      queues: [{ arrivalsPerHour: flat(700), ahtSeconds: 240, patienceSeconds, thresholdSeconds: 20 }],
      groups: [{ agents: flat(47), skills: [{ queue: 0 }] }],
    });
    const abandonedIn = (patienceSeconds: QueueModel['patienceSeconds'], interval: number) => {
      const sum = new DayTally(1, hours, 1);
      for (const day of simulateDays({ model: model(patienceSeconds), days: 20, seed: 6 })) sum.join(day);
      return queueFigures(sum.total(0, interval)).abandonment as number;
    };
    const changing = Array.from({ length: hours }, (_, i) => (i < 6 ? 60 : null));
    expect(abandonedIn(changing, 3)).toBe(abandonedIn(60, 3));
    expect(abandonedIn(changing, 9)).toBe(0);
    expect(() => abandonedIn([60], 0)).toThrow('patienceSeconds of queue 0 must be given for each of the 12 intervals');
  });

  test('name what cannot be', () => {
    const days = (input: CentreModel) => () => [...simulateDays({ model: input, days: 1, seed: 1 })];
    expect(days({ ...model, groups: [{ agents: [1], skills: [{ queue: 0 }] }] })).toThrow(
      'agents of group 0 must be given for each of the 12 intervals, not for 1',
    );
    expect(days({ ...model, groups: [{ agents: flat(1), skills: [{ queue: 3 }] }] })).toThrow(
      'skills of group 0 name queue 3; there are 0 to 0',
    );
    expect(days({ ...model, queues: [{ ...(model.queues[0] as QueueModel), ahtSeconds: 0 }] })).toThrow(
      'ahtSeconds of queue 0 must be above 0, not 0',
    );
  });
});
