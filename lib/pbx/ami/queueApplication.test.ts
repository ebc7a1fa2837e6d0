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
