import { expect, test } from 'vitest';
import { toldExchange } from './toldExchange.ts';

const c = { Uniqueid: 'C', Linkedid: 'C' };

test('what was answered while nobody listened is answered, as AgentComplete tells', () => {
  const x = toldExchange();
  x.join();
  x.after(10);
  x.linkFlaps();
  x.queues();
  x.after(5);
  x.queues();
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'unknown', outcomeReason: 'its end was not seen' });
  x.after(40);
  x.complete(44, 'caller');
  expect(x.rows()).toEqual({
    'x|C|genel|1': { outcome: 'answered', waitSeconds: 3, talkEnd: 'by_caller', talkSeconds: 44, outcomeReason: null },
  });
});

test('a talk that began before anybody listened is one visit when it ends, told twice or not', () => {
  const x = toldExchange();
  x.complete(60, 'agent');
  x.complete(60, 'agent');
  x.hangup();
  x.complete(60, 'agent');
  expect(x.rows()).toEqual({
    'x|C|genel|1': { outcome: 'answered', waitSeconds: 3, talkEnd: 'by_agent', talkSeconds: 60, outcomeReason: null },
  });
  expect(x.visits.get('x|C|genel|1')?.offeredAt).toBe(x.now() - 63_000);
});

test('messages told twice make no second visit', () => {
  const x = toldExchange();
  for (let twice = 0; twice < 2; twice++) x.join();
  x.after(4);
  for (let twice = 0; twice < 2; twice++) x.leave();
  for (let twice = 0; twice < 2; twice++) x.connect(4);
  x.after(9);
  for (let twice = 0; twice < 2; twice++) x.complete(9, 'agent');
  for (let twice = 0; twice < 2; twice++) x.hangup();
  const y = toldExchange();
  y.join();
  y.hangupRequest();
  for (let twice = 0; twice < 2; twice++) {
    y.abandon(4);
    y.leave();
  }
  y.hangup();
  expect(Object.keys(x.rows())).toEqual(['x|C|genel|1']);
  expect(y.rows()).toMatchObject({ 'x|C|genel|1': { outcome: 'abandoned' } });
  expect(x.events.filter(({ kind }) => kind === 'contact_ended')).toHaveLength(1);
});

test('how a wait ended is not guessed when the line was cut in the middle of its end', () => {
  const x = toldExchange();
  x.join();
  x.after(6);
  x.leave();
  x.linkFlaps();
  x.queues();
  x.after(30);
  x.hangup();
  expect(x.row('C|genel|1')).toMatchObject({
    outcome: 'unknown',
    outcomeReason: 'nobody listened while its end was told',
  });
});

test('a caller who hangs up behind a cut line has not abandoned if nothing says that the wait went on', () => {
  const x = toldExchange();
  x.join();
  x.after(6);
  x.linkFlaps();
  x.hangupRequest();
  x.hangup();
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'unknown', waitSeconds: null });
  const y = toldExchange();
  y.join();
  y.after(6);
  y.linkFlaps();
  y.queues('C');
  y.hangupRequest();
  y.abandon(6);
  y.leave();
  y.hangup();
  expect(y.row('C|genel|1')).toMatchObject({ outcome: 'abandoned', waitSeconds: 6 });
});

test('a snapshot that is ahead of the events names the next queue of a call; the events behind it fit', () => {
  const x = toldExchange();
  x.join();
  x.say('QueueParams', { Queue: 'ulasim', Max: 0 });
  x.say('QueueEntry', { Queue: 'ulasim', Position: 1, Uniqueid: 'C', Wait: 0 });
  x.queues();
  x.leave();
  x.connect(0);
  x.say('BlindTransfer', { Result: 'Success', TransfereeUniqueid: 'C', Extension: '502' });
  x.join('ulasim');
  x.complete(0, 'transfer');
  x.leave('ulasim');
  x.connect(2, 'E', 'ulasim', 'PJSIP/2');
  expect(x.rows()).toMatchObject({
    'x|C|genel|1': { outcome: 'answered', talkEnd: 'blind_transfer' },
    'x|C|ulasim|1': { outcome: 'answered', talkEnd: null },
  });
  expect(x.visits.size).toBe(2);
});

test('after a restart the closed visits of a call are known: its next entry is another one', () => {
  const before = toldExchange();
  before.join();
  before.leave();
  before.connect(0);
  before.after(20);
  before.say('BlindTransfer', { Result: 'Success', TransfereeUniqueid: 'C' });
  before.complete(20, 'transfer');
  const x = toldExchange(before);
  x.join();
  x.complete(20, 'transfer');
  expect([...x.visits.keys()]).toEqual(['x|C|genel|1', 'x|C|genel|2']);
  expect(x.contacts.get('C')).toMatchObject({ visits: 2, endedAt: null });
});

