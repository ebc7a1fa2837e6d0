import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ChronoUnit, Instant, LocalDateTime, YearMonth, ZoneId } from '@js-joda/core';
import '@js-joda/timezone';
import { Counter, Gauge } from 'prom-client';
import { openDatabase } from '#lib/database/database.ts';
import { adoptQueues, writeQueues } from '#lib/database/queues.ts';
import { rollUpTouched, touchedIntervals } from '#lib/database/rollups.ts';
import { PendingImports } from '#lib/pbx/queue-log/pendingImports.ts';
import { databaseAddress, loadSettings } from '#lib/settings.ts';
import { createLogger } from '#lib/telemetry/logger.ts';
import { partMetrics } from '#lib/telemetry/partMetrics.ts';
import { reportPart, webUrl } from '#lib/telemetry/reportPart.ts';
import { writeDemoRosters } from './history/demoRosters.ts';
import { isDemoHistoryWritten } from './supervisor/demoHistory.ts';

/**
 * Keeps the rollups up to date: every other second the intervals whose visits have changed. In between it imports the
 * demo's past as its files appear, the latest first, and hands out the demo's rosters. Says `{"ready":"history"}` after the first round and
 * `{"progress":"History import",…}` while it imports.
 */
const everyMs = 2_000;
const adoptEveryMs = 60_000;
const rosterEveryMs = 3_600_000;

const settings = loadSettings();
const log = createLogger('history');
const registry = partMetrics('history');
const report = reportPart({ part: 'history', webUrl: webUrl(settings), key: settings.ingestKey, registry });
const db = openDatabase({
  url: databaseAddress(settings),
  applicationName: 'history',
  max: 2,
  answerWithinMs: 300_000,
});
const rolledUp = new Counter({
  name: 'santral_history_intervals_total',
  help: 'Intervals rolled up since the start.',
  registers: [registry],
});
const touched = new Gauge({
  name: 'santral_history_touched_intervals',
  help: 'Intervals whose rollup is out of date.',
  registers: [registry],
});

/** What became of the demo's contacts is shown for today; a year of them would take more than half the room of the visits. */
const demoContactsMs = 35 * 86_400_000;
const demoFolders = settings.demo
  ? settings.exchanges.map(({ id }) => ({ exchange: id, path: join(settings.dataDir, 'demo', id, 'history') }))
  : [];
const imports = new PendingImports(db, demoFolders, () => Date.now() - demoContactsMs);
const stopping = new AbortController();
const { signal } = stopping;
for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => stopping.abort());

let unwellRounds = 0;
let ready = false;
let adoptedAt = 0;
/** A progress was told that has not reached its end. */
let telling = false;

async function everySoOften(): Promise<void> {
  while (!signal.aborted) {
    try {
      if (!ready) await writeQueues(db, settings);
      for (let done = await rollUpTouched(db); done > 0 && !signal.aborted; done = await rollUpTouched(db)) {
        rolledUp.inc(done);
        if (done < 100) break; // the few that are being called into right now
      }
      touched.set(await touchedIntervals(db));
      if (Date.now() - adoptedAt > adoptEveryMs) {
        await adoptQueues(db, settings);
        adoptedAt = Date.now();
      }
      unwellRounds = 0;
      report.well();
      sayReady();
    } catch (error) {
      const sentence = `Rollups wait for the database: ${(error as Error).message}`;
      if (unwellRounds++ === 0) log.warn(sentence);
      report.unwell(sentence);
    }
    await sleep(Math.min(everyMs * 2 ** Math.min(unwellRounds, 3), 15_000));
  }
}

async function importThePast(): Promise<void> {
  while (!signal.aborted) {
    try {
      // Asked before the look into the folders, so that no file comes in between.
      const allThere = isDemoHistoryWritten(settings.dataDir);
      const result = await imports.next(({ files }) => {
        if (!Number.isInteger(files)) sayProgress(files);
      }, signal);
      if (result === null) {
        // What is there may be less than was expected, in a folder made on another day.
        if (telling && allThere) sayProgress(imports.imported, imports.imported);
        await sleep(everyMs);
        continue;
      }
      if (telling || result.read.length > 0) sayProgress(imports.imported);
      for (const path of result.read) log.info({ ...result, read: undefined }, `Imported ${path}`);
      for (const sample of result.badLineSamples) log.warn(sample);
    } catch (error) {
      if (signal.aborted) return;
      log.warn(`The import waits: ${(error as Error).message}`);
      await sleep(5_000);
    }
  }
}

/** A plain load of calls (SANTRAL_DEMO_SCENARIO) knows no shifts. */
const rostered = settings.demo !== null && !process.env.SANTRAL_DEMO_SCENARIO;

async function rosterTheDemo(): Promise<void> {
  while (rostered && !signal.aborted) {
    let waitMs = rosterEveryMs;
    try {
      await writeDemoRosters(db, settings, Date.now(), signal);
    } catch (error) {
      log.warn(`The demo's rosters wait for the database: ${(error as Error).message}`);
      waitMs = 15_000;
    }
    await sleep(waitMs);
  }
}

/** How many files the demo's past comes in, while it is still being written: one a month. */
const filesExpected = settings.exchanges
  .filter(() => settings.demo !== null)
  .reduce((sum, { centre }) => sum + monthsBack(settings.demo?.historyDays ?? 0, zoneOf(centre)), 0);

function monthsBack(days: number, zone: string): number {
  const today = LocalDateTime.ofInstant(Instant.now(), ZoneId.of(zone)).toLocalDate();
  return days < 1
    ? 0
    : YearMonth.from(today.minusDays(days)).until(YearMonth.from(today.minusDays(1)), ChronoUnit.MONTHS) + 1;
}

function zoneOf(centre: string): string {
  return settings.centres.find(({ id }) => id === centre)?.zone ?? 'UTC';
}

function sayProgress(files: number, of = Math.max(filesExpected, Math.ceil(files))): void {
  telling = files < of;
  say({ progress: 'History import', done: Math.round(files * 10) / 10, of, unit: 'files' });
}

function sayReady(): void {
  if (ready) return;
  ready = true;
  say({ ready: 'history' });
}

function say(line: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Ends early, without a fuss, when the process is told to stop. */
async function sleep(ms: number): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => undefined);
}

await Promise.all([everySoOften(), importThePast(), rosterTheDemo()]);
await db.destroy();
report.close();
process.exit(0);
