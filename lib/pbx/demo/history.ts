import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createGzip, type Gzip } from 'node:zlib';
import { type DemoCentre, demoCentres } from './demoCentres.ts';
import { dayAfter, type LocalDay, localDayAt } from './localDay.ts';
import { QueueLogRows } from './queueLogRows.ts';
import { Switchboard } from './switchboard.ts';

export interface HistoryOptions {
  /** Files go to `<dataDir>/demo/<centre>/history/`. */
  dataDir: string;
  /** Days before `until`, at least 1. */
  days: number;
  seed: number;
  /** Epoch ms; history ends at the local midnight at or before it. Default: now. */
  until?: number;
  centres?: readonly DemoCentre[];
  onProgress?: (progress: HistoryProgress) => void;
  signal?: AbortSignal;
}

export interface HistoryProgress {
  /** The file that is being written. */
  file: string;
  doneDays: number;
  totalDays: number;
  rows: number;
  elapsedMs: number;
  /** Estimated from the days done; null before the first. */
  remainingMs: number | null;
}

/** A stretch of one month, whole local days. */
interface Stretch {
  centre: DemoCentre;
  days: LocalDay[];
  oldest: boolean;
}

/**
 * Writes the demo's past as Asterisk's queue_log, one gzip file a month (`queue_log.2026-10.gz`), newest month first. Each file
 * stands by itself: a call that begins in its month ends in its file.
 * @returns the files in the order in which they were written.
 * @throws RangeError for `days` below 1; errors of the disk as they come.
 */
export async function writeHistory(options: HistoryOptions): Promise<string[]> {
  if (!(options.days >= 1)) throw new RangeError(`days must be at least 1, not ${options.days}`);
  const stretches = monthsOf(options.centres ?? demoCentres, options.until ?? Date.now(), Math.floor(options.days));
  const totalDays = stretches.reduce((sum, each) => sum + each.days.length, 0);
  const startedAt = performance.now();
  const files: string[] = [];
  let doneDays = 0;
  let rows = 0;
  for (const stretch of stretches) {
    const folder = join(options.dataDir, 'demo', stretch.centre.id, 'history');
    await mkdir(folder, { recursive: true });
    const file = join(folder, `queue_log.${stretch.days[0]?.date.slice(0, 7)}.gz`);
    await writeMonth(stretch, file, options, (rowsOfDay) => {
      rows += rowsOfDay;
      doneDays++;
      const elapsedMs = performance.now() - startedAt;
      const remainingMs = (elapsedMs / doneDays) * (totalDays - doneDays);
      options.onProgress?.({ file, doneDays, totalDays, rows, elapsedMs, remainingMs });
    });
    files.push(file);
  }
  return files;
}

function monthsOf(centres: readonly DemoCentre[], until: number, days: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (const centre of centres) {
    let day = localDayAt(until, centre.zone);
    let month: LocalDay[] = [];
    for (let n = 0; n < days; n++) {
      day = dayAfter(day, centre.zone, -1);
      if (month[0] && month[0].month !== day.month) {
        stretches.push({ centre, days: month, oldest: false });
        month = [];
      }
      month.unshift(day);
    }
    stretches.push({ centre, days: month, oldest: true });
  }
  return stretches.sort((a, b) => (b.days[0]?.ordinal ?? 0) - (a.days[0]?.ordinal ?? 0));
}

async function writeMonth(
  stretch: Stretch,
  file: string,
  options: HistoryOptions,
  dayDone: (rows: number) => void,
): Promise<void> {
  const [first] = stretch.days;
  if (!first) return;
  const zip = createGzip({ level: 4 });
  const out = zip.pipe(createWriteStream(`${file}.part`));
  zip.on('error', (error) => out.destroy(error));
  let held: string[] = [];
  let draining = false;
  const log = new QueueLogRows((row) => {
    // After the month's end only its calls go on; who comes and goes then stands in the next file.
    if (!draining || /^\d+\|\d/.test(row)) held.push(row);
  });
  const switchboard = new Switchboard({
    centre: stretch.centre,
    seed: options.seed,
    from: first.start,
    report: log,
    run: `history ${first.date}`,
  });
  try {
    if (stretch.oldest) log.started(first.start);
    switchboard.open(stretch.oldest);
    for (const day of stretch.days) {
      options.signal?.throwIfAborted();
      switchboard.clock.runUntil(day.end);
      if (day === stretch.days.at(-1)) {
        draining = true;
        switchboard.close();
        while (switchboard.calls.size > 0) switchboard.clock.runUntil(switchboard.clock.now + 60_000);
      }
      const rows = held;
      held = [];
      await write(zip, rows.join(''));
      dayDone(rows.length);
      await nextTurn();
    }
    zip.end();
    await finished(out);
  } catch (error) {
    zip.destroy();
    out.destroy();
    throw error;
  }
  await rename(`${file}.part`, file);
}

async function write(zip: Gzip, text: string): Promise<void> {
  if (!zip.write(text)) await once(zip, 'drain');
}
