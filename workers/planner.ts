import { constants, setPriority } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '#lib/database/database.ts';
import { writeDayOutlooks } from '#lib/database/dayOutlooks.ts';
import { historyChanges } from '#lib/database/historyChanges.ts';
import { writeQueues } from '#lib/database/queues.ts';
import { rosterWrittenAt } from '#lib/database/roster.ts';
import type { OutlookNow, StaffingNow } from '#lib/feed/feedEvents.ts';
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
import { todayStaffing } from './planner/todayStaffing.ts';

/**
 * Forecasts the coming weeks of every queue: at the start, after each day's begin, and after imports; and every quarter of an
 * hour, and when a roster was written, the rest of today and the agents that it needs, which it tells the wall. Says `{"ready":"planner"}` once the database answers, and
 * `{"progress":"Forecasts",…}` in its first round.
 */
const lookEveryMs = 5_000;
const quarterMs = 15 * 60_000;
/** The last calls of a quarter are in the rollups by then. */
const afterQuarterMs = 20_000;
/** A round that is over sooner, such as one without history, is no news. */
const toldAfterMs = 1_000;

// Behind the wall, but not at the lowest: a machine that is busy all day would let it wait for hours.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
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
/** When the newest roster was written that is told, epoch ms. */
let rosterSeenAt: number | null = null;
/** null: nothing is known yet, and the wall keeps what an earlier process told. */
let told: { outlooks: OutlookNow[]; staffing: StaffingNow[] } | null = null;
let ready = false;
let first = true;
let note: string | undefined;
/** What does not go on, and why: a sentence each. */
const troubles = new Map<() => Promise<void>, string>();
/** Queues of which no forecast could be made in the last round. */
let failed: readonly string[] = [];
report.socket.on('connect', () => tellToday());

// Two at once, so that a round of many queues leaves no screen with an outlook of hours ago.
await Promise.all([everySoOften(planWhenDue), everySoOften(lookWhenDue)]);
await db.destroy();
report.close();
process.exit(0);

async function everySoOften(act: () => Promise<void>): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      await act();
      failures = 0;
      troubles.delete(act);
    } catch (error) {
      if (signal.aborted) return;
      metrics.failed();
      const sentence = `Forecasts wait: ${(error as Error).message}`;
      if (failures++ === 0) log.warn(sentence);
      troubles.set(act, sentence);
    }
    tellHealth();
    await pause(Math.min(lookEveryMs * 2 ** Math.min(failures, 5), 120_000), undefined, { signal }).catch(
      () => undefined,
    );
  }
}

async function planWhenDue(): Promise<void> {
  if (!ready) await writeQueues(db, settings);
  sayReady();
  const moment = await lookAround();
  const reason = times.due(moment);
  if (reason !== null) await plan(moment, reason);
}

async function lookWhenDue(): Promise<void> {
  if (!ready) return;
  const rosterAt = await rosterWrittenAt(db);
  if (Date.now() < outlookUntil && rosterAt === rosterSeenAt) return;
  try {
    await lookAtToday();
    rosterSeenAt = rosterAt;
  } catch (error) {
    outlookUntil = 0;
    throw error;
  }
}

function tellHealth(): void {
  const [sentence] = [...troubles.values(), ...failed];
  if (sentence === undefined) report.well(note);
  else report.unwell(sentence);
}

async function lookAround(): Promise<PlanningMoment> {
  const now = Date.now();
  const days = settings.centres.map(({ id, zone }) => ({ centre: id, ...placeOf(now, zoneOf(zone)) }));
  const began = settings.centres.map(({ zone }) => dayStart(placeOf(now, zoneOf(zone)).date, zoneOf(zone)));
  return { now, days, history: await historyChanges(db, Math.min(now, ...began)) };
}

async function plan(moment: PlanningMoment, reason: string): Promise<void> {
  const { now } = moment;
  const began = performance.now();
  const onStep = (done: number, of: number) => {
    if (first && performance.now() - began > toldAfterMs) say({ progress: 'Forecasts', done, of, unit: 'steps' });
  };
  // What the new forecasts say of tonight is not held up by backtests.
  const onForecasts = () => {
    outlookUntil = 0;
  };
  const summary = await runRound({ now, signal, onStep, onForecasts });
  if (signal.aborted) return;
  if (summary.forecast > 0) first = false;
  times.planned(moment, summary.forecast);
  today.forget();
  outlookUntil = 0;
  metrics.round(summary, Date.now());
  note = noteOf(summary.queues, summary.forecast);
  const { errors, ...counted } = summary;
  for (const sentence of counted.failed) log.error(sentence);
  failed = counted.failed;
  log.info(
    {
      reason,
      ...counted,
      errors: Object.fromEntries(errors),
      memoryMb: Math.round(process.memoryUsage.rss() / 2 ** 20),
    },
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
  // Set before, so that forecasts which come meanwhile are looked at next.
  outlookUntil = Math.floor((now - afterQuarterMs) / quarterMs + 1) * quarterMs + afterQuarterMs;
  const outlooks = [];
  const staffing = [];
  for (const planned of await plannedQueues(db, settings)) {
    if (signal.aborted) return;
    const day = await today.of(planned, now);
    outlooks.push(...day.outlooks);
    staffing.push(...(await todayStaffing(db, planned, day, now)));
  }
  await writeDayOutlooks(db, outlooks);
  told = { outlooks: outlooks.map(outlookNow), staffing };
  tellToday();
  metrics.outlook(now, (performance.now() - began) / 1000);
}

function tellToday(): void {
  if (told === null || !report.socket.connected) return;
  report.socket.emit('outlooks', told.outlooks);
  report.socket.emit('staffing', told.staffing);
}

function sayReady(): void {
  if (ready) return;
  ready = true;
  say({ ready: 'planner' });
}

function say(line: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
