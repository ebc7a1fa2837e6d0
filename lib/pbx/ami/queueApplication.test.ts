import { expect, test } from 'vitest';
import { toldExchange } from './toldExchange.ts';

/*
 * What Asterisk's Queue() tells in ways that no recording holds, read from its source (16 to 22): each of them with the
 * row that the queue_log has of it.
 */
const c = { Uniqueid: 'C', Linkedid: 'C' };
const readsDialplan = (x: ReturnType<typeof toldExchange>) =>
  x.say('VarSet', { Uniqueid: 'other', Variable: 'ABANDONED', Value: 'TRUE' });

test('a supervisor redirects a caller who waits: the log has ABANDON, no hang-up was asked for and no status set', () => {
  const x = toldExchange();
  readsDialplan(x);
  x.join();
  x.after(9);
  x.abandon(9);
  x.leave();
  expect(x.row('C|genel|1')).toMatchObject({ outcome: null });
  x.after(1);
  x.join('ulasim');
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'abandoned', waitSeconds: 9 });
  expect(x.row('C|ulasim|1')).toMatchObject({ outcome: null });
});

test('… and back into the same queue, or to an announcement after which he is hung up', () => {
  const x = toldExchange();
  readsDialplan(x);
  for (const nth of [1, 2]) {
    x.join();
    x.after(4);
    x.abandon(4);
    x.leave();
    x.after(nth);
  }
  x.hangup();
  expect(x.rows()).toMatchObject({ 'x|C|genel|1': { outcome: 'abandoned' }, 'x|C|genel|2': { outcome: 'abandoned' } });
});

test('an account that may not read dialplan events cannot tell a redirect from a time-out', () => {
  const x = toldExchange();
  x.join();
  x.after(9);
  x.abandon(9);
  x.leave();
  x.join('ulasim');
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'unknown', outcomeReason: expect.stringContaining('dialplan') });
});

test('after a new sign-in it is not known any more whether the account may read dialplan events', () => {
  const x = toldExchange();
  readsDialplan(x);
  x.linkFlaps();
  x.join();
  x.abandon(0);
  x.leave();
  x.hangup();
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'unknown' });
});

test('a caller who hangs up in the moment of entering: his request comes before the join', () => {
  const x = toldExchange();
  x.hangupRequest();
  x.join();
  x.abandon(0);
  x.leave();
  x.hangup();
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'abandoned', waitSeconds: 0 });
});

test('… and between two queues, though the first visit timed out', () => {
  const x = toldExchange();
  x.join();
  x.after(20);
  x.abandon(20);
  x.leave();
  x.status('TIMEOUT');
  x.hangupRequest();
  x.join('ulasim');
  x.abandon(0, 'ulasim');
  x.leave('ulasim');
  x.hangup();
  expect(x.rows()).toMatchObject({ 'x|C|genel|1': { outcome: 'timed_out' }, 'x|C|ulasim|1': { outcome: 'abandoned' } });
});

test('a soft request before a redirect says nothing of the visit behind it', () => {
  const x = toldExchange();
  x.join();
  x.leave();
  x.connect(0);
  x.say('SoftHangupRequest', c);
  x.join('ulasim');
  x.after(30);
  x.abandon(30, 'ulasim');
  x.leave('ulasim');
  x.status('TIMEOUT');
  x.hangup();
  expect(x.row('C|ulasim|1')).toMatchObject({ outcome: 'timed_out' });
});

test('an agent hangs up during the announcement to him (AGENTDUMP): the caller waits on and is answered by the next', () => {
  const x = toldExchange();
  x.join();
  x.after(5);
  x.called();
  x.say('AgentDump', { ...c, DestUniqueid: 'D', Queue: 'genel', Interface: 'PJSIP/1', MemberName: 'Ayşe' });
  x.hangup('D');
  expect(x.events.at(-1)).toMatchObject({ kind: 'agent_offer_withdrawn', agent: 'PJSIP/1' });
  expect(x.row('C|genel|1')).toMatchObject({ outcome: null });
  x.called('E');
  x.leave();
  x.connect(9, 'E');
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'answered', waitSeconds: 9 });
});

