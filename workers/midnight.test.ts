import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { historyOf } from '#lib/database/historyRows.ts';
import { rollUpTouched } from '#lib/database/rollups.ts';
import { response, TestExchange } from '#lib/pbx/ami/testExchange.ts';
import { type TestClock, testClock } from './clock/testClock.ts';
import { openTestHall, type TestHall, type TestScreen } from './testHall.ts';

/**
 * Midnight in Istanbul with a call in the queue: an exchange, its worker, the database and a screen, over their real
 * sockets; the clocks of the worker and of the feed are moved by the test.
 */
const midnight = Date.UTC(2026, 10, 21, 21);
const minute = 60_000;
const at = (minutes: number, seconds = 0) => midnight + minutes * minute + seconds * 1000;

let clock: TestClock;
let exchange: TestExchange;
let hall: TestHall;
let screen: TestScreen;
let worker: ChildProcess;
/** What the exchange lists: waiting calls by id with the instant of their joining, and since when Ayşe pauses. */
const listedNow = { waiting: new Map<string, number>(), pausedAt: null as number | null };

beforeAll(async () => {
  clock = testClock(at(-3));
  vi.useFakeTimers({ toFake: ['Date'], now: at(-3) });
  exchange = await TestExchange.listen({ reply: listed });
  const yaml = `centres: [{ id: merkez, queues: [{ queue: genel }] }]
exchanges: [{ id: x, host: 127.0.0.1, port: ${exchange.port}, username: santral, login: plain }]\n`;
  hall = await openTestHall(yaml, { SANTRAL_SECRET_X: 'sir', ...clock.env });
  screen = hall.screen('merkez');
  worker = hall.startWorker('x');
  await vi.waitFor(() => expect(source()?.state).toBe('live'), 20_000);
}, 60_000);
afterAll(async () => {
  await hall?.close();
  await exchange?.close();
  clock?.close();
  vi.useRealTimers();
});

const source = () => screen.store.state().floor?.sources.x;

/** The clocks of the worker and of the feed. */
function setClocks(to: number): void {
  clock.set(to);
  vi.setSystemTime(to);
}

function say(event: string, when: number, headers: Record<string, string | number>): void {
  const lines = Object.entries({
    Event: event,
    Privilege: 'agent,all',
    Timestamp: `${when / 1000}.000001`,
    ...headers,
  });
  exchange.send(`${lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n`);
}

function listed(action: Record<string, string>): string | undefined {
  const list = (complete: string, items: string[][]) =>
    [
      response(action, 'Success', 'EventList: start'),
      ...[...items, [`Event: ${complete}`, 'EventList: Complete', `ListItems: ${items.length}`]].map(
        (item) => `${[...item, `ActionID: ${action.actionid}`].join('\r\n')}\r\n\r\n`,
      ),
    ].join('');
  if (action.action === 'Login')
    return `${response(action, 'Success')}Event: FullyBooted\r\nPrivilege: system,all\r\nUptime: 864000\r\n\r\n`;
  if (action.action === 'QueueStatus') {
    const member = ['Event: QueueMember', 'Queue: genel', 'Name: Ayşe', 'Location: PJSIP/1', 'Status: 1'];
    const paused =
      listedNow.pausedAt === null ? ['Paused: 0'] : ['Paused: 1', `LastPause: ${listedNow.pausedAt / 1000}`];
    const entries = [...listedNow.waiting].map(([id, since], index) => [
      'Event: QueueEntry',
      'Queue: genel',
      `Position: ${index + 1}`,
      `Uniqueid: ${id}`,
      `Wait: ${Math.floor((clock.now() - since) / 1000)}`,
    ]);
    return list('QueueStatusComplete', [
      ['Event: QueueParams', 'Queue: genel', 'Max: 0'],
      [...member, ...paused],
      ...entries,
    ]);
  }
  if (action.action !== 'CoreShowChannels') return undefined;
  const channels = [...listedNow.waiting.keys()].map((id) => [
    'Event: CoreShowChannel',
    `Uniqueid: ${id}`,
    `Linkedid: ${id}`,
  ]);
  return list('CoreShowChannelsComplete', channels);
}

