import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { AlarmLabels } from '#lib/alarm/alarmSentence.ts';
import { AlarmView } from '#lib/alarm/alarmView.ts';
import { openDatabase } from '#lib/database/database.ts';
import { databaseAway } from '#lib/database/databaseAway.ts';
import { Messenger } from '#lib/notification/messenger.ts';
import { databaseAddress, loadSettings } from '#lib/settings.ts';
import { createLogger } from '#lib/telemetry/logger.ts';
import { partMetrics } from '#lib/telemetry/partMetrics.ts';
import { reportPart, webUrl } from '#lib/telemetry/reportPart.ts';
import { AlarmArchive } from './alarms/alarmArchive.ts';
import { AlarmCourier } from './alarms/alarmCourier.ts';
import { AlarmKeeper } from './alarms/alarmKeeper.ts';
import { AlarmMemory } from './alarms/alarmMemory.ts';
import { alarmMetrics } from './alarms/alarmMetrics.ts';
import { WatchedFloor } from './alarms/watchedFloor.ts';

/**
 * The alarm watch: holds the rules against the floor once a second, tells the walls which alarms stand, keeps their log, and
 * tells recipients. Says `{"ready":"alarms"}` once it knows what stood before.
 */
const lookEveryMs = 1_000;
/** Figures of alarms that stand are told anew so often at most. */
const figuresEveryMs = 5_000;
/** So long the database is waited for at the start, where only it can know what stood. */
const firstReadMs = 20_000;
/** Alarms are not those of this moment when the floor was not seen for so long. */
const unseenMs = 3_000;
/** Without a floor for so long, the watch is not well. */
const blindMs = 20_000;
/** Messages on their way have so long to arrive when the watch is told to end. */
const lastMessagesMs = 1_000;

const settings = loadSettings();
const log = createLogger('alarms');
const registry = partMetrics('alarms');
const zones = new Map(settings.centres.map(({ id, zone }) => [id, zone]));
const zoneOf = (centre: string | null) =>
  (centre === null ? undefined : zones.get(centre)) ?? settings.centres[0]?.zone ?? 'UTC';

const db = openDatabase({ url: databaseAddress(settings), applicationName: 'alarms', max: 2, answerWithinMs: 30_000 });
const messenger = new Messenger({ ...settings.alarms, url: settings.access.url });
const keeper = new AlarmKeeper(new AlarmMemory(join(settings.dataDir, 'alarms.json')), zoneOf);
const watched = new WatchedFloor({ webUrl: webUrl(settings), key: settings.ingestKey });
const report = reportPart({ part: 'alarms', webUrl: webUrl(settings), key: settings.ingestKey, registry });
const metrics = alarmMetrics(registry, {
  standing: () => keeper.standing(),
  unwritten: () => keeper.unwritten().length,
  linked: () => watched.linked,
});
const surroundings = (centre: string | null) => ({ labels: labels(), zone: zoneOf(centre) });
const courier = new AlarmCourier(db, messenger, surroundings, metrics.delivery);
const archive = new AlarmArchive(db, keeper, courier, watched);

const stopping = new AbortController();
const { signal } = stopping;
for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => stopping.abort());

/** What is to be told to the walls: nothing, other figures, or other alarms. */
let untold: 'nothing' | 'figures' | 'turns' = 'turns';
let toldAt = Number.NEGATIVE_INFINITY;
let seenAt = performance.now();
let sawFloor = false;
/** Nothing that is told of alarms is of this moment. */
let blind = true;
let looks = false;
/** Why the log is not written; one sentence. */
let trouble: string | null = null;

report.socket.on('connect', tellTurns);
report.socket.on('alarmRules', () => archive.rulesChanged());
report.socket.on('alarmAcknowledged', ({ id, by, at }) => {
  if (keeper.acknowledge(id, by, at)) tellTurns();
});

const messages = delivering();
await Promise.all([looking(), keeping()]);
// A message that is on its way goes on for a moment; one that is cut is sent again, under the same id.
await Promise.race([messages, pause(lastMessagesMs)]);
watched.close();
messenger.close();
await db.destroy();
report.close();
process.exit(0);

