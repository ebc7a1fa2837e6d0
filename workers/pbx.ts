import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { subjectList } from '#lib/contact/subject.ts';
import { openDatabase } from '#lib/database/database.ts';
import { LedgerWriter } from '#lib/database/ledgerWriter.ts';
import { ObservationLog } from '#lib/database/observationLog.ts';
import type { AgentNow } from '#lib/feed/feedEvents.ts';
import { FloorPublisher } from '#lib/feed/floorPublisher.ts';
import { LiveExchange } from '#lib/floor/liveExchange.ts';
import { SourceWatch } from '#lib/floor/sourceWatch.ts';
import { centreDay, dayStarts } from '#lib/interval/centreDay.ts';
import { Spool } from '#lib/ledger/spool.ts';
import { heardEvents } from '#lib/pbx/ami/heardEvents.ts';
import { AmiSession } from '#lib/pbx/ami/session.ts';
import { AmiTranslation } from '#lib/pbx/ami/translation.ts';
import type { PbxEvent } from '#lib/pbx/pbxEvent.ts';
import { queueProfiles } from '#lib/queue/queueProfiles.ts';
import { databaseAddress, loadSettings } from '#lib/settings.ts';
import { createLogger } from '#lib/telemetry/logger.ts';
import { partMetrics } from '#lib/telemetry/partMetrics.ts';
import { reportPart, webUrl } from '#lib/telemetry/reportPart.ts';
import { ContactObservation } from './pbx/contactObservation.ts';
import { ExchangeRecord } from './pbx/exchangeRecord.ts';
import { PacedPut } from './pbx/pacedPut.ts';
import { pbxMetrics } from './pbx/pbxMetrics.ts';

/**
 * One exchange's worker: `node workers/pbx.ts EXCHANGE`. Bytes → messages → events → ledger and floor; rows go to a spool
 * on this machine's disk first and from there to the database; the floor goes to the web process. Says
 * `{"ready":"pbx:ID"}` once the exchange has told its state.
 */
const reconcileMs = 60_000;
/** After a connection, and while the exchange does not tell its state: what is gone is known from two lists. */
const reconcileSoonMs = 5_000;
const tickMs = 500;
const heardEveryMs = 2_000;
const observationEveryMs = 10_000;
/** The screens keep what they had while the day is counted, but not for longer. */
const countingMs = 5_000;

const settings = loadSettings();
const exchange = settings.exchanges.find(({ id }) => id === process.argv[2]);
if (exchange === undefined) {
  const known = settings.exchanges.map(({ id }) => id).join(', ');
  process.stderr.write(`There is no exchange ${process.argv[2] ?? '(none named)'}; the settings know ${known}.\n`);
  process.exit(2);
}
const { id, centre, label, demo, inboundContexts, containedContexts, wrapUpSeconds, suspicionLimits } = exchange;
const part = `pbx:${id}`;
const log = createLogger(part);
const registry = partMetrics(part);
const report = reportPart({ part, webUrl: webUrl(settings), key: settings.ingestKey, registry });

// the ledger: what was open goes on; rows are durable here before the database has them
const spoolDir = join(settings.dataDir, 'spool');
mkdirSync(spoolDir, { recursive: true });
const spool = new Spool(join(spoolDir, `${id}.sqlite`));
const db = openDatabase({ url: databaseAddress(settings), applicationName: part, max: 2, answerWithinMs: 60_000 });
const writer = new LedgerWriter({ db, spool, onRefused: (sentence) => log.error(sentence) });
const observation = new ObservationLog(db, id, join(spoolDir, `${id}.heard`));
// Nobody listened this morning either, and where there is no queue_log nobody else tells of it.
if (observation.heardBefore === null && exchange.queueLog === null)
  observation.lost(
    Math.min(...settings.centres.map(({ zone }) => centreDay(Date.now(), zone).dayStart)),
    'never_heard',
  );

const profileOf = queueProfiles(exchange, settings.centres, notice);
const outOfScope = new Map(settings.centres.map((one) => [one.id, subjectList(one.outOfScopeSubjects)]));
const live = new LiveExchange({
  exchange: id,
  centre,
  outOfScopeOf: (of) => outOfScope.get(of) ?? new Set(),
  profileOf,
  dayStartOf: dayStarts(settings.centres),
  wrapUpSeconds,
  suspicionLimits,
  onSuspect,
  later: (work) => setImmediate(work),
});
const publisher = new FloorPublisher(id, live.floor, report.socket, {
  before: () => paced.put(),
  uncounted: { patienceMs: countingMs },
});
const source = new SourceWatch({ id, centre, label, demo }, Date.now(), observation.heardBefore, (health) => {
  live.floor.source(health);
  publisher.touched();
});
live.floor.source(source.health);

const translation = new AmiTranslation({
  inboundContexts,
  callerNumbers: exchange.callerNumbers,
  containedContexts,
  onEvent: take,
});
const open = spool.openVisits();
const contacts = spool.openContacts();
live.floor.agents.restore(spool.openAgents(), observation.heardBefore);
live.restore(open, contacts);
translation.restore(open, contacts, observation.heardBefore);

let reconcileAt = 0;

