import { expect, test } from 'vitest';
import type { PbxEvent, QueueMembership } from '../pbx/pbxEvent.ts';
import { PauseCount } from './pauseCount.ts';

const named = { queue: '153-genel', agent: 'Local/1002@from-queue/n', agentName: 'Mehmet Öztürk' };

function message(second: number, paused: boolean): PbxEvent {
  return { kind: 'agent_paused', ...named, paused, reason: null, ...at(second) };
}

function list(second: number, paused: boolean, told: Partial<QueueMembership> = {}): PbxEvent {
  const unknown = { device: 'idle', pauseReason: null, inCall: false, lastCallEndedAt: null } as const;
  const times = { pausedSince: null, lastPausedAt: null, signedInSince: 1000, kind: 'static' } as const;
  const member = { agent: named.agent, agentName: named.agentName, paused, ...unknown, ...times, ...told };
  const queues = [{ queue: named.queue, waiting: [], members: [member] }];
  return { kind: 'floor_snapshot', queues, ...at(second) };
}

function at(second: number) {
  return { at: second * 1000, receivedAt: second * 1000 };
}

function pausesOf(events: PbxEvent[]): number {
  const count = new PauseCount();
  return events.flatMap((event) => count.begunIn(event)).length;
}

test('each message of a pause is one, also with another reason', () => {
  expect(pausesOf([list(0, false), message(1, true), message(2, true), message(3, false), message(4, true)])).toBe(3);
});

test('a pause whose message does not come is known from the next list', () => {
  expect(pausesOf([list(0, false), list(10, true), list(20, true), list(30, false), list(40, true)])).toBe(2);
});

test('a list ahead of the message tells the same pause', () => {
  expect(pausesOf([list(0, false), list(10, true), message(11, true), list(20, true)])).toBe(1);
});

test('a pause from before the first list did not begin here', () => {
  expect(pausesOf([list(0, true), list(10, true)])).toBe(0);
});

test('a pause that began and ended between two lists is known from its time', () => {
  expect(
    pausesOf([list(0, false), list(10, false, { lastPausedAt: 4000 }), list(20, false, { lastPausedAt: 4000 })]),
  ).toBe(1);
  expect(pausesOf([list(0, false), message(4, true), message(5, false), list(10, false, { lastPausedAt: 4000 })])).toBe(
    1,
  );
});

test('a reload that calls its own moment the last pause begins none', () => {
  const reloaded = { lastPausedAt: 9000, signedInSince: 9000 };
  expect(pausesOf([list(0, false), message(4, true), list(10, true, reloaded)])).toBe(1);
  expect(pausesOf([list(0, false), list(10, false, reloaded)])).toBe(0);
});
