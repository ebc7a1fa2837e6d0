import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Visit } from '#lib/contact/visit.ts';
import { contactsStarted } from '#lib/database/contacts.ts';
import { demandOf } from '#lib/database/demand.ts';
import { historyOf } from '#lib/database/historyRows.ts';
import { importFilesOf } from '#lib/database/importFiles.ts';
import { upsertObservationGap } from '#lib/database/observationGaps.ts';
import { rollUpTouched } from '#lib/database/rollups.ts';
import { openTestDatabase, type TestDatabase } from '#lib/database/testDatabase.ts';
import { upsertVisits, visitsOffered } from '#lib/database/visits.ts';
import { intervalMs, intervalStart } from '#lib/interval/intervalTally.ts';
import { emptyTally, tallyVisit } from '#lib/interval/tallyVisit.ts';
import { importQueueLog } from './import.ts';

const recording = new URL('../ami/fixtures/c-outcomes/queue_log.gz', import.meta.url);
const text = gunzipSync(readFileSync(recording)).toString('utf8');
const from = intervalStart(1_795_282_397_000);
const to = from + intervalMs;
const queueNames = ['153-genel', '153-sosyal', '153-ulasim', '185-ariza'];

let shared: TestDatabase;
let folder: string;
beforeAll(async () => {
  shared = await openTestDatabase();
});
afterAll(() => shared.close());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'queue-log-'));
  for (const table of [
    'contact',
    'visit',
    'touched_interval',
    'interval_rollup',
    'import_file',
    'observation_gap',
  ] as const)
    await shared.db.deleteFrom(table).execute();
});
afterEach(() => rmSync(folder, { recursive: true }));

const path = (name: string, content: string | Buffer) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const importFiles = (files: string[], more: Partial<Parameters<typeof importQueueLog>[0]> = {}) =>
  importQueueLog({ db: shared.db, exchange: '153', files, ...more });
const stored = () => visitsOffered(shared.db, '153', 0, 4e12);

test('a file plain and gzipped, once and twice, gives the same rows', async () => {
  const plain = await importFiles([path('queue_log', text)]);
  expect(plain).toMatchObject({ rows: 1125, visits: 306, changed: 306, strayRows: 0, badLines: 0, skipped: [] });
  const visits = await stored();
  expect(visits).toHaveLength(306);

  expect(await importFiles([path('queue_log', text)])).toMatchObject({ read: [], rows: 0, changed: 0 });

  await shared.db.deleteFrom('import_file').execute();
  const zipped = await importFiles([path('queue_log.1.gz', gzipSync(text))]);
  expect(zipped).toMatchObject({ rows: 1125, changed: 0 });
  expect(await stored()).toEqual(visits);
});

test('calls that entered queues are contacts; of the IVR only rows of the dialplan’s own tell', async () => {
  await importFiles([path('queue_log', text)]);
  const contacts = await contactsStarted(shared.db, '153', 0, 4e12);
  const visits = await stored();
  const calls = Map.groupBy(visits, ({ callId }) => callId);
  expect(contacts).toHaveLength(calls.size);
  for (const contact of contacts) {
    const own = calls.get(contact.contactId) ?? [];
    const first = own.toSorted((a, b) => a.offeredAt - b.offeredAt)[0];
    expect(contact).toMatchObject({ visits: own.length, contained: false, subject: null, startedAt: first?.offeredAt });
  }

  const ivr =
    '1795282397|c.1|NONE|NONE|SANTRALCONTACT|1795282380|1|su\n1795282399|c.2|NONE|NONE|SANTRALCONTACT|1795282390|0|\n';
  await importFiles([path('ivr', `${ivr}1795282500|x.1|NONE|NONE|INFO|nothing of ours\n`)]);
  const told = (await contactsStarted(shared.db, '153', 0, 4e12)).filter(({ visits: queues }) => queues === 0);
  expect(told.map(({ contactId, contained, subject }) => [contactId, contained, subject])).toEqual([
    ['c.1', true, 'su'],
    ['c.2', false, null],
  ]);
  await importFiles([path('again', `${ivr}1795282501|x.1|NONE|NONE|INFO|nothing of ours\n`)]);
  expect(await contactsStarted(shared.db, '153', 0, 4e12)).toHaveLength(contacts.length + 2);
});

test('contacts that began too long ago are left out, and their visits are not', async () => {
  await importFiles([path('queue_log', text)]);
  const all = await contactsStarted(shared.db, '153', 0, 4e12);
  const since = all[all.length >> 1]?.startedAt ?? 0;
  await shared.db.deleteFrom('contact').execute();
  await shared.db.deleteFrom('visit').execute();
  await shared.db.deleteFrom('import_file').execute();
  await importQueueLog({ db: shared.db, exchange: '153', files: [path('queue_log', text)], contactsSince: since });
  expect(await contactsStarted(shared.db, '153', 0, 4e12)).toEqual(all.filter(({ startedAt }) => startedAt >= since));
  expect(await stored()).toHaveLength(306);
});

