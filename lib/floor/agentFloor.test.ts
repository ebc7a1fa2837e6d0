import { expect, test } from 'vitest';
import { type AgentRows, agentSpanKey, membershipSpanKey } from '../agent/agentSpan.ts';
import type { AgentNow } from '../feed/feedEvents.ts';
import type { PbxEvent, QueueMembership } from '../pbx/pbxEvent.ts';
import { AgentFloor } from './agentFloor.ts';

const t0 = Date.UTC(2026, 9, 5, 9);
const ayse: QueueMembership = {
  agent: 'PJSIP/1',
  agentName: 'Ayşe',
  device: 'idle',
  paused: false,
  pauseReason: null,
  inCall: false,
  pausedSince: null,
  lastPausedAt: null,
  signedInSince: t0 - 3_600_000,
  lastCallEndedAt: null,
  kind: 'dynamic',
};
const call = { callId: '17.1', queue: 'genel', nth: 1 };
const is = { agent: ayse.agent, agentName: ayse.agentName };
const at = (seconds: number) => t0 + seconds * 1000;

/** A floor to tell things, and the rows that it has made. */
function floorOf({ wrapUpSeconds = 0, before = null as AgentRows | null, heardUntil = null as number | null } = {}) {
  const shown = new Map<string, AgentNow>();
  const states = new Map<string, AgentRows['states'][number]>();
  const memberships = new Map<string, AgentRows['memberships'][number]>();
  const suspects: AgentNow[] = [];
  const floor = new AgentFloor({
    exchange: 'x',
    centreOf: () => 'centre',
    wrapUpSeconds,
    limits: { ringingSeconds: null, wrapUpSeconds: null },
    onChange: (agent) => shown.set(agent.id, agent),
    onGone: (id) => shown.delete(id),
    onSuspect: (agent) => suspects.push(agent),
  });
  const keep = () => {
    const rows = floor.timeline.take();
    for (const span of rows.states) states.set(agentSpanKey(span), span);
    for (const span of rows.memberships) memberships.set(membershipSpanKey(span), span);
  };
  if (before !== null) floor.restore(before, heardUntil);
  keep();
  return {
    floor,
    shown,
    suspects,
    states: () => [...states.values()],
    memberships: () => [...memberships.values()],
    agent: () => shown.get('x:PJSIP/1'),
    tell(seconds: number, event: Record<string, unknown>) {
      floor.apply({ at: at(seconds), receivedAt: at(seconds), ...event } as PbxEvent);
      keep();
    },
    list(seconds: number, members: Record<string, Partial<QueueMembership>[]>) {
      const queues = Object.entries(members).map(([queue, told]) => ({
        queue,
        waiting: [],
        members: told.map((one) => ({ ...ayse, ...one })),
      }));
      this.tell(seconds, { kind: 'floor_snapshot', queues });
    },
    tick(seconds: number) {
      floor.tick(at(seconds));
      keep();
    },
  };
}
const down = { kind: 'link_down', reason: 'closed' };
const offered = { kind: 'agent_offered', ...call, ...is };
const answered = { kind: 'visit_answered', ...call, ...is, waitSeconds: 8, ringSeconds: 3 };
const pausedEvent = (reason: string | null, queue = 'genel') => ({
  ...{ kind: 'agent_paused', ...is, queue, paused: true, reason },
});
const lunch = { paused: true, pauseReason: 'Yemek' };

test('over a lost connection what is the same keeps its time, and what changed begins where the exchange dates it', () => {
  const x = floorOf();
  x.list(0, { genel: [{}] });
  x.tell(60, pausedEvent('Yemek'));
  x.tell(100, down);
  x.list(400, { genel: [{ ...lunch, pausedSince: at(60) }] });
  expect(x.agent()).toMatchObject({ state: 'paused', since: at(60) });
  x.tell(500, down);
  x.list(900, { genel: [{ ...lunch, pausedSince: at(700) }] });
  expect(x.agent()).toMatchObject({ state: 'paused', since: at(700) });
  x.tell(1000, down);
  x.list(1500, { genel: [{ lastPausedAt: at(700) }] });
  expect(x.agent(), 'nobody tells when the pause ended').toMatchObject({ state: 'available', since: at(1500) });
  expect(x.states().map(({ state, startedAt, endedAt }) => [state, (startedAt - t0) / 1000, endedAt])).toEqual([
    ['available', 0, at(60)],
    ['paused', 60, at(100)],
    ['paused', 400, at(500)],
    ['paused', 900, at(1000)],
    ['available', 1500, null],
  ]);
});

