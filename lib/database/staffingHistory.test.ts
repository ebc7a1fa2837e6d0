import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AgentSpan, MembershipSpan } from '#lib/agent/agentSpan.ts';
import { type Visit, waitingVisit } from '#lib/contact/visit.ts';
import { SeededRandom } from '#lib/pbx/demo/seededRandom.ts';
import { patience } from '#lib/staffing/patience.ts';
import { joinedWaits, patienceWaits } from '#lib/staffing/patienceWaits.ts';
import { shrinkageHistory } from '#lib/staffing/shrinkageHistory.ts';
import { upsertAgentStates, upsertMemberships } from './agentStates.ts';
import { patienceHistory } from './patienceHistory.ts';
import { rollUpTouched } from './rollups.ts';
import { signedInTime } from './signedInTime.ts';
import { openTestDatabase, type TestDatabase } from './testDatabase.ts';
import { upsertVisits } from './visits.ts';

let shared: TestDatabase;
beforeAll(async () => {
  shared = await openTestDatabase();
});
afterAll(() => shared.close());
beforeEach(async () => {
  for (const table of [
    'agent_state',
    'agent_membership',
    'agent_name',
    'visit',
    'interval_rollup',
    'touched_interval',
  ] as const)
    await shared.db.deleteFrom(table).execute();
});

const zone = 'Europe/Istanbul';
/** Midnight of 5 October 2026 in Istanbul. */
const midnight = Date.UTC(2026, 9, 4, 21);
const at = (hours: number) => midnight + hours * 3_600_000;
const queues = [{ exchange: 'x', queue: 'genel' }];

function visit(nth: number, hours: number, waitSeconds: number, outcome: Visit['outcome'], queue = 'genel'): Visit {
  const entered = { exchange: 'x', callId: `${nth}`, queue, nth: 1, contactId: `${nth}`, channel: 'voice' as const };
  const offeredAt = at(hours);
  return {
    ...waitingVisit({ ...entered, offeredAt, position: 1 }),
    ...{ waitEndedAt: offeredAt + waitSeconds * 1000, waitSeconds, outcome },
    ...(outcome === 'answered' ? { agent: 'PJSIP/1', agentName: 'Ayşe', talkEnd: 'by_agent' as const } : {}),
  };
}

test('patience from rollups is that of the visits, by queue and hour of the centre’s clock', async () => {
  const random = new SeededRandom(153);
  const visits = Array.from({ length: 6000 }, (_, i) => {
    const patient = random.exponential(100);
    const answered = random.exponential(20);
    const wait = Math.floor(random.uniform() + Math.min(patient, answered));
    const outcome = patient < answered ? 'abandoned' : random.chance(0.05) ? 'left_by_key' : 'answered';
    // Half of them at nine, half at half past fourteen, over two months.
    return visit(i, (i % 60) * 24 + (i % 2 === 0 ? 9 : 14.5), wait, outcome);
  });
  await upsertVisits(shared.db, [...visits, visit(9999, 9, 30, 'abandoned', 'other')]);
  while ((await rollUpTouched(shared.db)) > 0);
  const found = await patienceHistory(shared.db, { queues, from: midnight, to: at(24 * 60), zone });
  expect(found.map(({ queue, hour }) => [queue, hour])).toEqual([
    ['genel', 9],
    ['genel', 14],
  ]);
  const rolled = patience(joinedWaits(found.map(({ waits }) => waits)));
  const exact = patience(
    patienceWaits(
      visits.map(({ waitSeconds, outcome }) => ({ waitSeconds: waitSeconds ?? 0, abandoned: outcome === 'abandoned' })),
    ),
  );
  expect(rolled.callers).toBe(6000);
  expect(rolled.abandoned).toBe(exact.abandoned);
  expect(rolled.patienceSeconds).toBeCloseTo(exact.patienceSeconds ?? 0, 0);
  expect(rolled.interval.low).toBeLessThan(100);
  expect(rolled.interval.high).toBeGreaterThan(100);
  expect(await patienceHistory(shared.db, { queues, from: at(-48), to: midnight, zone })).toEqual([]);
});

test('a visit that still waits says nothing', async () => {
  await upsertVisits(shared.db, [
    waitingVisit({
      exchange: 'x',
      callId: '1',
      queue: 'genel',
      nth: 1,
      contactId: '1',
      channel: 'voice',
      offeredAt: at(9),
      position: 1,
    }),
  ]);
  while ((await rollUpTouched(shared.db)) > 0);
  const [hour] = await patienceHistory(shared.db, { queues, from: midnight, to: at(24), zone });
  expect(hour?.waits ?? []).toEqual([]);
});

function span(state: AgentSpan['state'], from: number, to: number | null, more: Partial<AgentSpan> = {}): AgentSpan {
  return {
    ...{ exchange: 'x', agent: 'PJSIP/1', agentName: 'Ayşe', state, queue: null, pauseReason: null, renamedFrom: null },
    ...{ startedAt: at(from), endedAt: to === null ? null : at(to), since: at(from) },
    ...more,
  };
}
function serves(agent: string, queue: string): MembershipSpan {
  return {
    ...{ exchange: 'x', agent, agentName: 'Ayşe', queue, paused: false, pauseReason: null, kind: 'dynamic' as const },
    ...{ startedAt: at(8), endedAt: at(17), since: at(8) },
  };
}

test('signed-in time by what was done, cut at the hours of the centre’s clock', async () => {
  await upsertMemberships(shared.db, [serves('PJSIP/1', 'genel'), serves('PJSIP/2', 'other')]);
  await upsertAgentStates(shared.db, [
    span('signed_out', 0, 8),
    span('available', 8, 9.5),
    span('on_contact', 9.5, 9.75, { queue: 'genel' }),
    span('paused', 9.75, 10.25, { pauseReason: 'Çay molası' }),
    span('on_contact', 10.25, 10.5),
    span('unavailable', 10.5, 10.75),
    span('paused', 10.75, 11, { pauseReason: 'ACW' }),
    span('available', 11, 12),
    // Nobody of this queue.
    span('paused', 8, 17, { agent: 'PJSIP/2', pauseReason: 'Yemek' }),
  ]);
  const times = await signedInTime(shared.db, { queues, from: midnight, to: at(24), zone, now: at(48) });
  const of = (hour: number) =>
    times
      .filter((time) => time.hour === hour)
      .map(({ doing, pauseReason, seconds }) => [doing, pauseReason, Math.round(seconds)]);
  expect(of(8)).toEqual([['working', null, 3600]]);
  expect(of(9)).toEqual([
    ['working', null, 2700],
    ['paused', 'Çay molası', 900],
  ]);
  expect(of(10)).toHaveLength(4);
  const { signedInSeconds, causes, byHour } = shrinkageHistory(times);
  expect(signedInSeconds).toBeCloseTo(4 * 3600, 3);
  expect(Object.fromEntries(causes.map(({ cause, share }) => [cause, Number(share.toFixed(6))]))).toEqual({
    break: 0.125,
    outside_calls: 0.0625,
    unreachable: 0.0625,
  });
  expect(byHour[9]).toBeCloseTo(0.25, 9);
  // What lasts is counted until now.
  await upsertAgentStates(shared.db, [span('available', 12, null)]);
  const later = await signedInTime(shared.db, { queues, from: at(12), to: at(24), zone, now: at(13.5) });
  expect(later.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(5400, 3);
});
