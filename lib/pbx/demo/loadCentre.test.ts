import { expect, test } from 'vitest';
import { LiveExchange } from '../../floor/liveExchange.ts';
import { rememberedMs } from '../../ledger/knownVisits.ts';
import { AmiDecoder } from '../ami/decoder.ts';
import { AmiTranslation, readEvents } from '../ami/translation.ts';
import { AmiEvents } from './amiEvents.ts';
import { loadCentre } from './loadCentre.ts';
import { Switchboard } from './switchboard.ts';

const from = Date.UTC(2026, 9, 5, 9, 0);
const minute = 60_000;

test('after a load is over nothing is kept of its calls, and of each queue and agent as much as before', () => {
  const { centre, model } = loadCentre({ queues: 20, agents: 100, queuesPerAgent: 5 });
  let now = from;
  const live = new LiveExchange(
    {
      exchange: 'yuk',
      profileOf: (queue) => ({ centre: 'yuk', label: queue, thresholdSeconds: 20 }),
      dayStartOf: () => from - (from % 86_400_000),
      wrapUpSeconds: 2,
    },
    from,
  );
  const translation = new AmiTranslation({ inboundContexts: ['from-trunk'], onEvent: (event) => live.apply(event) });
  const decoder = new AmiDecoder({ onMessage: (message) => translation.message(message, now), wanted: readEvents });
  decoder.push(Buffer.from('Asterisk Call Manager/11.0.0\r\n'));
  const report = new AmiEvents('yuk', 1, (cls, name, body) => {
    decoder.push(Buffer.from(`Event: ${name}\r\nPrivilege: ${cls},all\r\n${body()}\r\n`));
  });
  const scenario = { callsPerSecond: 5, agents: 100, breaks: true, ownQueuesOnly: true };
  const switchboard = new Switchboard({ centre, seed: 1, from, report, scenario, model });
  translation.linkUp(now);
  switchboard.open(true);
  const run = (until: number) => {
    for (; now < until; now += 500) {
      switchboard.clock.runUntil(now);
      translation.tick(now);
      live.floor.tick(now);
      live.ledger.forgetClosed(now);
    }
  };
  const sizes = () => {
    const { floor } = live.floor;
    return {
      agents: Object.keys(floor.agents).length,
      memberships: Object.values(floor.agents).reduce((sum, { queues }) => sum + queues.length, 0),
      contacts: Object.keys(floor.contacts).length,
      waiting: Object.values(floor.queues).reduce((sum, { waiting }) => sum + waiting, 0),
      tracked: translation.remembered.calls,
      ...live.ledger.remembered,
    };
  };
  run(from + 1000);
  const before = sizes();
  expect(before).toMatchObject({ agents: 100, memberships: 500, contacts: 0 });

  run(from + 8 * minute);
  const under = sizes();
  expect(under.contacts).toBeGreaterThan(20);
  expect(under.tracked).toBeGreaterThan(50);

  switchboard.close();
  run(from + 14 * minute + rememberedMs);
  expect(switchboard.calls.size).toBe(0);
  expect(sizes()).toEqual({ ...before, tracked: 0, visits: 0, contactsOpen: 0, ended: 0, foretold: 0 });
  const counted = [...live.floor.intervals.values()].reduce((sum, { offered }) => sum + offered, 0);
  expect(counted).toBeGreaterThan(2000);
  // what was counted takes one place for each queue and quarter of an hour, however many calls there were
  expect(live.floor.intervals.size).toBeLessThanOrEqual(20 * 2);
  expect(Object.keys(live.floor.floor.days)).toHaveLength(20);
});

test('a centre in which agents would serve more queues than there are is refused', () => {
  expect(() => loadCentre({ queues: 3, agents: 9, queuesPerAgent: 5 })).toThrow(
    'queuesPerAgent must be at most the number of queues, 3, but is 5.',
  );
});