test('after a kill the agents stand as they did, and their time goes on once the exchange has told them again', () => {
  const before = floorOf({ wrapUpSeconds: 20 });
  before.list(0, { genel: [{}, { agent: 'PJSIP/2', agentName: 'Çağrı' }] });
  before.tell(30, pausedEvent('Mola'));
  const rows = { states: before.states(), memberships: before.memberships() };
  const open = {
    states: rows.states.filter(({ endedAt }) => endedAt === null),
    memberships: rows.memberships.filter(({ endedAt }) => endedAt === null),
  };
  const x = floorOf({ wrapUpSeconds: 20, before: open, heardUntil: at(50) });
  expect(x.agent()).toMatchObject({ state: 'paused', since: at(30), pauseReason: 'Mola', queues: ['x:genel'] });
  expect(x.states().every(({ endedAt }) => endedAt === at(50))).toBe(true);
  // told by parts: not shown before the whole is told
  x.tell(69, { kind: 'agent_device', ...is, queue: 'ulasim', member: ayse });
  expect(x.agent()).toMatchObject({ state: 'paused' });
  x.list(70, {
    genel: [
      { ...lunch, pauseReason: 'Mola', pausedSince: at(30) },
      { agent: 'PJSIP/2', agentName: 'Çağrı', lastCallEndedAt: at(60) },
    ],
  });
  expect(x.agent()).toMatchObject({ state: 'paused', since: at(30) });
  expect(x.shown.get('x:PJSIP/2')).toMatchObject({ state: 'wrap_up', since: at(60) });
  x.tick(80);
  expect(x.shown.get('x:PJSIP/2')).toMatchObject({ state: 'available', since: at(80) });
});

test('a reload that forgets a pause’s reason and dates all anew changes nothing', () => {
  const x = floorOf();
  const kind = 'static' as const;
  x.list(0, { genel: [{ kind }] });
  x.tell(60, pausedEvent('Yemek'));
  x.list(120, { genel: [{ kind, paused: true, pausedSince: at(110), signedInSince: at(110) }] });
  expect(x.agent()).toMatchObject({ state: 'paused', since: at(60), pauseReason: 'Yemek' });
  expect(x.memberships().filter(({ paused }) => paused)).toMatchObject([{ startedAt: at(60), endedAt: null }]);
});

test('a pause that no event told, for its reason is no UTF-8, is found by the list and dated by the exchange', () => {
  const x = floorOf();
  x.list(0, { genel: [{}] });
  x.list(60, { genel: [{ ...lunch, pausedSince: at(42) }] });
  expect(x.agent()).toMatchObject({ state: 'paused', since: at(42), pauseReason: 'Yemek' });
  expect(x.states()).toMatchObject([{ endedAt: at(42) }, { startedAt: at(42), endedAt: null }]);
});

test('who rings longer than a phone does is suspect, told once, until it is over', () => {
  const x = floorOf();
  x.list(0, { genel: [{}] });
  x.tell(10, offered);
  x.tick(129);
  expect(x.agent()).toMatchObject({ state: 'ringing', suspect: null });
  x.tick(131);
  x.tick(132);
  expect(x.agent()?.suspect).toEqual({ since: at(130), reason: 'ringing_too_long' });
  expect(x.suspects).toHaveLength(1);
  x.tell(140, { kind: 'agent_missed', ...call, ...is, ringMs: 130_000 });
  expect(x.agent()).toMatchObject({ state: 'available', suspect: null });
  // a centre whose phones ring so long is not suspected for it again
  x.tell(200, { ...offered, nth: 2 });
  x.tick(200 + 259);
  expect(x.agent()).toMatchObject({ state: 'ringing', suspect: null });
});

test('a ring whose end was lost is over when two lists show the phone idle', () => {
  const x = floorOf();
  x.list(0, { genel: [{}] });
  x.tell(10, offered);
  x.list(12, { genel: [{}] });
  x.list(60, { genel: [{}] });
  expect(x.agent()).toMatchObject({ state: 'ringing' });
  x.list(120, { genel: [{}] });
  expect(x.agent()).toMatchObject({ state: 'available', since: at(120) });
});

test('a member removed while ringing, of whom nothing more is heard, has signed out', () => {
  const x = floorOf();
  x.list(0, { genel: [{}] });
  x.tell(10, offered);
  x.tell(12, { kind: 'agent_left_queue', ...is, queue: 'genel' });
  expect(x.agent()).toMatchObject({ state: 'ringing' });
  x.list(60, { genel: [] });
  x.list(120, { genel: [] });
  expect(x.agent()).toMatchObject({ state: 'signed_out' });
});

test('a talk that the exchange counts no more, on an idle phone, is not this agent’s', () => {
  const x = floorOf();
  x.list(0, { genel: [{}] });
  x.tell(10, answered);
  x.list(60, { genel: [{ device: 'in_use', inCall: true }] });
  x.list(120, { genel: [{}] });
  expect(x.agent()).toMatchObject({ state: 'on_contact' });
  x.list(180, { genel: [{}] });
  expect(x.agent()).toMatchObject({ state: 'available' });
  // the call itself is told over much later
  x.tell(300, {
    kind: 'talk_ended',
    ...call,
    agent: is.agent,
    talkEnd: 'unknown',
    endedAt: at(300),
    talkSeconds: null,
  });
  expect(x.agent()).toMatchObject({ state: 'available' });
});

