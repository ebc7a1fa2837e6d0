import { expect, test } from 'vitest';
import { toldExchange } from './toldExchange.ts';

/*
 * Talks that go another way than that of agent and caller alone, as Asterisk's Queue() tells them in ways that no recording
 * holds, read from its source (16 to 22): each with the row that the queue_log has of it.
 */
const c = { Uniqueid: 'C', Linkedid: 'C' };

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
