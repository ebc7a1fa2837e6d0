import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AlarmRule, alarmRuleSchema } from '#lib/alarm/alarmRule.ts';
import type { Visit } from '#lib/contact/visit.ts';
import { upsertObservationGap } from '#lib/database/observationGaps.ts';
import { writeQueues } from '#lib/database/queues.ts';
import { rollUpTouched } from '#lib/database/rollups.ts';
import { openTestDatabase, type TestDatabase } from '#lib/database/testDatabase.ts';
import { upsertVisits } from '#lib/database/visits.ts';
import { loadSettings } from '#lib/settings.ts';
import { replayRule } from './replayRule.ts';

const settings = loadSettings({ SANTRAL_CONFIG: '' });
/** 21 November 2026, noon in Istanbul. */
const now = Date.UTC(2026, 10, 21, 9);
const hour = 3_600_000;
let shared: TestDatabase;

beforeAll(async () => {
  shared = await openTestDatabase();
  await writeQueues(shared.db, settings);
});
afterAll(() => shared?.close());

const rule = (change: Partial<AlarmRule> & Pick<AlarmRule, 'condition'>) =>
  alarmRuleSchema.parse({ id: 'r', level: 'alarm', raiseAfterSeconds: 30, clearAfterSeconds: 30, ...change });
const replay = (of: AlarmRule) => replayRule(shared.db, of, settings, now);
const waiting = (limit: number) => rule({ condition: { kind: 'waiting', limit, hysteresis: 0 } });

/** A call of 153 that waited so many seconds and was answered. */
function visit(nth: number, offeredAt: number, seconds: number): Visit {
  return {
    ...{ exchange: '153', callId: `c${nth}`, queue: '153-genel', nth: 1, contactId: `c${nth}`, channel: 'voice' },
    ...{ offeredAt, position: null, waitEndedAt: offeredAt + seconds * 1000, waitSeconds: seconds },
    ...{ outcome: 'answered', outcomeReason: null, agent: null, agentName: null, ringSeconds: null },
    ...{ talkEndedAt: null, talkSeconds: 60, talkEnd: 'by_caller', holdSeconds: null, wrapUpSeconds: null },
  };
}

it('says why nothing can be said', async () => {
  expect(await replay(waiting(1))).toBe('no_history');
  expect(await replay(rule({ condition: waiting(1).condition, scope: { centres: ['yok'], queues: [] } }))).toBe(
    'no_target',
  );
});

it('counts what would have rung, of the days that are on record', async () => {
  const bursts = [now - 50 * hour, now - 26 * hour, now - 2 * hour];
  const calls = bursts.flatMap((at, burst) =>
    Array.from({ length: 30 }, (_, i) => visit(burst * 100 + i, at + i * 1000, 90)),
  );
  await upsertVisits(shared.db, calls);
  while ((await rollUpTouched(shared.db)) > 0);

  expect(await replay(waiting(20))).toMatchObject({ times: 3, precision: 'instant', to: now });
  expect(await replay(waiting(30))).toMatchObject({ times: 0 });
  const longest = rule({ condition: { kind: 'longest_wait', limitSeconds: 60, hysteresisSeconds: 0 } });
  expect(await replay(longest)).toMatchObject({ times: 3 });
  const level = rule({
    condition: { kind: 'service_level', limitRatio: 0.5, hysteresisRatio: 0, window: 'hour', leastContacts: 20 },
  });
  expect(await replay(level)).toMatchObject({ times: 3, precision: 'minute' });
  expect(
    await replay(rule({ condition: { ...level.condition, kind: 'service_level', leastContacts: 31 } as never })),
  ).toMatchObject({ times: 0 });
  const agents = rule({ condition: { kind: 'no_agents', counted: 'available', most: 0, when: 'somebody_waits' } });
  expect(await replay(agents)).toBe('no_states');
  const forecast = rule({
    condition: { kind: 'forecast_exceeded', window: 'hour', marginRatio: 0, hysteresisRatio: 0, leastContacts: 1 },
  });
  expect(await replay(forecast)).toBe('no_forecast');
});

it('of hours that nobody observed nothing is told, and a silent exchange rings unless we were away ourselves', async () => {
  const gap = (hoursAgo: number, reason: string) =>
    upsertObservationGap(shared.db, {
      exchange: '153',
      startedAt: now - hoursAgo * hour,
      endedAt: now - (hoursAgo - 1) * hour,
      reason,
    });
  await gap(26.5, 'closed');
  await gap(60, 'worker_gone');
  expect(await replay(waiting(20))).toMatchObject({ times: 2 });
  const stale = rule({ condition: { kind: 'source_stale' } });
  expect(await replay(stale)).toMatchObject({ times: 1, latest: [now - 26.5 * hour + 30_000] });
});