function joins(id: string, when: number): void {
  listedNow.waiting.set(id, when);
  say('QueueCallerJoin', when, { Uniqueid: id, Linkedid: id, Queue: 'genel', Position: listedNow.waiting.size });
}
function isAnswered(id: string, when: number): void {
  const call = { Uniqueid: id, Linkedid: id, Queue: 'genel', Position: 1 };
  const wait = Math.round((when - (listedNow.waiting.get(id) ?? when)) / 1000);
  listedNow.waiting.delete(id);
  const agent = { ...call, DestUniqueid: `${id}d`, Interface: 'PJSIP/1', MemberName: 'Ayşe', HoldTime: wait };
  say('QueueCallerLeave', when, call);
  say('AgentConnect', when, { ...agent, RingTime: 2 });
  say('AgentComplete', when + 30_000, { ...agent, TalkTime: 30, Reason: 'agent' });
  say('Hangup', when + 30_000, { Uniqueid: id, Linkedid: id, Cause: 16 });
}

const today = () => {
  const { waiting, today } = screen.figures();
  return { waiting, offered: today?.offered, answered: today?.answered };
};
/** What history says of the calendar day that begins at `from`. */
async function historyOfDay(from: number) {
  await rollUpTouched(hall.db);
  const { total } = await historyOf(hall.db, {
    queues: [{ exchange: 'x', queue: 'genel', thresholdSeconds: 20 }],
    from,
    to: from + 24 * 60 * minute,
    step: 'day',
    zone: 'Europe/Istanbul',
    formula: 'strict',
  });
  return { offered: total.offered, answered: total.answered, inProgress: total.inProgress };
}

test('before midnight a call is answered, another waits, and the agent takes a break', async () => {
  setClocks(at(-3, 5));
  joins('a', at(-3, 5));
  // no event may be dated ahead of the clocks, else the exchange's counts as fast
  setClocks(at(-3, 40));
  isAnswered('a', at(-3, 10));
  setClocks(at(-2, 1));
  joins('b', at(-2));
  listedNow.pausedAt = at(-2);
  const pause = {
    Queue: 'genel',
    Interface: 'PJSIP/1',
    MemberName: 'Ayşe',
    Status: 1,
    Paused: 1,
    LastPause: at(-2) / 1000,
  };
  say('QueueMemberPause', at(-2), pause);
  await vi.waitFor(() => expect(today()).toEqual({ waiting: 1, offered: 2, answered: 1 }), 10_000);
  await vi.waitFor(() => expect(screen.figures().agentCounts?.paused).toBe(1), 10_000);
});

test('at midnight the day’s figures begin anew; the wait and the break go on', async () => {
  setClocks(at(1));
  await vi.waitFor(() => expect(today()).toEqual({ waiting: 1, offered: 0, answered: 0 }), 15_000);
  await vi.waitFor(() => expect(screen.store.state().floor?.centres.merkez?.dayStart).toBe(midnight), 15_000);
  const shown = screen.figures();
  expect(shown.queues[0]?.queue.longestWaitingSince).toBe(at(-2));
  expect(shown.agents[0]).toMatchObject({ state: 'paused', since: at(-2) });
}, 40_000);

test('a worker that is killed and comes back at 00:02 says the same', async () => {
  worker.kill('SIGKILL');
  await vi.waitFor(() => expect(source()?.cause).toBe('worker_gone'), 10_000);
  setClocks(at(2));
  worker = hall.startWorker('x');
  await vi.waitFor(() => expect(source()?.state).toBe('live'), 20_000);
  await vi.waitFor(() => expect(today()).toEqual({ waiting: 1, offered: 0, answered: 0 }), 10_000);
  const shown = screen.figures();
  expect(shown.queues[0]?.queue.longestWaitingSince).toBe(at(-2));
  expect(shown.agents[0]).toMatchObject({ state: 'paused', since: at(-2) });
  expect(await historyOfDay(midnight - 24 * 60 * minute)).toEqual({ offered: 2, answered: 1, inProgress: 1 });
}, 40_000);

test('answered at 00:03 it is one of yesterday’s answered calls, and today a new call is the first', async () => {
  setClocks(at(4));
  isAnswered('b', at(3));
  await vi.waitFor(() => expect(today()).toEqual({ waiting: 0, offered: 0, answered: 0 }), 10_000);
  joins('c', at(4));
  setClocks(at(4, 35));
  isAnswered('c', at(4, 5));
  await vi.waitFor(() => expect(today()).toEqual({ waiting: 0, offered: 1, answered: 1 }), 10_000);
  await vi.waitFor(
    async () => {
      expect(await historyOfDay(midnight - 24 * 60 * minute)).toEqual({ offered: 2, answered: 2, inProgress: 0 });
      expect(await historyOfDay(midnight)).toEqual({ offered: 1, answered: 1, inProgress: 0 });
    },
    { timeout: 20_000, interval: 300 },
  );
}, 40_000);