test('a call that is known to belong to another contact makes none of its own', async () => {
  await importFiles([path('queue_log', text)]);
  const [visit] = await stored();
  if (visit === undefined) throw new Error('no visit');
  await shared.db.deleteFrom('contact').execute();
  await shared.db.deleteFrom('import_file').execute();
  await upsertVisits(shared.db, [{ ...visit, contactId: 'consulting.1' }]);
  await importFiles([path('queue_log', text)]);
  const ids = (await contactsStarted(shared.db, '153', 0, 4e12)).map(({ contactId }) => contactId);
  expect(ids).not.toContain(visit.callId);
  expect(ids.length).toBeGreaterThan(200);
});

test('rollups and the live tally of the same visits agree', async () => {
  await importFiles([path('queue_log', text)]);
  const visits = await stored();
  for (const queue of queueNames) {
    const tally = emptyTally(from);
    for (const visit of visits.filter((visit) => visit.queue === queue)) tallyVisit(tally, visit, 20, 1);
    const { rows } = await historyOf(shared.db, {
      ...query,
      queues: [{ exchange: '153', queue, thresholdSeconds: 20 }],
    });
    const [row] = rows;
    expect(row).toMatchObject({
      start: from,
      offered: tally.offered,
      answered: tally.answered,
      abandoned: tally.abandoned,
      timedOut: tally.timedOut,
      leftByKey: tally.leftByKey,
      leftEmpty: tally.leftEmpty,
      withdrawn: tally.withdrawn,
      lostInOutage: tally.lostInOutage,
      unknown: tally.unknown,
      inProgress: 0,
      answeredInTime: tally.answeredInTime,
      abandonedInTime: tally.abandonedInTime,
      asaSeconds: tally.waitSecondsAnswered / tally.waitsAnswered,
      meanWaitSeconds: tally.waitSecondsAll / tally.waitsAll,
      ahtSeconds: tally.talkSeconds / tally.talks,
    });
  }
});

const query = {
  queues: queueNames.map((queue) => ({ exchange: '153', queue, thresholdSeconds: 20 })),
  from,
  to,
  step: 'interval' as const,
  zone: 'Europe/Istanbul',
  formula: 'strict' as const,
  now: to,
};

test('any threshold and percentile comes from rollups as from the visits themselves', async () => {
  await importFiles([path('queue_log', text)]);
  const visits = await stored();
  for (const thresholdSeconds of [0, 1, 5, 12, 20, 29, 120]) {
    const { total } = await historyOf(shared.db, {
      ...query,
      queues: query.queues.map((queue) => ({ ...queue, thresholdSeconds })),
    });
    const within = (outcome: Visit['outcome']) =>
      visits.filter((visit) => visit.outcome === outcome && (visit.waitSeconds ?? 999) <= thresholdSeconds).length;
    expect(total).toMatchObject({
      offered: 306,
      answered: 202,
      answeredInTime: within('answered'),
      abandonedInTime: within('abandoned'),
      serviceLevel: within('answered') / 306,
      maxWaitSeconds: 29,
    });
  }
  const waits = visits.map((visit) => visit.waitSeconds as number).sort((a, b) => a - b);
  expect((await historyOf(shared.db, query)).total.p80WaitSeconds).toBe(waits[Math.ceil(306 * 0.8) - 1]);
});

test('every step adds up to the same total, and rebuilding the rollups changes none', async () => {
  await importFiles([path('queue_log', text)]);
  const { total } = await historyOf(shared.db, query);
  await sql`insert into touched_interval (exchange, start) select distinct exchange, start from interval_rollup`.execute(
    shared.db,
  );
  await shared.db.deleteFrom('interval_rollup').execute();
  expect(await rollUpTouched(shared.db)).toBeGreaterThan(0);
  for (const step of ['interval', 'hour', 'day', 'week', 'month'] as const) {
    const history = await historyOf(shared.db, { ...query, step });
    expect(history.rows.reduce((sum, row) => sum + row.offered, 0)).toBe(306);
    expect({ ...history.total, start: 0, end: 0 }).toEqual({ ...total, start: 0, end: 0 });
  }
  const [demand] = await demandOf(shared.db, query.queues, from, to);
  expect(demand).toMatchObject({ start: from, offered: 306, answered: 202, abandoned: 59, talks: 202 });
});

test('a span that was not observed is marked, and only that', async () => {
  await importFiles([path('queue_log', text)]);
  await upsertObservationGap(shared.db, { exchange: '153', startedAt: to + 1, endedAt: to + 2, reason: 'closed' });
  const { rows, total } = await historyOf(shared.db, { ...query, to: to + intervalMs });
  expect(rows.map((row) => row.incomplete)).toEqual([false, true]);
  expect(rows[1]).toMatchObject({ offered: 0, serviceLevel: null, asaSeconds: null, ahtSeconds: null });
  expect(total.incomplete).toBe(true);
});

