import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type AlarmHold, lookedAgain, notHeld } from '../alarmHold.ts';
import { judgeAbove } from '../alarmJudgement.ts';
import { ForecastToday } from '../forecastToday.ts';
import { agentSteps } from './agentSteps.ts';
import type { PastVisit } from './pastVisit.ts';
import { joinedSteps, raisedIn } from './replayHold.ts';
import { longestWaitSteps, waitingSteps } from './waitingSteps.ts';

const visit = (
  offeredAt: number,
  waitEndedAt: number | null,
  outcome: PastVisit['outcome'] = 'answered',
): PastVisit => ({
  queue: 'x:q',
  offeredAt,
  waitEndedAt,
  waitSeconds: waitEndedAt === null ? null : (waitEndedAt - offeredAt) / 1000,
  outcome,
});
const times = { raiseAfterMs: 20_000, clearAfterMs: 10_000 };
const hour = 3_600_000;

it('tells what a watch that looked each second would have raised', () => {
  const visits = fc.array(
    fc.record({ at: fc.integer({ min: 0, max: 900 }), seconds: fc.integer({ min: 1, max: 200 }) }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(visits, (told) => {
      const past = told.map(({ at, seconds }) => visit(at * 1000, (at + seconds) * 1000));
      const condition = { kind: 'waiting', limit: 3, hysteresis: 1 } as const;
      const steps = joinedSteps(waitingSteps(condition, past, [], 0));
      let [hold, standing]: [AlarmHold, boolean] = [notHeld, false];
      const seen: number[] = [];
      for (let at = 0; at <= 1_200_000; at += 1000) {
        const waiting = past.filter((one) => one.offeredAt <= at && (one.waitEndedAt ?? 0) > at).length;
        const looked = lookedAgain(hold, judgeAbove(waiting, { limit: 3, back: 1 }).judged, at, standing, times);
        hold = looked.hold;
        if (!looked.turns) continue;
        standing = !standing;
        if (standing) seen.push(at);
      }
      expect(raisedIn(steps, times, 1_200_000)).toEqual(seen);
    }),
    { seed: 5 },
  );
});

it('the longest wait grows by itself, and is over when that caller is gone', () => {
  const condition = { kind: 'longest_wait', limitSeconds: 60, hysteresisSeconds: 0 } as const;
  const past = [visit(0, 50_000), visit(100_000, 200_000), visit(300_000, 380_000), visit(330_000, 500_000)];
  const steps = joinedSteps(longestWaitSteps(condition, past, [], 0));
  expect(raisedIn(steps, times, hour)).toEqual([180_000, 410_000]);
  expect(raisedIn(steps, { raiseAfterMs: 0, clearAfterMs: 0 }, hour)).toEqual([160_000, 360_000, 390_000]);
});

it('of a span that nobody observed nothing is told', () => {
  const condition = { kind: 'waiting', limit: 0, hysteresis: 0 } as const;
  const past = [visit(100_000, 900_000)];
  const raised = (from: number, to: number) =>
    raisedIn(joinedSteps(waitingSteps(condition, past, [{ from, to }], 0)), times, hour);
  expect(raised(2 * hour, 3 * hour)).toEqual([120_000]);
  expect(raised(50_000, 1_000_000)).toEqual([]);
  expect(raised(110_000, 300_000)).toEqual([320_000]);
});

it('agents who are there for a queue, state by state', () => {
  const condition = { kind: 'no_agents', counted: 'available', most: 0, when: 'somebody_waits' } as const;
  const steps = agentSteps(
    condition,
    {
      states: [
        { agent: 'a', state: 'available', from: 0, to: 100_000 },
        { agent: 'a', state: 'on_contact', from: 100_000, to: 200_000 },
        { agent: 'a', state: 'available', from: 200_000, to: null },
      ],
      memberships: [{ agent: 'a', queue: 'x:q', paused: false, from: 0, to: null }],
      visits: [visit(110_000, 200_000), visit(250_000, 251_000)],
      unknown: [],
      queues: [{ id: 'x:q' }],
      forecast: new ForecastToday([]),
    },
    0,
    hour,
  );
  expect(raisedIn(joinedSteps(steps), times, hour)).toEqual([130_000]);
});