test('a caller hangs up while the agent hears an announcement: ABANDON, though an agent had answered', () => {
  const x = toldExchange();
  x.join();
  x.after(5);
  x.called();
  x.hangupRequest();
  x.abandon(5);
  // older versions tell it twice
  x.abandon(5);
  x.hangup('D');
  x.leave();
  x.hangup();
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'abandoned', waitSeconds: 5 });
  expect(x.events.filter(({ kind }) => kind === 'visit_not_answered')).toHaveLength(1);
});

test('a caller hangs up in the member’s gosub or his own announcement, behind the leave: CONNECT and COMPLETECALLER', () => {
  const x = toldExchange();
  x.join();
  x.after(3);
  x.called();
  x.leave();
  x.after(4);
  x.hangupRequest();
  x.connect(7);
  x.complete(0, 'caller');
  x.hangup('D');
  x.hangup();
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'answered', waitSeconds: 7, talkEnd: 'by_caller' });
});

test('option c: the caller goes on in the dialplan when the agent hangs up, into another queue', () => {
  const x = toldExchange();
  x.join();
  x.leave();
  x.connect(0);
  x.after(12);
  x.hangupRequest('D');
  x.complete(12, 'agent');
  x.hangup('D');
  x.status('CONTINUE');
  x.join('anket');
  x.after(2);
  x.leave('anket');
  x.hangup();
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'answered', talkEnd: 'by_agent', talkSeconds: 12 });
  expect(x.row('C|anket|1')).toMatchObject({ outcome: 'left_by_key' });
});

test('option n: one round of ringing, then EXITWITHTIMEOUT', () => {
  const x = toldExchange();
  x.join();
  x.called();
  x.after(8);
  x.say('AgentRingNoAnswer', { ...c, DestUniqueid: 'D', Queue: 'genel', Interface: 'PJSIP/1', RingTime: 8000 });
  x.abandon(8);
  x.leave();
  x.status('TIMEOUT');
  x.hangup();
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'timed_out', waitSeconds: 8 });
});

test.each([
  ['TIMEOUT', 'timed_out'],
  ['LEAVEEMPTY', 'left_empty'],
  ['WITHDRAW', 'withdrawn'],
])('%s while an agent rings: the leg is withdrawn', (status, outcome) => {
  const x = toldExchange();
  x.join();
  x.called();
  x.after(6);
  x.hangup('D');
  x.abandon(6);
  x.leave();
  x.status(status);
  expect(x.row('C|genel|1')).toMatchObject({ outcome, waitSeconds: 6 });
  expect(x.events.filter(({ kind }) => kind === 'agent_offer_withdrawn')).toHaveLength(1);
});

test('a colleague picks up the ringing phone: the member’s leg goes on with another device, the talk is the member’s', () => {
  const x = toldExchange();
  x.join();
  x.after(3);
  x.called();
  x.say('Pickup', { Uniqueid: 'P', Linkedid: 'P', TargetUniqueid: 'D', TargetLinkedid: 'C' });
  // the colleague's own channel ends as a zombie
  x.hangup('P');
  x.leave();
  x.connect(3);
  x.after(20);
  x.complete(20, 'agent');
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'answered', talkEnd: 'by_agent', talkSeconds: 20 });
});

test('a member who forwards his calls answers on a leg that was not told: it is still his', () => {
  const x = toldExchange();
  x.join();
  x.called('D');
  x.hangup('D');
  x.leave();
  x.connect(2, 'forwarded');
  x.complete(9, 'caller', { ...c, DestUniqueid: 'forwarded' });
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'answered', talkEnd: 'by_caller', talkSeconds: 9 });
});

test('a blind transfer back into the same queue is a second visit of it', () => {
  const x = toldExchange();
  x.join();
  x.leave();
  x.connect(0);
  x.after(10);
  x.say('BlindTransfer', { Result: 'Success', TransfereeUniqueid: 'C', TransfererUniqueid: 'D' });
  x.join();
  x.complete(10, 'transfer');
  x.hangup('D');
  x.after(5);
  x.leave();
  x.connect(5, 'E');
  x.after(7);
  x.complete(7, 'caller', { ...c, DestUniqueid: 'E' });
  x.hangup();
  expect(x.rows()).toMatchObject({
    'x|C|genel|1': { talkEnd: 'blind_transfer', talkSeconds: 10 },
    'x|C|genel|2': { outcome: 'answered', waitSeconds: 5, talkEnd: 'by_caller', talkSeconds: 7 },
  });
});

