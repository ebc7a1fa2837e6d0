import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { gapsWithin } from './observationGaps.ts';
import { ObservationLog } from './observationLog.ts';
import { openTestDatabase, type TestDatabase } from './testDatabase.ts';

const t0 = Date.UTC(2026, 9, 5, 9, 0);
const folder = mkdtempSync(join(tmpdir(), 'santral-heard-'));
let shared: TestDatabase;
beforeAll(async () => {
  shared = await openTestDatabase();
});
afterAll(async () => {
  await shared.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => shared.db.deleteFrom('observation_gap').execute());

let files = 0;
const newFile = () => join(folder, `${++files}.heard`);
const logOf = (file = newFile()) => new ObservationLog(shared.db, '153', file);
const gaps = async () =>
  (await gapsWithin(shared.db, ['153'], 0, t0 + 86_400_000)).map(({ startedAt, endedAt, reason }) => [
    startedAt - t0,
    endedAt === null ? null : endedAt - t0,
    reason,
  ]);

test('a gap is opened once and closed once, however often the connection fails in between', async () => {
  const log = logOf();
  log.lost(t0, 'closed');
  await log.write();
  log.lost(t0 + 500, 'refused');
  await log.write();
  expect(await gaps()).toEqual([[0, null, 'closed']]);
  log.regained(t0 + 4000);
  log.regained(t0 + 5000);
  await log.write();
  expect(await gaps()).toEqual([[0, 4000, 'closed']]);
});

test('a moment is no gap, unless the database knows of it already: then it ends', async () => {
  const log = logOf();
  log.lost(t0, 'closed');
  log.regained(t0 + 900);
  await log.write();
  expect(await gaps()).toEqual([]);
  log.lost(t0 + 10_000, 'closed');
  await log.write();
  log.regained(t0 + 10_900);
  await log.write();
  expect(await gaps()).toEqual([[10_000, 10_900, 'closed']]);
});

test('a gap in which the process died ends with the one that the next process finds', async () => {
  const file = newFile();
  const before = logOf(file);
  before.heard(t0);
  before.lost(t0 + 1700, 'closed');
  await before.write();
  const after = logOf(file);
  await after.write();
  after.regained(t0 + 60_000);
  await after.write();
  expect(await gaps()).toEqual([
    [0, 60_000, 'worker_gone'],
    [1700, 60_000, 'closed'],
  ]);
});

test('a gap that the database has not taken outlives the process', async () => {
  const file = newFile();
  const before = logOf(file);
  before.lost(t0, 'closed');
  before.regained(t0 + 30_000);
  before.heard(t0 + 31_000);
  const after = logOf(file);
  after.regained(t0 + 40_000);
  await after.write();
  expect(await gaps()).toEqual([
    [0, 30_000, 'closed'],
    [31_000, 40_000, 'worker_gone'],
  ]);
});