test('a contact whose beginning was not heard is told by the list, of its queue', () => {
  const x = floorOf();
  x.list(0, { genel: [{}], ulasim: [{}] });
  x.list(60, { genel: [{ device: 'in_use' }], ulasim: [{ device: 'in_use', inCall: true }] });
  expect(x.agent()).toMatchObject({ state: 'on_contact', onQueue: 'x:ulasim', since: at(60) });
});

test('a device that lags behind the end of a contact makes no other call; one that stays busy does', () => {
  const x = floorOf();
  x.list(0, { genel: [{}] });
  x.tell(10, answered);
  x.tell(11, { kind: 'agent_device', ...is, queue: 'genel', member: { ...ayse, device: 'in_use', inCall: true } });
  x.tell(60, { kind: 'talk_ended', ...call, agent: is.agent, talkEnd: 'by_caller', endedAt: at(60), talkSeconds: 50 });
  expect(x.agent()).toMatchObject({ state: 'available', since: at(60) });
  x.tick(62);
  expect(x.agent()).toMatchObject({ state: 'available', since: at(60) });
  x.tick(64);
  expect(x.agent()).toMatchObject({ state: 'on_contact', onQueue: null, since: at(60) });
  expect(x.states()).toMatchObject([
    { state: 'available', endedAt: at(10) },
    { state: 'on_contact', queue: 'genel', endedAt: at(60) },
    { state: 'on_contact', queue: null, startedAt: at(60), endedAt: null },
  ]);
});

test('wrap-up runs by the clock here, however far the exchange’s is off', () => {
  const x = floorOf({ wrapUpSeconds: 30 });
  x.list(0, { genel: [{}] });
  x.tell(10, answered);
  const ahead = at(60) + 600_000;
  x.floor.apply({
    ...{ kind: 'talk_ended', ...call, agent: is.agent, talkEnd: 'by_agent', talkSeconds: 50 },
    ...{ at: ahead, endedAt: ahead, receivedAt: at(60) },
  });
  x.tick(89);
  expect(x.agent()).toMatchObject({ state: 'wrap_up' });
  x.tick(91);
  expect(x.agent()).toMatchObject({ state: 'available' });
});

test('paused in one queue of two: available, and which queue is told', () => {
  const x = floorOf();
  x.list(0, { genel: [{}], ulasim: [{}] });
  x.tell(10, pausedEvent('Mola'));
  expect(x.agent()).toMatchObject({ state: 'available', since: ayse.signedInSince, pausedIn: ['x:genel'] });
});

test('who is renamed while signed in is the same person; a name is another’s after signing out', () => {
  const x = floorOf();
  x.list(0, { genel: [{}], ulasim: [{}] });
  // one queue knows the new name already
  const renamed = { ...ayse, agentName: 'Ayşe Kaya' };
  x.tell(60, { kind: 'agent_device', ...is, queue: 'genel', member: renamed });
  expect(x.agent()).toMatchObject({ name: 'Ayşe' });
  x.tell(61, { kind: 'agent_device', ...is, queue: 'ulasim', member: renamed });
  expect(x.agent()).toMatchObject({ name: 'Ayşe Kaya', state: 'available', since: ayse.signedInSince });
  for (const queue of ['genel', 'ulasim']) x.tell(120, { kind: 'agent_left_queue', ...is, queue });
  x.tell(300, { kind: 'agent_joined_queue', ...is, queue: 'genel', member: { ...ayse, agentName: 'İrem' } });
  expect(x.agent()).toMatchObject({ name: 'İrem', since: at(300) });
  expect(x.states().map(({ agentName, state, renamedFrom }) => [agentName, state, renamedFrom])).toEqual([
    ['Ayşe', 'available', null],
    ['Ayşe Kaya', 'available', 'Ayşe'],
    ['Ayşe Kaya', 'signed_out', 'Ayşe'],
    ['İrem', 'available', null],
  ]);
});

test('the same phone under another name after an outage: another person if they signed in meanwhile', () => {
  const x = floorOf();
  x.list(0, { genel: [{}] });
  x.tell(60, down);
  x.list(300, { genel: [{ agentName: 'İrem', signedInSince: at(200) }] });
  expect(x.agent()).toMatchObject({ name: 'İrem', since: at(200) });
  expect(x.states().at(-1)).toMatchObject({ agentName: 'İrem', renamedFrom: null });
});

test('one name on two interfaces is two agents', () => {
  const x = floorOf();
  x.list(0, { genel: [{}, { agent: 'PJSIP/9' }] });
  expect([...x.shown.keys()]).toEqual(['x:PJSIP/1', 'x:PJSIP/9']);
});