test('an agent asks in another queue before he transfers: his own leg is a visit of the same contact', () => {
  const x = toldExchange();
  x.join();
  x.leave();
  x.connect(0);
  x.after(10);
  const asking = { Uniqueid: 'A', Linkedid: 'C' };
  x.join('uzman', asking);
  x.after(4);
  x.say('QueueCallerLeave', { ...asking, Queue: 'uzman' });
  x.say('AgentConnect', { ...asking, DestUniqueid: 'U', Queue: 'uzman', Interface: 'PJSIP/9', HoldTime: 4 });
  x.after(6);
  x.say('AttendedTransfer', { Result: 'Success', TransfereeUniqueid: 'C', OrigTransfererUniqueid: 'D' });
  x.complete(20, 'transfer');
  x.hangup('D');
  x.after(30);
  x.say('AgentComplete', {
    ...asking,
    DestUniqueid: 'U',
    Queue: 'uzman',
    Interface: 'PJSIP/9',
    HoldTime: 4,
    TalkTime: 36,
    Reason: 'caller',
  });
  x.hangup('A');
  x.hangup();
  expect(x.rows()).toMatchObject({
    'x|C|genel|1': { talkEnd: 'attended_transfer', talkSeconds: 20 },
    'x|A|uzman|1': { outcome: 'answered', waitSeconds: 4, talkEnd: 'by_caller', talkSeconds: 36 },
  });
  expect([...x.contacts.keys()]).toEqual(['C']);
});

test('a parked caller: the talk is over when the agent is gone, his coming back is no visit', () => {
  const x = toldExchange();
  x.join();
  x.leave();
  x.connect(0);
  x.after(15);
  x.say('ParkedCall', { ParkeeUniqueid: 'C', ParkeeLinkedid: 'C' });
  x.hangupRequest('D');
  x.complete(15, 'agent');
  x.hangup('D');
  x.after(60);
  x.hangup();
  expect(x.rows()).toMatchObject({ 'x|C|genel|1': { talkEnd: 'by_agent', talkSeconds: 15 } });
});

test.each(['FULL', 'JOINEMPTY', 'JOINUNAVAIL'])(
  '%s: who is refused at the door is no visit and changes none',
  (status) => {
    const x = toldExchange();
    x.say('Newchannel', { ...c, Context: 'from-trunk' });
    x.status(status);
    x.join('ulasim');
    x.after(2);
    x.leave('ulasim');
    // the key led to the full queue
    x.status(status);
    x.hangup();
    expect(x.rows()).toMatchObject({ 'x|C|ulasim|1': { outcome: 'left_by_key', waitSeconds: 2 } });
  },
);

test('a graceful restart: refusals are answers, who waits abandons, and the shutdown takes nobody along', () => {
  const x = toldExchange();
  x.translation.linkUp(x.now(), null);
  x.say('FullyBooted', { Uptime: 5000 });
  x.join();
  x.after(69);
  x.hangupRequest();
  x.abandon(69);
  x.leave();
  x.hangup();
  x.say('Shutdown', { Shutdown: 'Cleanly', Restart: 'True' });
  x.translation.linkDown(x.now(), 'closed');
  x.after(1);
  x.translation.linkUp(x.now(), null);
  x.say('FullyBooted', { Uptime: 0 });
  x.queues();
  expect(x.rows()).toMatchObject({ 'x|C|genel|1': { outcome: 'abandoned', waitSeconds: 69 } });
});

test('an exchange that came back before the loss of its connection was noticed has restarted all the same', () => {
  const x = toldExchange();
  x.translation.linkUp(x.now(), null);
  x.say('FullyBooted', { Uptime: 5000 });
  x.join();
  // power fails; the silence is noticed after twenty seconds, the exchange is up after twelve
  x.after(20);
  x.translation.linkDown(x.now(), 'silent');
  x.after(1);
  x.translation.linkUp(x.now(), null);
  x.say('FullyBooted', { Uptime: 9 });
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'lost_in_outage' });
});

