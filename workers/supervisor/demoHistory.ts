import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Settings } from '#lib/settings.ts';

/** What was, or is being, written of the demo's past. */
interface DemoHistory {
  /** ISO instant; the past ends at the local midnight before it, where the live demo began. */
  until: string;
  days: number;
  finished: boolean;
}

/**
 * Writes the demo's past as queue_log files, once per data folder. One that was cut off is written again up to the same
 * midnight, so that it never overlaps with what the demo has done live since.
 *
 * @param run writes the past: days, and the instant that it ends before
 */
export async function writeDemoHistory(
  settings: Settings,
  run: (days: number, until: string) => Promise<void>,
): Promise<void> {
  if (settings.demo === null || settings.demo.historyDays === 0) return;
  const note = noteIn(settings.dataDir);
  const known = readNote(note);
  if (known?.finished) return;
  mkdirSync(dirname(note), { recursive: true });
  const history = known ?? { until: new Date().toISOString(), days: settings.demo.historyDays, finished: false };
  writeFileSync(note, `${JSON.stringify(history)}\n`);
  await run(history.days, history.until);
  writeFileSync(note, `${JSON.stringify({ ...history, finished: true })}\n`);
}

/** Is all of the demo's past written, so that the files in its folder are all there will be? */
export function isDemoHistoryWritten(dataDir: string): boolean {
  return readNote(noteIn(dataDir))?.finished === true;
}

function noteIn(dataDir: string): string {
  return join(dataDir, 'demo', 'history.json');
}

function readNote(path: string): DemoHistory | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as DemoHistory;
  } catch {
    // Never begun, or the note itself was cut off: begin anew.
    return null;
  }
}
