import { expect, test } from 'vitest';
import type { AgentState } from './agentState.ts';
import { AgentTimeline } from './agentTimeline.ts';

const stands = (state: AgentState, since: number, agentName = 'Ayşe') => ({
  ...{ agent: 'PJSIP/1', agentName, state, since },
  ...{ queue: null, pauseReason: null, renamedFrom: null },
});
const serves = (since: number, paused = false) => ({
  ...{ agent: 'PJSIP/1', agentName: 'Ayşe', queue: 'genel', since, paused },
  ...{ pauseReason: null, kind: 'dynamic' as const },
});
const rows = (timeline: AgentTimeline) =>
  timeline.take().states.map(({ state, startedAt, endedAt, since }) => [state, startedAt, endedAt, since]);

test('each state ends where the next begins; nothing new is no row', () => {
  const timeline = new AgentTimeline('x');
  timeline.heard(1000);
  timeline.state(stands('available', 1000), 1000);
  timeline.state(stands('available', 1000), 1500);
  timeline.state(stands('ringing', 4000), 4000);
  expect(rows(timeline)).toEqual([
    ['available', 1000, 4000, 1000],
    ['ringing', 4000, null, 4000],
  ]);
  timeline.state(stands('ringing', 4000), 5000);
  expect(timeline.changed).toBe(false);
});

test('what lasts no time is replaced; what is told late never overlaps', () => {
  const timeline = new AgentTimeline('x');
  timeline.heard(0);
  timeline.state(stands('available', 1000), 1000);
  timeline.state(stands('ringing', 2000), 2000);
  timeline.state(stands('on_contact', 2000), 2000);
  timeline.state(stands('wrap_up', 1500), 1500);
  expect(rows(timeline)).toEqual([
    ['available', 1000, 2000, 1000],
    ['wrap_up', 2000, null, 1500],
  ]);
});

test('an outage is no state: the span ends with the last word and another begins with the next list', () => {
  const timeline = new AgentTimeline('x');
  timeline.state(stands('available', 10), 10);
  expect(timeline.changed).toBe(false);
  timeline.heard(1000);
  timeline.state(stands('paused', 400), 1000);
  timeline.membership(serves(400, true), 1000);
  timeline.interrupted(60_000);
  timeline.state(stands('available', 61_000), 61_000);
  timeline.heard(90_000);
  timeline.state(stands('paused', 400), 90_000);
  timeline.membership(serves(400, true), 90_000);
  const taken = timeline.take();
  expect(taken.states).toMatchObject([
    { state: 'paused', startedAt: 1000, endedAt: 60_000, since: 400 },
    { state: 'paused', startedAt: 90_000, endedAt: null, since: 400 },
  ]);
  expect(taken.memberships).toMatchObject([
    { paused: true, startedAt: 1000, endedAt: 60_000, since: 400 },
    { paused: true, startedAt: 90_000, endedAt: null, since: 400 },
  ]);
});

test('an interruption of less than a second leaves no hole', () => {
  const timeline = new AgentTimeline('x');
  timeline.heard(0);
  timeline.state(stands('available', 0), 0);
  timeline.interrupted(5000);
  timeline.heard(5400);
  timeline.state(stands('available', 0), 5400);
  expect(rows(timeline)).toEqual([
    ['available', 0, 5000, 0],
    ['available', 5000, null, 0],
  ]);
});

test('a new name begins a new span of the same stay', () => {
  const timeline = new AgentTimeline('x');
  timeline.heard(0);
  timeline.state(stands('available', 100), 100);
  timeline.state(stands('available', 100, 'Ayşe Kaya'), 700);
  expect(timeline.take().states).toMatchObject([
    { agentName: 'Ayşe', startedAt: 100, endedAt: 700, since: 100 },
    { agentName: 'Ayşe Kaya', startedAt: 700, endedAt: null, since: 100 },
  ]);
});

test('rows that a killed process left open end with what it heard last', () => {
  const before = new AgentTimeline('x');
  before.heard(0);
  before.state(stands('available', 0), 0);
  before.membership(serves(0), 0);
  const open = before.take();
  const timeline = new AgentTimeline('x');
  timeline.restore(open, 30_000);
  expect(timeline.take()).toEqual({
    states: [{ ...open.states[0], endedAt: 30_000 }],
    memberships: [{ ...open.memberships[0], endedAt: 30_000 }],
  });
  const unheard = new AgentTimeline('x');
  unheard.restore(open, null);
  expect(unheard.take().states).toMatchObject([{ startedAt: 0, endedAt: 0 }]);
});
