import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openTestDatabase, type TestDatabase } from '#lib/database/testDatabase.ts';
import { LiveExchange } from '#lib/floor/liveExchange.ts';
import { DaySoFar } from './daySoFar.ts';
import { importQueueLog } from './import.ts';

const { waitFor } = vi;

const folder = mkdtempSync(join(tmpdir(), 'santral-day-'));
let shared: TestDatabase;
beforeAll(async () => {
  shared = await openTestDatabase();
});
afterAll(async () => {
  await shared.close();
  rmSync(folder, { recursive: true });
});

const now = Math.floor(Date.now() / 1000);
const dayStart = (now - 7200) * 1000;
const rows = (callId: string, at: number) =>
  [`${at}|${callId}|genel|NONE|ENTERQUEUE||5321234567|1`, `${at + 9}|${callId}|genel|NONE|ABANDON|1|1|9`, ''].join(
    '\n',
  );

function dayOf(exchange: string, queueLog: string | null) {
  const live = new LiveExchange({
    exchange,
    profileOf: (queue) => ({ centre: 'b', label: queue, thresholdSeconds: 20 }),
    wrapUpSeconds: 0,
  });
  const problems: string[] = [];
  const day = new DaySoFar({
    db: shared.db,
    exchange,
    queueLog,
    from: () => dayStart,
    recount: (from) => live.recount(from, { visits: [], contacts: [] }),
    onBrought: () => {},
    onProblem: (sentence) => problems.push(sentence),
    pauseMs: 20,
  });
  const offered = () => [...live.floor.intervals.values()].reduce((sum, interval) => sum + interval.offered, 0);
  return { day, problems, offered };
}

test('what the log tells is on the floor, and what an import by hand brings when asked again', async () => {
  const file = join(folder, 'queue_log');
  writeFileSync(file, rows('c.1', now - 5000) + rows('c.2', now - 900));
  const { day, problems, offered } = dayOf('153', file);
  day.ask();
  await waitFor(() => expect(offered()).toBe(2));
  writeFileSync(file, rows('c.1', now - 5000) + rows('c.2', now - 900) + rows('c.3', now - 30));
  await importQueueLog({ db: shared.db, exchange: '153', files: [file] });
  day.ask();
  await waitFor(() => expect(offered()).toBe(3));
  await day.stop();
  expect(problems).toEqual([]);
});

test('a log that was rotated since the day began is read from its start', async () => {
  const place = join(folder, 'rotated');
  mkdirSync(place);
  writeFileSync(join(place, 'queue_log'), '');
  writeFileSync(join(place, 'queue_log.1'), rows('r.3', now - 900));
  writeFileSync(join(place, 'queue_log.2.gz'), gzipSync(rows('r.2', now - 5000)));
  writeFileSync(join(place, 'queue_log.3'), rows('r.1', now - 90_000));
  writeFileSync(join(place, 'queue_log.4'), rows('r.0', now - 190_000));
  const { day, problems, offered } = dayOf('rotated', join(place, 'queue_log'));
  day.ask();
  await waitFor(() => expect(offered()).toBe(2));
  await day.stop();
  expect(problems).toEqual([]);
  const kept = await shared.db.selectFrom('visit').select('call_id').where('exchange', '=', 'rotated').execute();
  expect(kept.map(({ call_id }) => call_id).sort()).toEqual(['r.1', 'r.2', 'r.3']);
});

test('asked from the middle of an interval, it counts the whole of it', async () => {
  const { day, offered } = dayOf('153', null);
  day.ask();
  await waitFor(() => expect(offered()).toBe(3));
  day.ask((now - 4999) * 1000);
  await waitFor(() => expect(offered()).toBe(3));
  await day.stop();
  expect(offered()).toBe(3);
});

test('a log that cannot be read keeps no day from being counted, and is said once', async () => {
  const first = dayOf('153', null);
  first.day.ask();
  await waitFor(() => expect(first.offered()).toBe(3));
  const { day, problems, offered } = dayOf('153', join(folder, 'none'));
  day.ask();
  await waitFor(() => expect(offered()).toBe(3));
  await waitFor(() => expect(day.problem).toMatch(/none/));
  expect(problems).toEqual([day.problem]);
  await Promise.all([day.stop(), first.day.stop()]);
});

test('while the database is away it tries again until the day is there', async () => {
  await sql`alter table visit rename to visit_away`.execute(shared.db);
  const { day, problems, offered } = dayOf('153', null);
  day.ask();
  await waitFor(() => expect(problems).toHaveLength(1));
  expect(day.problem).toMatch(/^Today's figures are not whole yet: /);
  await sql`alter table visit_away rename to visit`.execute(shared.db);
  await waitFor(() => expect(offered()).toBe(3));
  await waitFor(() => expect(day.problem).toBeNull());
  await day.stop();
});