async function looking(): Promise<void> {
  const began = performance.now();
  while (!archive.knows && !signal.aborted && performance.now() - began < firstReadMs) await rest(50);
  looks = true;
  process.stdout.write(`${JSON.stringify({ ready: 'alarms' })}\n`);
  tell();
  while (!signal.aborted) {
    look();
    tell();
    tellHealth();
    await rest(lookEveryMs - (Date.now() % lookEveryMs));
  }
}

function look(): void {
  const { floor, linked } = watched;
  if (linked) seenAt = performance.now();
  sawFloor ||= linked;
  const wasBlind = blind;
  blind = !sawFloor || performance.now() - seenAt > unseenMs;
  if (blind !== wasBlind) untold = 'turns';
  const view = new AlarmView({ floor, linked, now: Date.now(), forecast: archive.forecast });
  const { raised, cleared, changed } = keeper.look(view, performance.now());
  for (const { id, level, kind, centre, queue, source, rule, value } of raised) {
    metrics.raised(level);
    log.info(
      { id, alarmLevel: level, kind, centre, queue, source, rule, value },
      `An alarm was raised by the rule ${rule}`,
    );
  }
  for (const { alarm, because } of cleared) {
    const { id, rule, kind, centre, queue, source } = alarm;
    log.info({ id, kind, centre, queue, source, because }, `An alarm of the rule ${rule} is over`);
  }
  if (raised.length > 0 || cleared.length > 0) untold = 'turns';
  else if (changed && untold === 'nothing') untold = 'figures';
}

function tellTurns(): void {
  untold = 'turns';
  tell();
}

function tell(): void {
  // Until it is known what stood before, the walls keep what an earlier process told.
  if (!looks || untold === 'nothing' || !report.socket.connected) return;
  if (untold === 'figures' && performance.now() - toldAt < figuresEveryMs) return;
  report.socket.emit('alarms', keeper.alarms(), blind);
  untold = 'nothing';
  toldAt = performance.now();
}

async function keeping(): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      if (await archive.round()) tellTurns();
      if (failures > 0) log.info('The database takes the log of alarms again');
      failures = 0;
      trouble = null;
    } catch (error) {
      if (signal.aborted) return;
      trouble = `The log of alarms waits on disk, and messages wait: ${(error as Error).message}`;
      if (failures++ === 0) log.warn(trouble);
    }
    await rest(failures === 0 ? lookEveryMs : Math.min(1_000 * 2 ** failures, 10_000));
  }
}

async function delivering(): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      await archive.deliver();
      failures = 0;
    } catch (error) {
      // While the database is away there is nothing to be sent; the log's own loop says so.
      if (databaseAway(error)) failures = 0;
      else if (failures++ === 0) log.error({ err: error }, 'Messages about alarms cannot be sent; it is tried again');
    }
    await rest(failures === 0 ? lookEveryMs : Math.min(1_000 * 2 ** failures, 60_000));
  }
}

function tellHealth(): void {
  const amiss = keeper.trouble ?? trouble ?? archive.unreadable;
  if (performance.now() - seenAt > blindMs)
    report.unwell('The alarm watch does not see the floor: the web process tells it nothing; its log says why');
  else if (amiss !== null) report.unwell(amiss);
  else if (archive.undelivered !== null)
    report.well(`A message about an alarm did not go, and is tried again: ${archive.undelivered}`);
  else report.well();
}

/** What everything is called, as the walls call it; centres by the settings while no floor is known. */
function labels(): AlarmLabels {
  const { centres, queues, sources } = watched.floor;
  const of = (entities: Record<string, { id: string; label: string }>) =>
    Object.values(entities).map(({ id, label }): [string, string] => [id, label]);
  return {
    centres: Object.fromEntries([
      ...settings.centres.map(({ id, label }): [string, string] => [id, label]),
      ...of(centres),
    ]),
    queues: Object.fromEntries(of(queues)),
    sources: Object.fromEntries(of(sources)),
  };
}

async function rest(ms: number): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => undefined);
}