test('cut into files anywhere and imported newest first, calls that cross over are whole', async () => {
  await importFiles([path('queue_log', text)]);
  const whole = await stored();
  await shared.db.deleteFrom('visit').execute();
  const lines = text.split('\n');
  const files = [0, 400, 700, 1000].map((start, i, starts) =>
    path(`queue_log.${4 - i}`, `${lines.slice(start, starts[i + 1]).join('\n')}\n`),
  );
  await shared.db.deleteFrom('import_file').execute();
  const result = await importFiles(files, { newestFirst: true });
  expect(result).toMatchObject({ rows: 1125, strayRows: 0 });
  expect(await stored()).toEqual(whole);
});

test('a file that has grown is read on from where it ended', async () => {
  const lines = text.split('\n');
  const file = path('queue_log', `${lines.slice(0, 600).join('\n')}\n`);
  await importFiles([file]);
  const open = (await stored()).filter((visit) => visit.outcome === null);
  expect(open.length).toBeGreaterThan(0);
  appendFileSync(file, lines.slice(600).join('\n'));
  await importFiles([file]);
  const visits = await stored();
  expect(visits).toHaveLength(306);
  expect(visits.filter((visit) => visit.outcome === null)).toEqual([]);
  expect(await importFilesOf(shared.db, '153')).toHaveLength(1);
});

test('an import that was stopped goes on where it was', async () => {
  const days = manyDays(3);
  const file = path('queue_log', days);
  const stop = new AbortController();
  const stopped = importFiles([file], {
    batchVisits: 500,
    signal: stop.signal,
    onProgress: ({ done, of }) => done > of * 0.75 && stop.abort(),
  });
  await expect(stopped).rejects.toThrow('aborted');
  const [half] = await importFilesOf(shared.db, '153');
  expect(half).toMatchObject({ finished: false });
  expect(half?.bytesDone).toBeGreaterThan(0);
  const rest = await importFiles([file]);
  expect(rest.rows).toBeLessThan(days.split('\n').length);
  expect(await stored()).toHaveLength(3 * 4320);
});

test('bad lines are counted and named; the rest is read', async () => {
  const lines = text.split('\n');
  lines.splice(3, 0, 'this is no row', '1795282399|x|153-genel|NONE|CONNECT', '');
  const file = path('queue_log', lines.join('\r\n'));
  const result = await importFiles([file]);
  expect(result).toMatchObject({ rows: 1125, visits: 306, badLines: 2 });
  expect(result.badLineSamples).toEqual([
    `${file} line 4: the line has 1 fields where time|call|queue|agent|event are needed`,
    `${file} line 5: the line has no hold time`,
  ]);
});

test('names in the Turkish code page are read as such, line by line', async () => {
  const latin = Buffer.concat([
    Buffer.from('1795282399|c.1|genel|NONE|ENTERQUEUE||0533|1\n1795282400|c.1|genel|'),
    Buffer.from([0xde, 0xfc, 0x6b, 0x72, 0xfc]),
    Buffer.from(
      '|CONNECT|1|c.2|0\n1795282401|c.2|genel|NONE|ENTERQUEUE||0533|1\n1795282402|c.2|genel|Ayşe|CONNECT|1|c.3|0\n',
    ),
  ]);
  await importFiles([path('queue_log', latin)]);
  expect((await stored()).map((visit) => visit.agentName)).toEqual(['Şükrü', 'Ayşe']);
});

test.each([
  ['nothing there', 'missing', null, 'it is not there: check the path'],
  [
    'cut off gzip',
    'queue_log.gz',
    gzipSync(text).subarray(0, 5000),
    'its gzip data is damaged or cut off: fetch it anew',
  ],
])('%s: one sentence', async (_, name, content, cure) => {
  const file = join(folder, name);
  if (content) writeFileSync(file, content);
  await expect(importFiles([file])).rejects.toThrow(`Cannot read ${file}: ${cure}`);
});

/** A call every 20 seconds, each answered after 5 and talked with for 60. */
function manyDays(days: number): string {
  const start = 1_790_000_000;
  const rows: [number, string][] = [];
  for (let at = start; at < start + days * 86_400; at += 20) {
    rows.push([at, `${at}|${at}.1|genel|NONE|ENTERQUEUE||0533|1\n`]);
    rows.push([at + 5, `${at + 5}|${at}.1|genel|Ayşe|CONNECT|5|${at}.2|1\n`]);
    rows.push([at + 65, `${at + 65}|${at}.1|genel|Ayşe|COMPLETECALLER|5|60|1\n`]);
  }
  return rows
    .sort(([a], [b]) => a - b)
    .map(([, row]) => row)
    .join('');
}
