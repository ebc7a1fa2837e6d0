import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { AgentSpan, MembershipSpan } from '#lib/agent/agentSpan.ts';
import type { AgentState } from '#lib/agent/agentState.ts';
import { type Visit, waitingVisit } from '#lib/contact/visit.ts';
import { stepBoundaries } from '#lib/history/historySteps.ts';
import { Spool } from '#lib/ledger/spool.ts';
import { agentHistoryOf } from './agentHistory.ts';
import { upsertAgentStates, upsertMemberships } from './agentStates.ts';
import { LedgerWriter } from './ledgerWriter.ts';
import { openTestDatabase, type TestDatabase } from './testDatabase.ts';
import { upsertVisits } from './visits.ts';

let shared: TestDatabase;
beforeAll(async () => {
  shared = await openTestDatabase();
});
afterAll(() => shared.close());
beforeEach(async () => {
  for (const table of ['agent_state', 'agent_membership', 'agent_name', 'agent', 'visit'] as const)
    await shared.db.deleteFrom(table).execute();
});

/** Midnight of 5 October 2026 in Istanbul. */
const midnight = Date.UTC(2026, 9, 4, 21);
const at = (hours: number) => midnight + hours * 3_600_000;
const queues = [{ exchange: 'x', queue: 'genel' }];
const day = [at(0), at(24)];

function span(state: AgentState, from: number, to: number | null, more: Partial<AgentSpan> = {}): AgentSpan {
  return {
    ...{ exchange: 'x', agent: 'PJSIP/1', agentName: 'Ayşe', state, queue: null, pauseReason: null, renamedFrom: null },
    ...{ startedAt: at(from), endedAt: to === null ? null : at(to), since: at(from) },
    ...more,
  };
}
function serves(from: number, to: number | null, more: Partial<MembershipSpan> = {}): MembershipSpan {
  return {
    ...{ exchange: 'x', agent: 'PJSIP/1', agentName: 'Ayşe', queue: 'genel', paused: false, pauseReason: null },
    ...{ kind: 'dynamic', startedAt: at(from), endedAt: to === null ? null : at(to), since: at(from) },
    ...more,
  };
}
function answered(callId: string, hours: number, more: Partial<Visit> = {}): Visit {
  const entered = { exchange: 'x', callId, queue: 'genel', nth: 1, contactId: callId, channel: 'voice' as const };
  return {
    ...waitingVisit({ ...entered, offeredAt: at(hours), position: 1 }),
    ...{ waitEndedAt: at(hours) + 5000, waitSeconds: 5, outcome: 'answered', talkEnd: 'by_agent', talkSeconds: 100 },
    ...{ agent: 'PJSIP/1', agentName: 'Ayşe' },
    ...more,
  };
}
const storedStates = () =>
  shared.db
    .selectFrom('agent_state')
    .select(['agent', 'agent_name', 'started_at', 'ended_at', 'since', 'state', 'queue', 'pause_reason'])
    .orderBy('started_at')
    .execute();
const storedState = ({ agent, agentName, startedAt, endedAt, since, state, queue, pauseReason }: AgentSpan) => ({
  ...{ agent, agent_name: agentName, started_at: startedAt, ended_at: endedAt },
  ...{ since, state, queue, pause_reason: pauseReason },
});
const history = (more: Partial<Parameters<typeof agentHistoryOf>[1]> = {}) =>
  agentHistoryOf(shared.db, { queues, boundaries: day, now: at(48), ...more });

test('rows go through the spool, once however often they are put, and end as told', async () => {
  const spool = new Spool(join(shared.dataDir, 'agents.sqlite'));
  const writer = new LedgerWriter({ db: shared.db, spool });
  const open = { states: [span('available', 8, null)], memberships: [serves(8, null)] };
  spool.put([], [], open);
  writer.start();
  await vi.waitFor(() => expect(spool.size()).toBe(0));
  // what lasts stays on the disk for a restart
  expect(spool.openAgents()).toEqual(open);
  const ended = [span('available', 8, 9), span('paused', 9, null, { pauseReason: 'Yemek' })];
  spool.put([], [], { states: ended, memberships: [] });
  spool.put([], [], { states: ended, memberships: [] });
  await vi.waitFor(() => expect(spool.size()).toBe(0));
  await writer.stop();
  expect(spool.openAgents().states).toEqual([ended[1]]);
  spool.close();
  expect(await storedStates()).toEqual(ended.map(storedState));
  expect(await shared.db.selectFrom('agent_membership').selectAll().execute()).toMatchObject([
    { agent: 'PJSIP/1', queue: 'genel', started_at: at(8), ended_at: null, paused: false, kind: 'dynamic' },
  ]);
  // an account from before its end was known takes nothing back
  await upsertAgentStates(shared.db, open.states);
  expect(await storedStates()).toEqual(ended.map(storedState));
  expect(await shared.db.selectFrom('agent').select(['agent', 'name']).execute()).toEqual([
    { agent: 'PJSIP/1', name: 'Ayşe' },
  ]);
});

test('spans are cut at the range’s ends, and what lasts is counted until now', async () => {
  await upsertMemberships(shared.db, [serves(-10, null)]);
  await upsertAgentStates(shared.db, [
    span('available', -1, 1),
    span('on_contact', 1, 1.5, { queue: 'genel' }),
    span('on_contact', 1.5, 1.75),
    span('wrap_up', 1.75, 2, { queue: 'genel' }),
    span('paused', 2, null, { pauseReason: 'Mola' }),
  ]);
  const { agents, statesFrom } = await history({ now: at(3) });
  expect(agents).toMatchObject([
    {
      ...{ agent: 'PJSIP/1', name: 'Ayşe', signedInSeconds: 3 * 3600 },
      time: { availableSeconds: 3600, talkSeconds: 1800, outsideSeconds: 900, wrapUpSeconds: 900, pausedSeconds: 3600 },
      pauses: [{ reason: 'Mola', count: 1, seconds: 3600 }],
      occupancy: 2700 / 6300,
    },
  ]);
  expect(statesFrom).toBe(at(-1));
});

