import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Contact } from '#lib/contact/contact.ts';
import { type Visit, waitingVisit } from '#lib/contact/visit.ts';
import { upsertContacts } from '#lib/database/contacts.ts';
import { openTestDatabase, type TestDatabase } from '#lib/database/testDatabase.ts';
import { upsertVisits } from '#lib/database/visits.ts';
import { LiveExchange } from '#lib/floor/liveExchange.ts';
import { Spool } from '#lib/ledger/spool.ts';
import { DayCheck } from './dayCheck.ts';

const folder = mkdtempSync(join(tmpdir(), 'santral-day-check-'));
let shared: TestDatabase;
beforeAll(async () => {
  shared = await openTestDatabase();
});
afterAll(async () => {
  await shared.close();
  rmSync(folder, { recursive: true });
});

const quarter = Date.UTC(2026, 9, 5, 9, 0);
const visit = (callId: string, offeredAt: number): Visit => ({
  ...waitingVisit({
    ...{ exchange: '153', callId, queue: 'genel', nth: 1, contactId: callId, channel: 'voice', offeredAt, position: 1 },
  }),
  ...{ outcome: 'abandoned', waitEndedAt: offeredAt + 5000, waitSeconds: 5 },
});

test('a quarter that is over and that the floor counts otherwise than the visits say is counted anew', async () => {
  const live = new LiveExchange({
    exchange: '153',
    profileOf: (queue) => ({ centre: 'b153', label: queue, thresholdSeconds: 20 }),
    wrapUpSeconds: 0,
  });
  const spool = new Spool(join(folder, 'spool.sqlite'));
  const asked: number[] = [];
  const said: string[] = [];
  const check = new DayCheck({
    db: shared.db,
    exchange: '153',
    intervals: () => live.floor.intervals,
    contacts: live.floor.contactDays,
    spool,
    dayStart: () => quarter - 36_000_000,
    put: () => undefined,
    recount: (from) => asked.push(from),
    onDifference: (sentence) => said.push(sentence),
  });
  const visits = [visit('a.1', quarter + 1000), visit('a.2', quarter + 2000), visit('a.3', quarter + 901_000)];
  await upsertVisits(shared.db, visits);
  const count = (from: number) => {
    const recount = live.recount(from, { visits: [], contacts: [] });
    recount.add(visits);
    recount.finish();
  };
  count(quarter);
  await check.check(quarter + 1_000_000);
  expect({ asked, said, differences: check.differences }).toEqual({ asked: [], said: [], differences: 0 });

  // counted twice; what lies in the quarter that goes on is nobody's business yet
  live.floor.recorded({ before: null, after: visit('a.2', quarter + 2000) }, false);
  live.floor.recorded({ before: null, after: visit('a.3', quarter + 901_000) }, false);
  spool.put([visit('a.4', quarter + 3000)], []);
  await check.check(quarter + 1_000_000);
  expect(asked, 'a visit of that quarter is on its way to the database').toEqual([]);
  spool.confirm(spool.take(10));
  await check.check(quarter + 1_000_000);
  expect({ asked, differences: check.differences }).toEqual({ asked: [quarter], differences: 1 });
  expect(said[0]).toContain('counted otherwise');
  count(quarter);
  await check.check(quarter + 1_000_000);
  expect(asked).toEqual([quarter]);

  // and one that only the database knows
  visits.push(visit('b.1', quarter - 60_000));
  await upsertVisits(shared.db, visits);
  await check.check(quarter + 1_000_000);
  expect(asked).toEqual([quarter, quarter - 900_000]);
  count(quarter - 900_000);

  // the same of contacts
  await check.check(quarter + 1_000_000);
  const fromIvr: Contact = {
    ...{ exchange: '153', contactId: 'c.1', channel: 'voice', startedAt: quarter + 4000, endedAt: quarter + 9000 },
    ...{ visits: 0, firstQueue: null, contained: true, subject: null },
  };
  await upsertContacts(shared.db, [fromIvr]);
  asked.length = 0;
  await check.check(quarter + 1_000_000);
  expect(asked.at(-1)).toBe(quarter);
  live.floor.contactDays.apply({ before: null, after: fromIvr });
  asked.length = 0;
  await check.check(quarter + 1_000_000);
  expect(asked).toEqual([]);
  live.floor.contactDays.apply({ before: fromIvr, after: { ...fromIvr, visits: 1 } });
  await check.check(quarter + 1_000_000);
  expect(asked).toEqual([quarter]);
  spool.close();
});