test('who timed out, left by key or waited in doubt when the exchange was killed is not lost in it', () => {
  const x = toldExchange();
  x.translation.linkUp(x.now(), null);
  x.say('FullyBooted', { Uptime: 5000 });
  x.join('genel', { Uniqueid: 'T', Linkedid: 'T' });
  x.join('genel', { Uniqueid: 'K', Linkedid: 'K' });
  x.join('genel', { Uniqueid: 'W', Linkedid: 'W' });
  x.after(30);
  x.say('QueueCallerAbandon', { Uniqueid: 'T', Queue: 'genel', HoldTime: 30 });
  x.say('QueueCallerLeave', { Uniqueid: 'T', Queue: 'genel' });
  x.say('QueueCallerLeave', { Uniqueid: 'K', Queue: 'genel' });
  x.after(10);
  x.queues();
  x.translation.linkDown(x.now(), 'closed');
  x.after(3);
  x.translation.linkUp(x.now(), null);
  x.say('FullyBooted', { Uptime: 0 });
  expect(x.rows()).toMatchObject({
    'x|T|genel|1': { outcome: 'unknown', outcomeReason: expect.stringContaining('dialplan') },
    'x|K|genel|1': { outcome: 'left_by_key', waitSeconds: 30 },
    'x|W|genel|1': { outcome: 'unknown', outcomeReason: 'its end was not seen' },
  });
});

test('a reload in the middle of a call: new lists with members reset change no visit', () => {
  const x = toldExchange();
  x.join();
  x.leave();
  x.connect(0);
  x.say('Reload', { Module: 'All', Status: 0 });
  x.queues();
  x.after(60);
  x.queues();
  x.channels('C', 'D');
  x.complete(60, 'agent');
  expect(x.row('C|genel|1')).toMatchObject({ talkEnd: 'by_agent', talkSeconds: 60 });
});

test('a queue that is removed while callers wait stands in no list; they wait until they are answered or hang up', () => {
  const x = toldExchange();
  x.join('eski');
  for (let lists = 0; lists < 4; lists++) {
    x.after(60);
    x.queues();
    x.channels('C');
  }
  expect(x.row('C|eski|1')).toMatchObject({ outcome: null });
  x.hangupRequest();
  x.abandon(240, 'eski');
  x.leave('eski');
  x.hangup();
  expect(x.row('C|eski|1')).toMatchObject({ outcome: 'abandoned', waitSeconds: 240 });
});

test('a list of one queue, which another program asked for, says nothing of the others', () => {
  const x = toldExchange();
  x.join('ulasim');
  for (let lists = 0; lists < 3; lists++) {
    x.after(10);
    x.queues();
  }
  expect(x.row('C|ulasim|1')).toMatchObject({ outcome: null });
});

test('under load the leave comes seconds behind lists that know it: nothing is settled before it', () => {
  const x = toldExchange();
  x.join();
  x.after(8);
  for (let lists = 0; lists < 6; lists++) {
    x.after(0.5);
    x.queues();
    x.channels();
  }
  x.leave();
  x.hangup();
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'left_by_key', waitSeconds: 11 });
});

test('… and if it comes too late, it corrects what was taken for unseen', () => {
  const x = toldExchange();
  x.join();
  x.after(8);
  for (let lists = 0; lists < 3; lists++) {
    x.after(5);
    x.queues();
    x.channels();
  }
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'unknown', outcomeReason: 'its end was not seen' });
  x.leave();
  x.hangup();
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'left_by_key' });
  x.after(60);
  x.translation.tick(x.now());
  expect(x.translation.remembered).toEqual({ calls: 0, members: 0 });
});

test('a caller who left and came back to the same queue while nobody listened is two visits', () => {
  const x = toldExchange();
  x.translation.linkUp(x.now(), null);
  x.join();
  x.after(100);
  x.translation.linkDown(x.now(), 'closed');
  x.after(40);
  x.translation.linkUp(x.now(), null);
  x.say('FullyBooted', { Uptime: 86_400 });
  x.say('QueueParams', { Queue: 'genel' });
  x.say('QueueEntry', { Queue: 'genel', Position: 1, ...c, Wait: 7 });
  x.say('QueueStatusComplete', { EventList: 'Complete' });
  x.hangupRequest();
  x.abandon(7);
  x.leave();
  x.hangup();
  expect(x.rows()).toMatchObject({
    'x|C|genel|1': { outcome: 'unknown' },
    'x|C|genel|2': { outcome: 'abandoned', waitSeconds: 7 },
  });
});

