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

test("a blind transfer asked for at the caller's channel passes the agent on: the log has BLINDTRANSFER all the same", () => {
  const x = toldExchange();
  x.join();
  x.leave();
  x.connect(3);
  x.after(4);
  x.say('BlindTransfer', { Result: 'Success', TransfereeUniqueid: 'D', TransfererUniqueid: 'C', Extension: '600' });
  x.complete(4, 'transfer');
  x.hangup('C');
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'answered', talkEnd: 'blind_transfer', talkSeconds: 4 });
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
