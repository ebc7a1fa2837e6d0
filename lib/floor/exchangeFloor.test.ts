import { expect, test } from 'vitest';
import { VisitLedger } from '../ledger/visitLedger.ts';
import type { PbxEvent, QueueMembership } from '../pbx/pbxEvent.ts';
import { ExchangeFloor } from './exchangeFloor.ts';

const t0 = Date.UTC(2026, 9, 5, 9, 0);
const ayse: QueueMembership = {
  agent: 'PJSIP/1001',
  agentName: 'Ayşe Yılmaz',
  device: 'idle',
  paused: false,
  pauseReason: null,
  inCall: false,
  pausedSince: null,
  lastPausedAt: null,
  signedInSince: t0 - 3_600_000,
  lastCallEndedAt: t0 - 60_000,
  kind: 'dynamic',
};
const call = { callId: '17.1', queue: 'genel', nth: 1 };

function centre(wrapUpSeconds = 0) {
  const ledger = new VisitLedger('153');
  const floor = new ExchangeFloor({
    exchange: '153',
    profileOf: (queue) => ({ centre: 'b153', label: queue, thresholdSeconds: 20 }),
    wrapUpSeconds,
  });
  const tell = (seconds: number, event: Record<string, unknown>) => {
    const at = t0 + seconds * 1000;
    const whole = { at, receivedAt: at, ...event } as PbxEvent;
    floor.apply(whole, ledger.apply(whole).visits);
  };
  const agent = () => Object.values(floor.floor.agents)[0];
  return { floor, tell, agent };
}
const snapshot = (...queues: string[]) => ({
  kind: 'floor_snapshot',
  queues: queues.map((queue) => ({ queue, waiting: [], members: [ayse] })),
});
const join = { kind: 'visit_joined', ...call, contactId: '17.1', channel: 'voice', position: 1 };
const answer = {
  kind: 'visit_answered',
  ...call,
  agent: ayse.agent,
  agentName: ayse.agentName,
  waitSeconds: 8,
  ringSeconds: 3,
};

test('a call waits since the instant of its offer and is gone from the line the moment it leaves it', () => {
  const { floor, tell } = centre();
  tell(0, snapshot('genel'));
  tell(1, join);
  expect(floor.floor.queues['153:genel']).toMatchObject({ waiting: 1, longestWaitingSince: t0 + 1000, centre: 'b153' });
  expect(Object.values(floor.floor.contacts)).toMatchObject([{ state: 'waiting', since: t0 + 1000 }]);
  tell(9, { kind: 'visit_left_line', ...call });
  expect(floor.floor.queues['153:genel']).toMatchObject({ waiting: 0, longestWaitingSince: null });
});

test('an answered call counts in the interval of its offer, whenever its talk ends', () => {
  const { floor, tell } = centre();
  tell(890, join);
  tell(898, answer);
  tell(1200, {
    kind: 'talk_ended',
    ...call,
    agent: ayse.agent,
    talkEnd: 'by_caller',
    endedAt: t0 + 1_200_000,
    talkSeconds: 302,
  });
  expect([...floor.intervals.values()]).toMatchObject([
    { start: t0, offered: 1, answered: 1, answeredInTime: 1, waitSecondsAnswered: 8, talkSeconds: 302, talks: 1 },
  ]);
  expect(floor.floor.contacts).toEqual({});
});

test('an agent in two queues is one agent: rings, talks, holds, wraps up and is available again', () => {
  const { floor, tell, agent } = centre(30);
  tell(0, snapshot('genel', 'ulasim'));
  expect(agent()).toMatchObject({ state: 'available', since: t0 - 30_000, queues: ['153:genel', '153:ulasim'] });
  tell(1, join);
  tell(5, { kind: 'agent_offered', ...call, agent: ayse.agent, agentName: ayse.agentName });
  expect(agent()).toMatchObject({ state: 'ringing', since: t0 + 5000, onQueue: '153:genel' });
  tell(9, answer);
  expect(agent()).toMatchObject({ state: 'on_contact', since: t0 + 9000 });
  tell(20, { kind: 'talk_held', ...call, held: true });
  expect(agent()).toMatchObject({ state: 'on_hold' });
  tell(30, { kind: 'talk_held', ...call, held: false });
  tell(60, {
    kind: 'talk_ended',
    ...call,
    agent: ayse.agent,
    talkEnd: 'by_agent',
    endedAt: t0 + 60_000,
    talkSeconds: 51,
  });
  expect(agent()).toMatchObject({ state: 'wrap_up', since: t0 + 60_000 });
  floor.tick(t0 + 89_000);
  expect(agent()).toMatchObject({ state: 'wrap_up' });
  floor.tick(t0 + 95_000);
  expect(agent()).toMatchObject({ state: 'available', since: t0 + 90_000 });
  expect(Object.keys(floor.floor.agents)).toHaveLength(1);
});

