import { constants, setPriority } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '#lib/database/database.ts';
import { writeDayOutlooks } from '#lib/database/dayOutlooks.ts';
import { historyChanges } from '#lib/database/historyChanges.ts';
import { writeQueues } from '#lib/database/queues.ts';
import type { OutlookNow } from '#lib/feed/feedEvents.ts';
import { dayStart, placeOf, zoneOf } from '#lib/forecast/calendar.ts';
import { databaseAddress, loadSettings } from '#lib/settings.ts';
import { createLogger } from '#lib/telemetry/logger.ts';
import { partMetrics } from '#lib/telemetry/partMetrics.ts';
import { reportPart, webUrl } from '#lib/telemetry/reportPart.ts';
import { outlookNow } from './planner/outlookNow.ts';
import { plannedQueues } from './planner/plannedQueues.ts';
import { plannerMetrics } from './planner/plannerMetrics.ts';
import { type PlanningMoment, PlanningTimes } from './planner/planningTimes.ts';
import { runRound } from './planner/runRound.ts';
import { TodayOutlook } from './planner/todayOutlook.ts';

/**
 * Forecasts the coming weeks of every queue: at the start, after each day's begin, and after imports; and every quarter of an
 * hour the rest of today, which it tells the wall. Says `{"ready":"planner"}` once the database answers, and
 * `{"progress":"Forecasts",…}` in its first round.
 */
const lookEveryMs = 5_000;
const quarterMs = 15 * 60_000;
/** The last calls of a quarter are in the rollups by then. */
const afterQuarterMs = 20_000;

setPriority(constants.priority.PRIORITY_LOW);
const settings = loadSettings();
const log = createLogger('planner');
const registry = partMetrics('planner');
const metrics = plannerMetrics(registry);
const report = reportPart({ part: 'planner', webUrl: webUrl(settings), key: settings.ingestKey, registry });
const db = openDatabase({
  url: databaseAddress(settings),
  applicationName: 'planner',
  max: 1,
  answerWithinMs: 300_000,
});

const stopping = new AbortController();
const { signal } = stopping;
for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => stopping.abort());

const times = new PlanningTimes();
const today = new TodayOutlook(db);
/** Until when the outlook that was told last holds, epoch ms. */
let outlookUntil = 0;
let told: OutlookNow[] = [];
let ready = false;
let first = true;
let note: string | undefined;
let unwell = 0;
report.socket.on('connect', () => tellOutlooks());

while (!signal.aborted) {
  try {
    if (!ready) await writeQueues(db, settings);
    sayReady();
    const moment = await lookAround();
    const reason = times.due(moment);
    if (reason !== null) {
      await plan(moment, reason);
      outlookUntil = 0;
    }
    if (Date.now() >= outlookUntil) await lookAtToday();
    unwell = 0;
    report.well(note);
  } catch (error) {
    if (signal.aborted) break;
    metrics.failed();
    const sentence = `Forecasts wait: ${(error as Error).message}`;
    if (unwell++ === 0) log.warn(sentence);
    report.unwell(sentence);
  }
  await pause(Math.min(lookEveryMs * 2 ** Math.min(unwell, 5), 120_000), undefined, { signal }).catch(() => undefined);
}
await db.destroy();
report.close();
process.exit(0);

async function lookAround(): Promise<PlanningMoment> {
  const now = Date.now();
  const days = settings.centres.map(({ id, zone }) => ({ centre: id, ...placeOf(now, zoneOf(zone)) }));
  const began = settings.centres.map(({ zone }) => dayStart(placeOf(now, zoneOf(zone)).date, zoneOf(zone)));
  return { now, days, history: await historyChanges(db, Math.min(now, ...began)) };
}

async function plan(moment: PlanningMoment, reason: string): Promise<void> {
  const { now } = moment;
  const onStep = (done: number, of: number) => {
    if (first) say({ progress: 'Forecasts', done, of, unit: 'steps' });
  };
  // What the new forecasts say of tonight is not held up by backtests.
  const onForecasts = () => void lookAtToday().catch((error) => log.warn(`Tonight is not known yet: ${error.message}`));
  const summary = await runRound({ now, signal, onStep, onForecasts });
  if (signal.aborted) return;
  if (summary.forecast > 0) first = false;
  times.planned(moment);
  today.forget();
  metrics.round(summary, Date.now());
  note = noteOf(summary.queues, summary.forecast);
  const { errors, ...told } = summary;
  log.info(
    { reason, ...told, errors: Object.fromEntries(errors), memoryMb: Math.round(process.memoryUsage.rss() / 2 ** 20) },
    `Forecast ${summary.forecast} of ${summary.queues} queues in ${summary.forecastSeconds.toFixed(1)} s, backtested in ${summary.seconds.toFixed(1)} s`,
  );
}

function noteOf(queues: number, forecast: number): string | undefined {
  if (queues === 0) return 'There is nothing to forecast: no queue is known yet';
  if (forecast > 0) return undefined;
  return 'There is nothing to forecast from: no queue has a whole day of history yet; import the queue_log (santral import queue-log), or wait until tomorrow';
}

async function lookAtToday(): Promise<void> {
  const began = performance.now();
  const now = Date.now();
  const outlooks = [];
  for (const planned of await plannedQueues(db, settings)) {
    if (signal.aborted) return;
    outlooks.push(...(await today.of(planned, now)));
  }
  await writeDayOutlooks(db, outlooks);
  outlookUntil = Math.floor((now - afterQuarterMs) / quarterMs + 1) * quarterMs + afterQuarterMs;
  told = outlooks.map(outlookNow);
  tellOutlooks();
  metrics.outlook(now, (performance.now() - began) / 1000);
}

function tellOutlooks(): void {
  if (report.socket.connected) report.socket.emit('outlooks', told);
}

function sayReady(): void {
  if (ready) return;
  ready = true;
  say({ ready: 'planner' });
}

function say(line: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