test('a contact in the IVR ends though the process was started anew, with its channel or with the lists', () => {
  const before = toldExchange();
  for (const id of ['C', 'E']) before.say('Newchannel', { Uniqueid: id, Linkedid: id, Context: 'from-trunk' });
  const x = toldExchange(before);
  x.hangup();
  x.channels();
  x.after(5);
  x.channels();
  expect(x.events).toMatchObject([
    { kind: 'contact_ended', contactId: 'C', contained: null },
    { kind: 'contact_ended', contactId: 'E', contained: null },
  ]);
});

test('a call whose hang-up was missed is let go after two lists without it', () => {
  const x = toldExchange();
  x.join();
  x.leave();
  x.connect(0);
  x.complete(0, 'agent');
  x.channels('C');
  x.channels();
  expect(x.events.at(-1)).toMatchObject({ kind: 'talk_ended' });
  x.after(5);
  x.channels();
  expect(x.events.at(-1)).toMatchObject({ kind: 'contact_ended', contactId: 'C' });
});

test('lists count in a row: once missing, there again and once missing is not gone', () => {
  const x = toldExchange();
  x.join();
  x.leave();
  x.connect(0);
  x.channels();
  x.channels('C', 'D');
  x.channels();
  expect(x.row('C|genel|1')).toMatchObject({ talkEnd: null });
});

test('a contact with two channels in queues ends with the second', () => {
  const x = toldExchange();
  x.join();
  x.join('ulasim', { Uniqueid: 'A', Linkedid: 'C' });
  x.hangup();
  expect(x.events.filter(({ kind }) => kind === 'contact_ended')).toEqual([]);
  x.hangup('A');
  expect(x.events.filter(({ kind }) => kind === 'contact_ended')).toHaveLength(1);
});

test('nobody rings for a visit that is over, though the legs were not told', () => {
  const x = toldExchange();
  x.join();
  x.say('AgentCalled', { ...c, Queue: 'genel', Interface: 'PJSIP/1', MemberName: 'Ayşe' });
  x.called('E');
  x.say('AgentCalled', { ...c, DestUniqueid: 'F', Queue: 'genel', Interface: 'PJSIP/2', MemberName: 'Can' });
  x.connect(0, 'F', 'genel', 'PJSIP/2');
  const told = (kind: string) => x.events.filter((event) => event.kind === kind).length;
  expect(told('agent_offered')).toBe(3);
  expect(told('agent_offer_withdrawn')).toBe(2);
});

test('a leg that is taken out of the way does not end the talk', () => {
  const x = toldExchange();
  x.join();
  x.leave();
  x.connect(0);
  x.after(1);
  x.say('LocalOptimizationBegin', { LocalOneUniqueid: 'D', LocalTwoUniqueid: 'D2', SourceUniqueid: 'P' });
  x.hangup('D');
  x.hangup('D2');
  x.after(10);
  x.translation.tick(x.now());
  expect(x.row('C|genel|1')).toMatchObject({ talkEnd: null });
  x.say('Hold', { Uniqueid: 'P', Linkedid: 'C' });
  expect(x.events.at(-1)).toMatchObject({ kind: 'talk_held' });
  x.complete(11, 'agent');
  expect(x.row('C|genel|1')).toMatchObject({ talkEnd: 'by_agent', talkSeconds: 11 });
});

test('an exchange whose clock runs ahead or behind is given the same time to tell the end of a talk', () => {
  for (const skew of [-3_600, 3_600]) {
    const x = toldExchange();
    x.translation.linkUp(x.now());
    const stamped = (name: string, headers: Record<string, string | number>) =>
      x.say(name, { Privilege: 'call,all', Timestamp: x.now() / 1000 + skew, ...headers });
    stamped('QueueCallerJoin', { ...c, Queue: 'genel' });
    stamped('AgentConnect', { ...c, DestUniqueid: 'D', Queue: 'genel', Interface: 'PJSIP/1', HoldTime: 0 });
    x.after(30);
    stamped('Hangup', { Uniqueid: 'D' });
    x.after(1);
    x.translation.tick(x.now());
    expect(x.row('C|genel|1')).toMatchObject({ talkEnd: null });
    x.after(4);
    x.translation.tick(x.now());
    expect(x.row('C|genel|1')).toMatchObject({ talkEnd: 'redirected', talkSeconds: 30 });
  }
});

test('an exchange that says only late that it has booted has restarted all the same', () => {
  const x = toldExchange();
  x.translation.linkUp(x.now());
  x.join();
  x.after(10);
  x.translation.linkDown(x.now(), 'closed');
  x.after(5);
  x.translation.linkUp(x.now());
  x.queues();
  x.after(3);
  x.say('FullyBooted', { Uptime: 1 });
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'lost_in_outage', waitSeconds: 10 });
});
