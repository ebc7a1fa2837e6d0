import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Contact } from '#lib/contact/contact.ts';
import { outcomes, type Visit, waitingVisit } from '#lib/contact/visit.ts';
import { mergeVisit } from '#lib/ledger/mergeVisit.ts';
import { upsertContacts } from './contacts.ts';
import { gapsWithin, upsertObservationGap } from './observationGaps.ts';
import { adoptQueues, queuesOf, writeQueues } from './queues.ts';
import { rollUpTouched, touchedIntervals } from './rollups.ts';
import { openTestDatabase, type TestDatabase } from './testDatabase.ts';
import { openVisits, upsertVisits, visitsOffered } from './visits.ts';

let shared: TestDatabase;
beforeAll(async () => {
  shared = await openTestDatabase();
});
afterAll(() => shared.close());
beforeEach(async () => {
  for (const table of ['visit', 'contact', 'touched_interval', 'interval_rollup', 'observation_gap'] as const)
    await shared.db.deleteFrom(table).execute();
});

const noon = Date.UTC(2026, 10, 21, 9);
const waiting: Visit = waitingVisit({
  exchange: '153',
  callId: '1795282399.0',
  queue: '153-genel',
  nth: 1,
  contactId: '1795282399.0',
  channel: 'voice',
  offeredAt: noon + 123,
  position: 1,
});
const answered: Visit = {
  ...waiting,
  contactId: '1795282398.7',
  waitEndedAt: noon + 20_123,
  waitSeconds: 20,
  outcome: 'answered',
  agent: 'Local/1001@from-queue/n',
  agentName: 'Çiğdem "Işık", {Şef} \\ NULL',
  ringSeconds: 3,
};
const talked: Visit = {
  ...answered,
  talkEndedAt: noon + 200_000,
  talkSeconds: 180,
  talkEnd: 'by_caller',
  holdSeconds: 7,
};

const read = () => visitsOffered(shared.db, '153', noon, noon + 86_400_000);

test('a visit comes back as it was written, to the millisecond and the letter', async () => {
  await upsertVisits(shared.db, [talked]);
  expect(await read()).toEqual([talked]);
});

test('the same visits twice change nothing and touch no interval again', async () => {
  expect(await upsertVisits(shared.db, [talked])).toEqual({ changed: 1 });
  await rollUpTouched(shared.db);
  expect(await upsertVisits(shared.db, [talked])).toEqual({ changed: 0 });
  expect(await touchedIntervals(shared.db)).toBe(0);
});

test('knowledge grows and is never lost, in whatever order it comes', async () => {
  for (const visit of [talked, waiting, { ...answered, outcome: 'unknown' as const, outcomeReason: 'late' }])
    await upsertVisits(shared.db, [visit]);
  expect(await read()).toEqual([talked]);
});

test('several accounts of a visit in one batch are one row', async () => {
  await upsertVisits(shared.db, [waiting, answered, talked]);
  expect(await read()).toEqual([talked]);
});

test('merging in the database is merging in the domain', async () => {
  const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
  const seconds = maybe(fc.integer({ min: 0, max: 9 }));
  const instant = maybe(fc.integer({ min: noon, max: noon + 9 }));
  const account = fc
    .record({
      contactId: fc.constantFrom(waiting.callId, 'contact.1', 'contact.2'),
      channel: fc.constantFrom('voice' as const, 'ivr' as const),
      offeredAt: fc.oneof(
        fc.integer({ min: noon, max: noon + 1_000_000 }),
        fc.integer({ min: 0, max: 1_000 }).map((second) => noon + second * 1000),
      ),
      position: maybe(fc.integer({ min: 1, max: 3 })),
      waitEndedAt: instant,
      waitSeconds: seconds,
      outcome: maybe(fc.constantFrom(...outcomes, 'unknown' as const)),
      outcomeReason: maybe(fc.constantFrom('a', 'b')),
      agent: maybe(fc.constantFrom('a', 'b')),
      agentName: maybe(fc.constantFrom('A', 'B')),
      ringSeconds: seconds,
      talkEndedAt: instant,
      talkSeconds: seconds,
      talkEnd: maybe(fc.constantFrom('by_agent' as const, 'redirected' as const, 'unknown' as const)),
      holdSeconds: seconds,
      wrapUpSeconds: seconds,
    })
    .map((told): Visit => ({ ...waiting, ...told }));
  let calls = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(account, account), { minLength: 20, maxLength: 40 }), async (pairs) => {
      const named = pairs.map(([first, second]) => {
        const callId = `call.${++calls}`;
        const own = (visit: Visit) => ({
          ...visit,
          callId,
          contactId: visit.contactId === waiting.callId ? callId : visit.contactId,
        });
        const former = own(first);
        return [
          { ...former, outcomeReason: former.outcome === 'unknown' ? former.outcomeReason : null },
          own(second),
        ] as const;
      });
      await shared.db.deleteFrom('visit').execute();
      await upsertVisits(
        shared.db,
        named.map(([first]) => first),
      );
      await upsertVisits(
        shared.db,
        named.map(([, second]) => second),
      );
      const byCall = new Map((await read()).map((visit) => [visit.callId, visit]));
      for (const [first, second] of named) expect(byCall.get(first.callId)).toEqual(mergeVisit(first, second));
    }),
    { numRuns: 10, seed: 7 },
  );
});