test('paused in every queue is paused, with the reason and since when; in one of two it is not', () => {
  const { tell, agent } = centre();
  tell(0, snapshot('genel', 'ulasim'));
  const pause = { kind: 'agent_paused', agent: ayse.agent, agentName: ayse.agentName, paused: true, reason: 'Mola' };
  tell(10, { ...pause, queue: 'genel' });
  expect(agent()).toMatchObject({ state: 'available' });
  tell(11, { ...pause, queue: 'ulasim' });
  expect(agent()).toMatchObject({ state: 'paused', pauseReason: 'Mola', since: t0 + 11_000 });
});

test('who stands in no queue any more has signed out; a snapshot tells it too', () => {
  const { tell, agent } = centre();
  tell(0, snapshot('genel'));
  tell(10, { kind: 'floor_snapshot', queues: [{ queue: 'genel', waiting: [], members: [] }] });
  expect(agent()).toMatchObject({ state: 'signed_out', since: t0 + 10_000 });
});

test('a call that no queue gave shows as a contact outside the queues', () => {
  const { tell, agent } = centre();
  tell(0, snapshot('genel'));
  tell(5, {
    kind: 'agent_device',
    queue: 'genel',
    agent: ayse.agent,
    agentName: ayse.agentName,
    member: { ...ayse, device: 'in_use' },
  });
  expect(agent()).toMatchObject({ state: 'on_contact', onQueue: null });
});

test('changes hold whole entities once, and nothing when nothing changed', () => {
  const { floor, tell } = centre();
  tell(0, snapshot('genel'));
  tell(1, join);
  const first = floor.takeChanges();
  expect(Object.keys(first?.changed ?? {}).sort()).toEqual([
    'agents',
    'callers',
    'contacts',
    'days',
    'intervals',
    'queues',
  ]);
  expect(floor.takeChanges()).toBeNull();
  tell(1, join);
  expect(floor.takeChanges()).toBeNull();
  tell(4, {
    kind: 'visit_not_answered',
    ...call,
    outcome: 'abandoned',
    leftAt: t0 + 4000,
    waitSeconds: 3,
    reason: null,
  });
  expect(floor.takeChanges()?.removed.contacts).toEqual(['153|17.1|genel|1']);
});

test('a talk whose agent the exchange did not name makes no agent', () => {
  const { floor, tell } = centre();
  tell(1, join);
  tell(9, { ...answer, agent: '', agentName: '' });
  expect(floor.floor.agents).toEqual({});
  expect([...floor.intervals.values()]).toMatchObject([{ answered: 1 }]);
});

test('nobody rings on the board once the connection is lost', () => {
  const { tell, agent } = centre();
  tell(0, snapshot('genel'));
  tell(1, join);
  tell(5, { kind: 'agent_offered', ...call, agent: ayse.agent, agentName: ayse.agentName });
  tell(7, { kind: 'link_down', reason: 'closed' });
  expect(agent()).toMatchObject({ state: 'available', since: t0 + 7000 });
});

test('a talk that ends on hold was held to its end', () => {
  const { floor, tell } = centre();
  tell(0, join);
  tell(8, answer);
  tell(20, { kind: 'talk_held', ...call, held: true });
  tell(51, {
    kind: 'talk_ended',
    ...call,
    agent: ayse.agent,
    talkEnd: 'by_caller',
    endedAt: t0 + 50_000,
    talkSeconds: 42,
  });
  expect([...floor.intervals.values()]).toMatchObject([{ holdSeconds: 30, holds: 1, talkSeconds: 42 }]);
});
