import { expect, test } from 'vitest';
import { toldExchange as exchange } from './toldExchange.ts';

test('a caller who hangs up abandons; the same event without the hang-up does not', () => {
  const x = exchange();
  x.join();
  x.after(7);
  x.hangupRequest();
  x.abandon(7);
  x.leave();
  x.hangup();
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'abandoned', waitSeconds: 7 });
});

test.each([
  ['TIMEOUT', 'timed_out'],
  ['LEAVEEMPTY', 'left_empty'],
  ['LEAVEUNAVAIL', 'left_empty'],
  ['WITHDRAW', 'withdrawn'],
])('QUEUESTATUS %s settles the end of waiting as %s', (status, outcome) => {
  const x = exchange();
  x.join();
  x.after(40);
  x.abandon(40);
  x.leave();
  expect(x.row('C|genel|1')).toMatchObject({ outcome: null });
  x.status(status);
  x.hangupRequest();
  x.hangup();
  expect(x.row('C|genel|1')).toMatchObject({ outcome, waitSeconds: 40 });
});

test('without dialplan events the three are unknown, with the reason, and never guessed', () => {
  const x = exchange();
  x.join();
  x.after(40);
  x.abandon(40);
  x.leave();
  x.after(2);
  x.hangup();
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'unknown', outcomeReason: expect.stringContaining('dialplan') });
});

test('a line left with neither an abandon nor an agent was left by key', () => {
  const x = exchange();
  x.join();
  x.after(11);
  x.leave();
  x.after(1);
  x.join('ulasim');
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'left_by_key', waitSeconds: 11 });
  expect(x.row('C|ulasim|1')).toMatchObject({ outcome: null });
});

test('a talk ends as AgentComplete says, before or behind the hang-ups', () => {
  const x = exchange();
  x.join();
  x.after(3);
  x.called();
  x.leave();
  x.connect(3);
  x.after(60);
  x.hangupRequest();
  x.hangup('D');
  x.hangup();
  x.complete(60, 'caller');
  expect(x.row('C|genel|1')).toEqual({
    outcome: 'answered',
    waitSeconds: 3,
    talkEnd: 'by_caller',
    talkSeconds: 60,
    outcomeReason: null,
  });
});

test('AgentComplete without any channel still finds its talk, and only its own', () => {
  const x = exchange();
  x.join();
  x.leave();
  x.connect(0);
  x.after(50);
  x.complete(50, 'agent', {});
  expect(x.row('C|genel|1')).toMatchObject({ talkEnd: 'by_agent', talkSeconds: 50 });
  x.hangup('D');
  x.hangup();
  x.join('genel', { Uniqueid: 'E', Linkedid: 'E' });
  x.say('QueueCallerLeave', { Uniqueid: 'E', Queue: 'genel' });
  x.say('AgentConnect', {
    Uniqueid: 'E',
    DestUniqueid: 'F',
    Queue: 'genel',
    Interface: 'PJSIP/1',
    MemberName: 'Ayşe',
    HoldTime: 0,
  });
  x.after(20);
  x.complete(90, 'agent', {});
  expect(x.row('E|genel|1')).toMatchObject({ talkEnd: null });
});

test('an AgentComplete that never comes is made up for by the hang-ups', () => {
  const x = exchange();
  x.join();
  x.leave();
  x.connect(0);
  x.after(30);
  x.hangupRequest('D');
  x.hangup('D');
  x.hangup();
  x.translation.tick(x.now() + 5000);
  expect(x.row('C|genel|1')).toMatchObject({ talkEnd: 'by_agent', talkSeconds: 30 });
});

test('a blind transfer is one contact with two visits, though the second join comes before the first end', () => {
  const x = exchange();
  x.join();
  x.leave();
  x.connect(0);
  x.after(20);
  x.say('BlindTransfer', { Result: 'Success', TransfereeUniqueid: 'C', Extension: '502' });
  x.join('ulasim');
  x.complete(20, 'transfer');
  x.hangup('D');
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'answered', talkEnd: 'blind_transfer', talkSeconds: 20 });
  expect(x.row('C|ulasim|1')).toMatchObject({ outcome: null });
  expect(x.events.filter((event) => event.kind === 'contact_started')).toHaveLength(1);
});

test('a redirect ends the talk when the caller enters the next queue; the late AgentComplete changes nothing', () => {
  const x = exchange();
  x.join();
  x.leave();
  x.connect(0);
  x.after(15);
  x.hangup('D');
  x.join();
  x.after(5);
  x.leave();
  x.connect(5, 'E');
  x.after(30);
  x.hangupRequest();
  x.complete(50, 'caller', { Uniqueid: 'C', Linkedid: 'C' });
  x.complete(30, 'caller', { Uniqueid: 'C', Linkedid: 'C', DestUniqueid: 'E' });
  x.hangup();
  expect(x.row('C|genel|1')).toMatchObject({ talkEnd: 'redirected', talkSeconds: 15 });
  expect(x.row('C|genel|2')).toMatchObject({ talkEnd: 'by_caller', talkSeconds: 30 });
});