test('an instant of entering that was reckoned gives way to the recorded one, and both intervals are rolled up anew', async () => {
  const before = noon + 15 * 60_000 - 1_000;
  const reckoned = { ...waiting, offeredAt: noon + 15 * 60_000 + 4_321 };
  await upsertVisits(shared.db, [reckoned]);
  await rollUpTouched(shared.db);
  await upsertVisits(shared.db, [{ ...talked, offeredAt: before }]);
  expect(await touchedIntervals(shared.db)).toBe(2);
  await rollUpTouched(shared.db);
  const counted = await shared.db.selectFrom('interval_rollup').select(['start', 'offered', 'answered']).execute();
  expect(counted).toEqual([{ start: noon, offered: 1, answered: 1 }]);
  await upsertVisits(shared.db, [reckoned]);
  expect(await read()).toMatchObject([{ offeredAt: before }]);
  expect(await touchedIntervals(shared.db)).toBe(0);
});

test('open visits are those that wait or talk', async () => {
  await upsertVisits(shared.db, [
    { ...waiting, callId: 'waits' },
    { ...answered, callId: 'talks', offeredAt: noon + 200 },
    { ...talked, callId: 'done' },
    { ...waiting, callId: 'gone', outcome: 'abandoned' },
    { ...waiting, callId: 'elsewhere', exchange: '185' },
  ]);
  expect((await openVisits(shared.db, '153')).map(({ callId }) => callId)).toEqual(['waits', 'talks']);
});

test('a contact keeps its end, its subject and its count of visits', async () => {
  const contact: Contact = {
    exchange: '153',
    contactId: 'c.1',
    channel: 'voice',
    startedAt: noon + 7,
    endedAt: noon + 90_000,
    visits: 2,
    firstQueue: 'genel',
    contained: false,
    subject: 'otobüs',
  };
  expect(await upsertContacts(shared.db, [contact])).toBe(1);
  expect(
    await upsertContacts(shared.db, [{ ...contact, endedAt: null, visits: 1, contained: null, subject: null }]),
  ).toBe(0);
  expect(await shared.db.selectFrom('contact').selectAll().execute()).toMatchObject([
    {
      contact_id: 'c.1',
      started_at: noon + 7,
      ended_at: noon + 90_000,
      visits: 2,
      first_queue: 'genel',
      contained: false,
      subject: 'otobüs',
    },
  ]);
});

test('a gap opens, closes once, and is found where it overlaps', async () => {
  const gap = { exchange: '153', startedAt: noon, endedAt: null, reason: 'closed' };
  await upsertObservationGap(shared.db, gap);
  expect(await gapsWithin(shared.db, ['153'], noon + 5_000, noon + 6_000)).toEqual([gap]);
  const closed = { ...gap, endedAt: noon + 1_000 };
  await upsertObservationGap(shared.db, closed);
  await upsertObservationGap(shared.db, gap);
  expect(await gapsWithin(shared.db, ['153'], noon + 5_000, noon + 6_000)).toEqual([]);
  expect(await gapsWithin(shared.db, ['153'], noon + 999, noon + 6_000)).toEqual([closed]);
  expect(await gapsWithin(shared.db, ['185'], noon, noon + 6_000)).toEqual([]);
});

test('queues are those of the settings, and those that calls name go to the centre of their exchange', async () => {
  const settings = {
    exchanges: [{ id: '153', label: 'Santral 153', centre: 'buyuksehir', demo: true }],
    centres: [
      {
        id: 'buyuksehir',
        target: { ratio: 0.8, thresholdSeconds: 25 },
        queues: [{ exchange: '153', queue: '153-genel', label: 'Genel', thresholdSeconds: 15 }],
      },
    ],
  } as unknown as Parameters<typeof writeQueues>[1];
  await writeQueues(shared.db, settings);
  await writeQueues(shared.db, settings);
  await upsertVisits(shared.db, [talked, { ...talked, queue: '153-yeni' }]);
  await rollUpTouched(shared.db);
  await adoptQueues(shared.db, settings);
  expect(await queuesOf(shared.db, 'buyuksehir')).toEqual([
    { exchange: '153', queue: '153-yeni', centre: 'buyuksehir', label: '153-yeni', thresholdSeconds: 25 },
    { exchange: '153', queue: '153-genel', centre: 'buyuksehir', label: 'Genel', thresholdSeconds: 15 },
  ]);

  // no longer listed it is an unlisted one, as on the floor
  const [centre] = settings.centres;
  await adoptQueues(shared.db, { centres: [{ ...centre, queues: [] }] as unknown as typeof settings.centres });
  expect(
    (await queuesOf(shared.db, 'buyuksehir')).map(({ label, thresholdSeconds }) => [label, thresholdSeconds]),
  ).toEqual([
    ['153-genel', 25],
    ['153-yeni', 25],
  ]);
});
