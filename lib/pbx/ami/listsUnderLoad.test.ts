import { expect, test } from 'vitest';
import { toldExchange } from './toldExchange.ts';

const c = { Uniqueid: 'C', Linkedid: 'C' };

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
  x.translation.linkUp(x.now());
  x.join();
  x.after(100);
  x.translation.linkDown(x.now(), 'closed');
  x.after(40);
  x.translation.linkUp(x.now());
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