test('the centre’s days: seconds are in their day, a pause in that in which it began; a span of days is found', async () => {
  await upsertMemberships(shared.db, [serves(-100, 30)]);
  await upsertAgentStates(shared.db, [
    span('available', -100, 23),
    span('paused', 23, 25, { pauseReason: 'Yemek' }),
    span('available', 25, 30),
  ]);
  const boundaries = stepBoundaries(at(0), at(48), 'day', 'Europe/Istanbul');
  const { agents, steps } = await history({ boundaries, now: at(72) });
  expect(steps.map(({ agents: [one] }) => [one?.signedInSeconds, one?.pauses])).toEqual([
    [24 * 3600, [{ reason: 'Yemek', count: 1, seconds: 3600 }]],
    [6 * 3600, [{ reason: 'Yemek', count: 0, seconds: 3600 }]],
  ]);
  expect(agents).toMatchObject([{ signedInSeconds: 30 * 3600, pauses: [{ count: 1, seconds: 7200 }] }]);
});

test('a pause that an outage cut is one pause, of the time that was observed', async () => {
  await upsertMemberships(shared.db, [serves(8, 12)]);
  const lunch = { pauseReason: 'Yemek', since: at(9) };
  await upsertAgentStates(shared.db, [span('paused', 9, 10, lunch), span('paused', 11, 12, lunch)]);
  const { agents } = await history();
  expect(agents).toMatchObject([{ signedInSeconds: 7200, pauses: [{ reason: 'Yemek', count: 1, seconds: 7200 }] }]);
});

test('contacts of a queue_log, which knows names only, are those of the person who bears the name', async () => {
  await upsertMemberships(shared.db, [serves(8, 9)]);
  await upsertAgentStates(shared.db, [span('available', 8, 9)]);
  await upsertVisits(shared.db, [
    answered('1', 8),
    answered('2', 9, { agent: null, talkSeconds: 200, holdSeconds: 30 }),
    answered('3', 10, { agent: null, agentName: 'Eskiden Biri' }),
    answered('4', 30),
    answered('5', 11, { queue: 'başka' }),
  ]);
  const { agents, total } = await history();
  expect(agents.toSorted((a, b) => b.answered - a.answered)).toMatchObject([
    { name: 'Ayşe', answered: 2, averageTalkSeconds: 150, averageHoldSeconds: 30, signedInSeconds: 3600 },
    { name: 'Eskiden Biri', agent: null, answered: 1, signedInSeconds: null, time: null, occupancy: null },
  ]);
  expect(total).toMatchObject({ answered: 3, signedInSeconds: 3600 });
});

test('renamed: one row under the latest name; another person on the same phone: a row of their own', async () => {
  await upsertMemberships(shared.db, [
    serves(8, 9),
    serves(9, 12, { agentName: 'Ayşe Kaya' }),
    serves(13, 14, { agentName: 'İrem' }),
  ]);
  await upsertAgentStates(shared.db, [
    span('available', 8, 9),
    span('available', 9, 12, { agentName: 'Ayşe Kaya', renamedFrom: 'Ayşe' }),
    span('signed_out', 12, 13, { agentName: 'Ayşe Kaya', renamedFrom: 'Ayşe' }),
    span('available', 13, 14, { agentName: 'İrem' }),
  ]);
  await upsertVisits(shared.db, [answered('1', 8), answered('2', 10, { agentName: 'Ayşe Kaya' })]);
  const { agents } = await history();
  expect(agents.toSorted((a, b) => b.answered - a.answered)).toMatchObject([
    { name: 'Ayşe Kaya', formerNames: ['Ayşe'], answered: 2, signedInSeconds: 4 * 3600 },
    { name: 'İrem', answered: 0, signedInSeconds: 3600 },
  ]);
});

test('only who served a chosen queue, or answered one of its contacts, is listed', async () => {
  const other = { agent: 'PJSIP/2', agentName: 'Emre' };
  await upsertMemberships(shared.db, [serves(8, 9), serves(8, 9, { ...other, queue: 'ariza' })]);
  await upsertAgentStates(shared.db, [span('available', 8, 9), span('available', 8, 9, other)]);
  expect((await history()).agents.map(({ name }) => name)).toEqual(['Ayşe']);
  await upsertVisits(shared.db, [answered('1', 8, other)]);
  expect((await history()).agents.map(({ name }) => name).sort()).toEqual(['Ayşe', 'Emre']);
  expect((await history({ queues: [{ exchange: 'y', queue: 'genel' }] })).agents).toEqual([]);
});

test('a range of years is read in portions, each pause counted once', async () => {
  await upsertMemberships(shared.db, [serves(0, 24 * 400)]);
  const pauses = Array.from({ length: 400 }, (_, d) => [
    span('available', 24 * d, 24 * d + 12),
    span('paused', 24 * d + 12, 24 * (d + 1), { pauseReason: 'Mola' }),
  ]).flat();
  await upsertAgentStates(shared.db, pauses);
  const { agents } = await history({ boundaries: [at(0), at(24 * 400)], now: at(24 * 500) });
  expect(agents).toMatchObject([
    { signedInSeconds: 400 * 86_400, pauses: [{ reason: 'Mola', count: 400, seconds: 200 * 86_400 }] },
  ]);
});
