import { expect, test } from 'vitest';
import { toldExchange } from './toldExchange.ts';

const c = { Uniqueid: 'C', Linkedid: 'C' };

test('a graceful restart: refusals are answers, who waits abandons, and the shutdown takes nobody along', () => {
  const x = toldExchange();
  x.translation.linkUp(x.now());
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
  x.translation.linkUp(x.now());
  x.say('FullyBooted', { Uptime: 0 });
  x.queues();
  expect(x.rows()).toMatchObject({ 'x|C|genel|1': { outcome: 'abandoned', waitSeconds: 69 } });
});

test('an exchange that came back before the loss of its connection was noticed has restarted all the same', () => {
  const x = toldExchange();
  x.translation.linkUp(x.now());
  x.say('FullyBooted', { Uptime: 5000 });
  x.join();
  // power fails; the silence is noticed after twenty seconds, the exchange is up after twelve
  x.after(20);
  x.translation.linkDown(x.now(), 'silent');
  x.after(1);
  x.translation.linkUp(x.now());
  x.say('FullyBooted', { Uptime: 9 });
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'lost_in_outage' });
});

test('who timed out, left by key or waited in doubt when the exchange was killed is not lost in it', () => {
  const x = toldExchange();
  x.translation.linkUp(x.now());
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
  x.translation.linkUp(x.now());
  x.say('FullyBooted', { Uptime: 0 });
  expect(x.rows()).toMatchObject({
    'x|T|genel|1': { outcome: 'unknown', outcomeReason: expect.stringContaining('dialplan') },
    'x|K|genel|1': { outcome: 'left_by_key', waitSeconds: 30 },
    'x|W|genel|1': { outcome: 'unknown', outcomeReason: 'its end was not seen' },
  });
});

test('what an exchange whose clock is an hour off stamps is dated by the clock here, like its lists and the end of its run', () => {
  const x = toldExchange();
  const ahead = 3_600_000;
  const stamped = () => ({ Privilege: 'agent,all', Timestamp: (x.now() + ahead) / 1000 });
  x.translation.linkUp(x.now());
  x.say('FullyBooted', { Uptime: 5000 });
  x.say('QueueCallerJoin', { ...stamped(), ...c, Queue: 'genel' });
  x.after(10);
  x.say('QueueParams', { Queue: 'genel' });
  x.say('QueueEntry', { Queue: 'genel', Position: 2, Uniqueid: 'E', Wait: 4 });
  x.say('QueueEntry', { Queue: 'genel', Position: 1, Uniqueid: 'C', Wait: 10 });
  x.say('QueueStatusComplete', { EventList: 'Complete' });
  x.translation.linkDown(x.now(), 'closed');
  x.after(2);
  x.translation.linkUp(x.now());
  x.say('FullyBooted', { Uptime: 0 });
  expect(x.visits.get('x|E|genel|1')).toMatchObject({ offeredAt: x.now() - 6000 });
  expect(x.rows()).toMatchObject({
    'x|C|genel|1': { outcome: 'lost_in_outage', waitSeconds: 10 },
    'x|E|genel|1': { outcome: 'lost_in_outage', waitSeconds: 4 },
  });
});

test('killed soon after a restart: it runs for as long as then, yet more time has gone by', () => {
  const x = toldExchange();
  x.linkFlaps(1);
  x.after(20);
  x.join();
  x.translation.linkDown(x.now(), 'closed');
  // a recording without times of arrival: its clock stands still until the exchange tells another instant
  x.translation.linkUp(x.now());
  x.say('FullyBooted', { Uptime: 1 });
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'lost_in_outage' });
});

test('clocks that drift apart by seconds a day are no restart', () => {
  const x = toldExchange();
  x.linkFlaps(1000);
  x.after(86_400);
  x.join();
  x.linkFlaps(1000 + 86_340);
  x.after(9);
  x.leave();
  x.connect(9);
  expect(x.row('C|genel|1')).toMatchObject({ outcome: 'answered', waitSeconds: 9 });
});
