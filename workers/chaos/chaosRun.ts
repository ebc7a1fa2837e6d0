import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { AlarmEntry } from '#lib/alarm/alarmEntry.ts';
import { demoCentres } from '#lib/pbx/demo/demoCentres.ts';
import { signInFresh } from '../signIn.ts';
import { alarmDifferences, ringAtOnce } from './alarmComparison.ts';
import { ChaosInstallation } from './chaosInstallation.ts';
import { type ContactComparison, compareContacts, contactDayDifferences } from './contactComparison.ts';
import { ExchangeProcess } from './exchangeProcess.ts';
import { FaultMaker } from './faultMaker.ts';
import { faultText, type ScheduledFault } from './faultSchedule.ts';
import { compareLedger, type LedgerComparison } from './ledgerComparison.ts';
import { alarmRows, ledgerRows } from './ledgerRows.ts';
import { PartTimes, type TimesSummary } from './partTimes.ts';
import { QueueLogTruth } from './queueLogTruth.ts';
import { SpoolGauge, type SpoolPeak } from './spoolGauge.ts';
import { type WallInvariants, WallWatch } from './wallWatch.ts';

export interface ChaosPlan {
  seed: number;
  /** How long calls come and things go wrong, ms. */
  lastsMs: number;
  /** At all exchanges together. */
  callsPerSecond: number;
  /** Talks, waits and rings are so many times shorter than real, so that many end within the run. */
  speed: number;
  schedule: readonly ScheduledFault[];
  /** Once no more calls come, those in the exchanges may go on for so long. */
  endingMs: number;
}

export interface ChaosResult {
  seed: number;
  lastsMs: number;
  callsPerSecond: number;
  /** Faults made, by kind; those that found nothing to break are left out. */
  faults: Record<string, number>;
  /** By exchange. */
  ledger: Record<string, LedgerComparison>;
  /** By exchange. */
  contacts: Record<string, ContactComparison>;
  /** Alarms that rang; each exchange that falls silent raises one. */
  alarms: number;
  /** Visits and contacts. */
  missing: number;
  double: number;
  different: number;
  wall: WallInvariants;
  /** What the wall's day says otherwise than the queue_log once all is over, one line each. */
  wallDiffers: string[];
  times: Record<string, TimesSummary>;
  spool: SpoolPeak;
  /** Visits that what the exchange wrote into its queue_log has made known or completed, as the workers count them. */
  completedByLog: number | null;
  /** Starts of parts beyond their first. */
  restarts: number;
  /** Nothing is missing, double or different, and the wall kept every promise. */
  passed: boolean;
}

export interface ChaosListener {
  /** What is going on, and how far it is. */
  stage(text: string): void;
  elapsed(ms: number): void;
  fault(sentence: string): void;
}

const liveMs = 30_000;
const settleMs = 90_000;

/**
 * A whole installation under load while things go wrong; then the ledger against what the exchanges wrote themselves.
 *
 * @throws Error when the installation does not come up at all, or does not come back
 */