const paced = new PacedPut(spool, live.floor.agents.timeline);
const record = new ExchangeRecord({
  exchange,
  db,
  live,
  spool,
  spoolDir,
  paced,
  zones: settings.centres.map(({ zone }) => zone),
  onChange: () => publisher.touched(),
  onCounted() {
    source.counted();
    publisher.dayCounted();
    publisher.touched();
  },
  onNotice: notice,
  onProblem: (sentence) => log.error(`The day so far of ${label} is not counted yet: ${sentence}`),
});

const contactObservation = new ContactObservation({
  db,
  exchange: id,
  observes: inboundContexts.length > 0,
  observation,
  tellsContacts: () => record.tellsContacts,
  contactDays: live.floor.contactDays,
});

function take(event: PbxEvent): void {
  const { visits, contacts } = live.apply(event);
  paced.add(
    visits.map(({ after }) => after),
    contacts.map(({ after }) => after),
  );
  if (live.floor.agents.timeline.changed) paced.ask();
  events.inc({ kind: event.kind });
  publisher.touched();
  if (event.kind === 'floor_snapshot' && session.live && !source.told) {
    source.live(event.receivedAt);
    observation.regained(event.receivedAt);
    observationAt = 0;
    sayReady();
  }
}

const session = new AmiSession({
  peer: exchange,
  ...heardEvents(exchange),
  onState: ({ state, cause, detail }) => {
    const now = Date.now();
    if (state === 'live') {
      log.info(detail);
      translation.linkUp(now);
      reconcile();
      reconcileAt = now + reconcileSoonMs;
    } else if (state === 'down') {
      if (source.told) live.floor.agents.unheard(source.health.lastHeardAt ?? now);
      if (source.told) translation.linkDown(now, cause ?? 'closed');
      observation.lost(source.health.lastHeardAt ?? now, cause ?? 'closed');
      source.lost(now, cause ?? 'closed', detail);
      log.warn(detail);
    }
    tellHealth();
  },
  onSilence: (silence) => {
    if (silence === null) source.speaks(Date.now());
    else {
      source.silent(Date.now(), silence.heardAt, silence.detail);
      log.warn(silence.detail);
    }
    tellHealth();
  },
  onMessage: (message, receivedAt) => {
    translation.message(message, receivedAt);
    // its lists were not whole before, or it knew none yet
    if (message.name === 'FullyBooted' && (source.told || queuesRefused)) reconcileAt = receivedAt;
  },
  onNotice: notice,
});

/** An exchange that starts up answers before it has loaded its queues. */
let queuesRefused = false;

/** Asks for the whole state; the translation reads the lists where they come in the stream. */
function reconcile(): void {
  queuesRefused = false;
  for (const action of ['QueueStatus', 'CoreShowChannels']) {
    session.list(action, {}, false).catch((error: Error) => {
      if (!session.live) return;
      log.warn(error.message);
      if (action === 'QueueStatus') queuesRefused = true;
      if (action === 'QueueStatus' && !source.told) source.lost(Date.now(), 'refused', error.message);
    });
  }
}

const { events, suspects } = pbxMetrics(registry, { session, source, record, spool });

function onSuspect({ id, state, since }: AgentNow): void {
  suspects.inc({ state });
  log.warn(`Agent ${id} is in state ${state} since ${new Date(since).toISOString()}: its end may not have been heard.`);
}

/** Something is amiss, yet everything goes on: it is logged, and shown on the health badge for some minutes. */
function notice(sentence: string): void {
  log.warn(sentence);
  source.notice(Date.now(), sentence);
}

/** The first thing that is unwell, in one sentence. */
function tellHealth(): void {
  const unwell = source.health.detail ?? spool.problem ?? writer.problem ?? record.problem;
  if (unwell === null) report.well();
  else report.unwell(unwell);
  source.heldUp(writer.heldUp);
}

let told = false;
function sayReady(): void {
  if (told) return;
  told = true;
  process.stdout.write(`${JSON.stringify({ ready: part })}\n`);
}

let heardAt = 0;
let observationAt = 0;
let heardBytes = 0;
const ticking = setInterval(() => {
  const now = Date.now();
  translation.tick(now);
  live.floor.tick(now);
  if (live.floor.agents.timeline.changed) paced.ask();
  source.tick(now);
  live.ledger.forgetClosed(now);
  if (session.byteCount > heardBytes) {
    heardBytes = session.byteCount;
    source.heard(now, heardEveryMs);
    if (source.health.state === 'live' && now - heardAt >= heardEveryMs) {
      heardAt = now;
      attempt(() => observation.heard(now));
    }
  }
  if (session.live && now >= reconcileAt) {
    reconcileAt = now + (source.told ? reconcileMs : reconcileSoonMs);
    reconcile();
  }
  observation.write().catch(() => undefined);
  if (now >= observationAt) {
    observationAt = now + observationEveryMs;
    contactObservation.look(now).catch(() => undefined);
  }
  publisher.touched();
  tellHealth();
}, tickMs);

function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    log.warn(
      `${settings.dataDir} does not take what is to be kept: ${(error as Error).message}; make room on its disk.`,
    );
  }
}

session.start();
writer.start();
record.start();

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void end());

async function end(): Promise<void> {
  setTimeout(() => process.exit(0), 2_500).unref();
  clearInterval(ticking);
  publisher.stop();
  await Promise.all([session.stop(), record.stop()]);
  paced.put();
  await writer.stop();
  spool.close();
  await db.destroy();
  report.close();
  process.exit(0);
}
