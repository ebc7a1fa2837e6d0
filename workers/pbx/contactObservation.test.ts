import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ObservationGap, upsertObservationGap } from '#lib/database/observationGaps.ts';
import { openTestDatabase, type TestDatabase } from '#lib/database/testDatabase.ts';
import { ContactObservation, type ContactObservationOptions } from './contactObservation.ts';

const dayStart = Date.UTC(2026, 9, 5);
const hour = 3_600_000;
const now = dayStart + 12 * hour;
let shared: TestDatabase;
beforeAll(async () => {
  shared = await openTestDatabase();
});
afterAll(() => shared.close());
beforeEach(() => shared.db.deleteFrom('observation_gap').execute());

const gap = (from: number, to: number | null): ObservationGap => ({
  exchange: '153',
  startedAt: dayStart + from * hour,
  endedAt: to === null ? null : dayStart + to * hour,
  reason: 'closed',
});

/** Hours after the day's start since when its contacts are known, and those of the day before. */
async function since(
  told: Partial<ContactObservationOptions> & { first?: number | null; pending?: ObservationGap[] } = {},
) {
  const { first = null, pending = [], ...more } = told;
  let answer: ((from: number, to: number) => number | null) | null = null;
  const watch = new ContactObservation({
    ...{ db: shared.db, exchange: '153', observes: true, tellsContacts: () => false },
    observation: { firstHeardAt: first === null ? null : dayStart + first * hour, pending },
    contactDays: { observed: (of) => (answer = of) },
    ...more,
  });
  await watch.look(now).catch(() => undefined);
  const of = answer as ((from: number, to: number) => number | null) | null;
  if (of === null) return null;
  const [today, yesterday] = [of(dayStart, dayStart + 24 * hour), of(dayStart - 24 * hour, dayStart)];
  return [((today ?? 0) - dayStart) / hour, ((yesterday ?? 0) - dayStart) / hour];
}

test('contacts of a day are known since its last gap, or since its start', async () => {
  expect(await since()).toEqual([0, -24]);
  await upsertObservationGap(shared.db, gap(-5, -4));
  await upsertObservationGap(shared.db, gap(2, 3));
  await upsertObservationGap(shared.db, gap(8, 8.5));
  // one that lasts has no end yet, and the source says so
  await upsertObservationGap(shared.db, gap(11, null));
  expect(await since()).toEqual([8.5, -4]);
  expect(await since({ pending: [gap(9, 9.25)] })).toEqual([9.25, -4]);
});

test('a gap that the queue_log has filled counts, unless the log tells of contacts as well', async () => {
  await upsertObservationGap(shared.db, gap(2, 3));
  await shared.db
    .updateTable('observation_gap')
    .set({ filled_at: new Date() as never })
    .execute();
  expect(await since()).toEqual([3, -24]);
  expect(await since({ tellsContacts: () => true })).toEqual([0, -24]);
});

test('before the exchange was ever heard nothing was observed', async () => {
  expect(await since({ first: 7 })).toEqual([7, 0]);
  expect(await since({ first: 7, tellsContacts: () => true })).toEqual([0, -24]);
  expect(await since({ observes: false })).toBeNull();
});

test('while the database is away the gaps since are known', async () => {
  const away = {
    selectFrom: () => {
      throw new Error('away');
    },
  } as never;
  expect(await since({ db: away, pending: [gap(4, 5)] })).toEqual([5, -24]);
});