test('a caller of a snapshot is one visit, though the join comes behind it', () => {
  const x = exchange();
  x.queues('C');
  x.join();
  x.after(4);
  x.leave();
  x.connect(34);
  expect(Object.keys(x.rows())).toEqual(['x|C|genel|1']);
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'answered', waitSeconds: 34 });
});

test('who is missing from one snapshot may be on the way out; missing from two, the end was not seen', () => {
  const x = exchange();
  x.join();
  x.after(30);
  x.queues();
  expect(x.row('C|genel|1')).toMatchObject({ outcome: null });
  x.after(30);
  x.queues();
  expect(x.row('C|genel|1')).toMatchObject({
    outcome: 'unknown',
    waitSeconds: null,
    outcomeReason: 'its end was not seen',
  });
});

test('a talk whose caller is in two channel lists no more has ended unseen', () => {
  const x = exchange();
  x.join();
  x.leave();
  x.connect(0);
  x.channels('C', 'D');
  x.channels();
  expect(x.row('C|genel|1')).toMatchObject({ talkEnd: null });
  x.after(5);
  x.channels();
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'answered', talkEnd: 'unknown', talkSeconds: null });
});

test('an exchange that went down takes its calls with it; a broken connection alone does not', () => {
  const x = exchange();
  x.translation.linkUp(x.now());
  x.join();
  x.after(10);
  x.translation.linkDown(x.now(), 'closed');
  x.after(2);
  x.translation.linkUp(x.now());
  x.say('FullyBooted', { Uptime: 86_400 });
  x.queues('C');
  expect(x.row('C|genel|1')).toMatchObject({ outcome: null });
  x.after(5);
  x.translation.linkDown(x.now(), 'closed');
  x.after(6);
  x.translation.linkUp(x.now());
  x.say('FullyBooted', { Uptime: 1 });
  x.queues();
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'lost_in_outage', waitSeconds: 17 });
});

test('a call whose join was missed is reckoned back from the wait that the exchange tells', () => {
  const x = exchange();
  x.connect(25);
  const joined = x.events.find((event) => event.kind === 'visit_joined');
  expect(joined?.at).toBe(x.now() - 25_000);
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'answered', waitSeconds: 25 });
});

test('a contact that the IVR keeps is a contact without a visit', () => {
  const x = exchange();
  x.say('Newchannel', { Uniqueid: 'C', Linkedid: 'C', Context: 'from-trunk' });
  x.say('Newchannel', { Uniqueid: 'A', Linkedid: 'A', Context: 'from-internal' });
  x.after(40);
  x.hangup();
  x.hangup('A');
  expect(x.events.map(({ kind }) => kind)).toEqual(['contact_started', 'contact_ended']);
  expect(x.rows()).toEqual({});
});

test('a ring that nobody answered is over, though the exchange cannot name its agent', () => {
  const x = exchange();
  x.join();
  x.called();
  x.after(20);
  x.say('AgentRingNoAnswer', { Uniqueid: 'C', Linkedid: 'C', DestUniqueid: 'D', Queue: 'genel', RingTime: 20_000 });
  expect(x.events.at(-1)).toMatchObject({ kind: 'agent_missed', agent: 'PJSIP/1', ringMs: 20_000 });
});

test('a message without the headers it should have is passed over', () => {
  const x = exchange();
  for (const name of ['QueueCallerLeave', 'AgentComplete', 'Hangup', 'QueueMemberStatus', 'AgentConnect', 'Hold'])
    x.say(name, {});
  expect(x.rows()).toEqual({});
});

test('events that carry the exchange’s own time are dated by it, others by their arrival', () => {
  const x = exchange();
  x.translation.linkUp(x.now());
  const join = (callId: string, sentMsAgo: number) =>
    x.say('QueueCallerJoin', {
      ...{ Privilege: 'agent,all', Timestamp: (x.now() - sentMsAgo) / 1000 },
      ...{ Uniqueid: callId, Linkedid: callId, Queue: 'genel' },
    });
  join('C', 100);
  join('D', 3000);
  expect(x.events.filter(({ kind }) => kind === 'visit_joined')).toMatchObject([
    { at: x.now() - 100, receivedAt: x.now() },
    { at: x.now() - 3000, receivedAt: x.now() },
  ]);
  const y = exchange();
  y.join();
  expect(y.events.find(({ kind }) => kind === 'visit_joined')).toMatchObject({ at: y.now(), receivedAt: y.now() });
});