test('an AgentComplete that names nothing ends no talk', () => {
  const x = toldExchange();
  x.join();
  x.leave();
  x.connect(0);
  x.after(1);
  x.say('AgentComplete', { Privilege: 'agent,all' });
  expect(x.row('C|genel|1')).toMatchObject({ talkEnd: null });
  x.after(30);
  x.hangupRequest('D');
  x.say('AgentComplete', { Privilege: 'agent,all' });
  x.hangup('D');
  x.hangup();
  x.after(4);
  x.translation.tick(x.now());
  expect(x.row('C|genel|1')).toMatchObject({ talkEnd: 'by_agent', talkSeconds: 31 });
});

test('AgentComplete names the caller’s channel that took the place of a Local one: no visit is made of it', () => {
  const x = toldExchange();
  x.join();
  x.leave();
  x.connect(3);
  x.after(25);
  x.complete(25, 'caller', { Uniqueid: 'swapped', Linkedid: 'C' });
  expect(x.rows()).toEqual({
    'x|C|genel|1': { outcome: 'answered', waitSeconds: 3, talkEnd: 'by_caller', talkSeconds: 25, outcomeReason: null },
  });
});

test('a member whose name is no UTF-8: his events name neither queue nor agent, the lists and his leg do', () => {
  const x = toldExchange();
  x.say('QueueParams', { Queue: 'genel' });
  x.say('QueueMember', { Queue: 'genel', Name: 'Şule', Location: 'Local/1012@from-queue/n', Status: 1 });
  x.say('QueueStatusComplete', { EventList: 'Complete' });
  const leg = { ...c, DestUniqueid: 'D', DestChannel: 'Local/1012@from-queue-00000007;1' };
  x.join();
  x.after(2);
  x.say('AgentCalled', leg);
  expect(x.events.at(-1)).toMatchObject({ kind: 'agent_offered', agent: 'Local/1012@from-queue/n', agentName: 'Şule' });
  x.say('AgentRingNoAnswer', leg);
  expect(x.events.at(-1)).toMatchObject({ kind: 'agent_missed', queue: 'genel', agent: 'Local/1012@from-queue/n' });
  x.after(2);
  x.say('AgentCalled', { ...leg, DestUniqueid: 'E' });
  x.leave();
  x.say('AgentConnect', { ...leg, DestUniqueid: 'E' });
  x.after(10);
  x.hangupRequest();
  x.say('AgentComplete', { ...leg, DestUniqueid: 'E' });
  expect(x.visits.get('x|C|genel|1')).toMatchObject({
    outcome: 'answered',
    waitSeconds: 4,
    agent: 'Local/1012@from-queue/n',
    agentName: 'Şule',
    talkEnd: 'by_caller',
    talkSeconds: 10,
  });
});

test('an exchange whose clock is an hour off dates everything by it, lists and the end of its run included', () => {
  const x = toldExchange();
  const ahead = 3_600_000;
  const stamped = () => ({ Privilege: 'agent,all', Timestamp: (x.now() + ahead) / 1000 });
  x.translation.linkUp(x.now(), null);
  x.say('FullyBooted', { Uptime: 5000 });
  x.say('QueueCallerJoin', { ...stamped(), ...c, Queue: 'genel' });
  x.after(10);
  x.say('QueueParams', { Queue: 'genel' });
  x.say('QueueEntry', { Queue: 'genel', Position: 2, Uniqueid: 'E', Wait: 4 });
  x.say('QueueEntry', { Queue: 'genel', Position: 1, Uniqueid: 'C', Wait: 10 });
  x.say('QueueStatusComplete', { EventList: 'Complete' });
  x.translation.linkDown(x.now(), 'closed');
  x.after(2);
  x.translation.linkUp(x.now(), null);
  x.say('FullyBooted', { Uptime: 0 });
  expect(x.visits.get('x|E|genel|1')).toMatchObject({ offeredAt: x.now() - 6000 + ahead });
  expect(x.rows()).toMatchObject({
    'x|C|genel|1': { outcome: 'lost_in_outage', waitSeconds: 10 },
    'x|E|genel|1': { outcome: 'lost_in_outage', waitSeconds: 4 },
  });
});
