import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { historyOf } from '#lib/database/historyRows.ts';
import { queuesOf } from '#lib/database/queues.ts';
import { rosteredAgents, writeRoster } from '#lib/database/roster.ts';
import { openTestDatabase, type TestDatabase } from '#lib/database/testDatabase.ts';
import { upsertVisits, visitsOffered } from '#lib/database/visits.ts';

let shared: TestDatabase;
beforeAll(async () => {
  shared = await openTestDatabase();
});
afterAll(() => shared.close());

test('the process imports the past as it appears, rolls up what changes, and ends when told', async () => {
  const folder = join(shared.dataDir, 'demo', '153', 'history');
  mkdirSync(folder, { recursive: true });
  const { child, lines, ended } = startHistory();
  await vi.waitFor(() => expect(lines).toContainEqual({ ready: 'history' }), 30_000);
  expect((await queuesOf(shared.db)).length).toBeGreaterThan(3);

  const at = 1_790_000_100;
  const rows = [
    `${at}|c.1|153-genel|NONE|ENTERQUEUE||0533|1`,
    `${at + 9}|c.1|153-genel|Ayşe|CONNECT|9|c.2|1`,
    `${at + 99}|c.1|153-genel|Ayşe|COMPLETECALLER|9|90|1`,
  ];
  writeFileSync(join(folder, 'queue_log.2026-09.gz'), gzipSync(rows.join('\n')));
  const history = () =>
    historyOf(shared.db, {
      queues: [{ exchange: '153', queue: '153-genel', thresholdSeconds: 20 }],
      from: at * 1000,
      to: at * 1000 + 1,
      step: 'interval',
      zone: 'Europe/Istanbul',
      formula: 'strict',
    });
  await vi.waitFor(
    async () => expect((await history()).total).toMatchObject({ offered: 1, answered: 1, ahtSeconds: 90 }),
    20_000,
  );
  await vi.waitFor(() =>
    expect(lines).toContainEqual({ progress: 'History import', done: 1, of: expect.any(Number), unit: 'files' }),
  );

  // A past that was made shorter than this day's count of months would be: the progress still comes to its end.
  writeFileSync(join(shared.dataDir, 'demo', 'history.json'), JSON.stringify({ finished: true }));
  await vi.waitFor(
    () => expect(lines).toContainEqual({ progress: 'History import', done: 1, of: 1, unit: 'files' }),
    20_000,
  );

  const [visit] = await visitsOffered(shared.db, '153', at * 1000, at * 1000 + 1);
  if (!visit) throw new Error('the visit was not imported');
  await upsertVisits(shared.db, [{ ...visit, callId: 'live.1', contactId: 'live.1' }]);
  await vi.waitFor(async () => expect((await history()).total.offered).toBe(2), 20_000);

  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});

test("the demo's agents are rostered around today, and what was imported stays", async () => {
  await shared.db.deleteFrom('roster_span').execute();
  await shared.db.deleteFrom('roster_shift').execute();
  const now = Date.now();
  const weekMs = 7 * 86_400_000;
  const span = { from: now + weekMs, to: now + weekMs + 3_600_000 };
  const shift = { agent: 'Ayşe', agentName: null, queues: null, activity: 'work' as const, shiftStartsAt: span.from };
  const entries = [{ ...shift, startsAt: span.from, endsAt: span.to }];
  await writeRoster(shared.db, { centre: '153', entries, days: span, covers: span });

  const { child, ended } = startHistory();
  const at = (from: number, centre = '153') => rosteredAgents(shared.db, centre, null, from, from + 3_600_000, 60);
  await vi.waitFor(async () => expect((await at(now - 7 * weekMs, '185'))[0]).toBeGreaterThan(0), 30_000);
  for (const from of [now - 7 * weekMs, now - weekMs, now, now + 3 * weekMs])
    for (const centre of ['153', '185']) expect((await at(from, centre))[0]).toBeGreaterThan(0);
  expect(await at(span.from)).toEqual([1]);
  expect(await at(now + 6 * weekMs)).toEqual([null]);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});

function startHistory() {
  const child = spawn(process.execPath, [new URL('history.ts', import.meta.url).pathname], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      SANTRAL_DATA: shared.dataDir,
      DATABASE_URL: shared.embedded.url,
      SANTRAL_LOG_LEVEL: 'error',
      PORT: '1', // no web process listens there; the part goes on without
    },
  });
  const lines: unknown[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(JSON.parse(line)));
  return { child, lines, ended: new Promise((resolve) => child.once('exit', resolve)) };
}