export async function chaosRun(plan: ChaosPlan, listener: ChaosListener, signal?: AbortSignal): Promise<ChaosResult> {
  const folder = mkdtempSync(join(tmpdir(), 'santral-chaos-'));
  const times = new PartTimes();
  const exchanges = demoCentres.map(
    (centre) =>
      new ExchangeProcess({
        centre,
        folder: join(folder, 'exchange'),
        seed: plan.seed,
        callsPerSecond: plan.callsPerSecond / demoCentres.length,
        speed: plan.speed,
      }),
  );
  const installation = new ChaosInstallation({ folder, exchanges, speed: plan.speed, times });
  let watch: WallWatch | null = null;
  let gauge: SpoolGauge | null = null;
  try {
    listener.stage('the exchanges and the installation start');
    await Promise.all(exchanges.map((exchange) => exchange.start()));
    await installation.start();
    const truths = new Map(exchanges.map(({ id, queueLog }) => [id, new QueueLogTruth(queueLog)]));
    const cookie = await signInFresh(installation);
    await ringAtOnce(installation.url, cookie);
    watch = new WallWatch(installation.url, truths, cookie);
    gauge = new SpoolGauge(installation);
    const faults = new FaultMaker({ installation, exchanges, watch, gauge, times });

    await allLive(exchanges, watch);

    listener.stage('calls come, things go wrong');
    await makeFaults(plan, faults, listener, signal);
    listener.stage('no more calls come; those in the exchanges end');
    await emptied(exchanges, plan.endingMs);
    listener.stage('the ledger settles');
    const { ledger, contacts, wallDiffers, alarms } = await settled(installation, truths, watch);
    const sum = (of: (one: LedgerComparison | ContactComparison) => number) =>
      [...Object.values(ledger), ...Object.values(contacts)].reduce((all, one) => all + of(one), 0);
    const result = {
      ...{ seed: plan.seed, lastsMs: plan.lastsMs, callsPerSecond: plan.callsPerSecond, faults: faults.made },
      ...{ ledger, contacts, alarms },
      ...{
        missing: sum((one) => one.missing),
        double: sum((one) => one.double),
        different: sum((one) => one.different),
      },
      ...{ wall: watch.result, wallDiffers, times: times.summary(), spool: gauge.peak() },
      ...{ completedByLog: gauge.completedByLog(), restarts: installation.restarts },
    };
    const passed =
      result.missing + result.double + result.different + wallDiffers.length === 0 &&
      Object.keys(watch.result.broken).length === 0;
    return { ...result, passed };
  } catch (error) {
    throw new Error(
      `${(error as Error).message}\nThe installation said last:\n${installation.said.slice(-12).join('\n')}`,
      {
        cause: error,
      },
    );
  } finally {
    watch?.close();
    gauge?.close();
    await installation.stop();
    await Promise.all(exchanges.map((exchange) => exchange.stop()));
    if (process.env.SANTRAL_CHAOS_KEEP) listener.fault(`kept ${folder}`);
    else rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function allLive(exchanges: readonly ExchangeProcess[], watch: WallWatch): Promise<void> {
  for (const giveUpAt = Date.now() + liveMs; exchanges.some(({ id }) => watch.liveSince(id) === null); await pause(100))
    if (Date.now() > giveUpAt) throw new Error(`The wall was not live within ${liveMs / 1000} s of the start`);
}

async function makeFaults(
  plan: ChaosPlan,
  faults: FaultMaker,
  listener: ChaosListener,
  signal: AbortSignal | undefined,
): Promise<void> {
  const began = performance.now();
  const underWay: Promise<void>[] = [];
  const failed: unknown[] = [];
  const due = [...plan.schedule];
  for (;;) {
    const elapsed = performance.now() - began;
    listener.elapsed(Math.min(elapsed, plan.lastsMs));
    if (elapsed >= plan.lastsMs || signal?.aborted || failed.length > 0) break;
    for (let next = due[0]; next && next.at <= elapsed; next = due[0]) {
      due.shift();
      const { fault } = next;
      listener.fault(`${(elapsed / 1000).toFixed(1)} s: ${faultText(fault)}`);
      underWay.push(faults.make(fault).catch((error) => void failed.push(error)));
    }
    await pause(100);
  }
  await Promise.all(underWay);
  if (failed.length > 0) throw failed[0];
}

/** Calls end by themselves for a while; the few long ones that are left are hung up. */
async function emptied(exchanges: readonly ExchangeProcess[], endingMs: number): Promise<void> {
  for (const exchange of exchanges) exchange.closeLines();
  const hangUpAt = Date.now() + endingMs;
  for (const exchange of exchanges) {
    while ((await exchange.calls()) > 0) {
      if (Date.now() > hangUpAt) await exchange.hangUpAll();
      await pause(250);
    }
  }
}

interface Settled {
  ledger: Record<string, LedgerComparison>;
  contacts: Record<string, ContactComparison>;
  wallDiffers: string[];
  alarms: number;
}

/** Compares again and again until all agrees, or for so long that it never will. */
async function settled(
  installation: ChaosInstallation,
  truths: ReadonlyMap<string, QueueLogTruth>,
  watch: WallWatch,
): Promise<Settled> {
  const giveUpAt = Date.now() + settleMs;
  let alarms: AlarmEntry[];
  for (;;) {
    const ledger: Record<string, LedgerComparison> = {};
    const contacts: Record<string, ContactComparison> = {};
    const wallDiffers = watch.differences();
    let agrees = true;
    for (const [exchange, truth] of truths) {
      truth.read();
      const rows = await ledgerRows(installation.dataDir, exchange);
      const visits = compareLedger(exchange, truth.visits, rows.visits);
      const calls = compareContacts(exchange, truth.calls, rows.contacts);
      ledger[exchange] = visits;
      contacts[exchange] = calls;
      for (const { missing, double, different } of [visits, calls])
        if (missing + double + different > 0) agrees = false;
      const days = Object.values(watch.floor?.contactDays ?? {}).filter((day) => day.exchange === exchange);
      wallDiffers.push(...contactDayDifferences(exchange, days, rows.contacts));
      if (days.length === 0) wallDiffers.push(`${exchange}: the wall has no day of contacts`);
    }
    alarms = await alarmRows(installation.dataDir);
    wallDiffers.push(...alarmDifferences(alarms, Object.values(watch.floor?.alarms ?? {})));
    if ((agrees && wallDiffers.length === 0) || Date.now() > giveUpAt)
      return { ledger, contacts, wallDiffers, alarms: alarms.length };
    await pause(1_000);
  }
}
