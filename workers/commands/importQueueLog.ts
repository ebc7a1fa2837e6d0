import { type ImportResult, importQueueLog } from '#lib/pbx/queue-log/import.ts';
import { isTableAddress, withPassword } from '#lib/pbx/queue-log/tableAddress.ts';
import type { Settings } from '#lib/settings.ts';
import { queueLogSecretVariable } from '#lib/settingsFile.ts';
import { isZone, zoneMeant } from '#lib/settingsZone.ts';
import { terminalView } from '#lib/terminal/terminalView.ts';
import { settingsBesideRunning, withDatabase } from './besideRunning.ts';

/** `santral import queue-log FILE…`: 0 when all was read, 1 when a file could not be, 2 when the exchange or zone is none. */
export async function importQueueLogCommand(
  files: string[],
  options: { exchange?: string; zone?: string; json?: boolean },
): Promise<number> {
  const place = settingsBesideRunning();
  const exchange = exchangeOf(place.settings, options.exchange);
  if (exchange === null) return 2;
  const zone = options.zone ?? place.settings.exchanges.find(({ id }) => id === exchange)?.queueLogZone ?? 'UTC';
  if (!isZone(zone)) {
    process.stderr.write(`--zone is "${zone}", no time zone; ${zoneMeant(zone)}\n`);
    return 2;
  }
  const password = process.env[queueLogSecretVariable(exchange)];

  const view = terminalView(process.stderr);
  const step = view.step('Import');
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  try {
    const result = await withDatabase(place, (db) =>
      importQueueLog({
        db,
        exchange,
        zone,
        files: files.map((file) => (isTableAddress(file) ? withPassword(file, password) : file)),
        signal: stop.signal,
        onProgress({ done, of, visits }) {
          step.progress({ done: done / 1e6, of: of / 1e6, unit: 'MB' });
          step.detail(`${visits.toLocaleString('en-US')} visits`);
        },
      }),
    );
    step.done(`${result.visits.toLocaleString('en-US')} visits from ${count(result.read.length, 'file')}`);
    view.close();
    process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : summary(result));
    return 0;
  } catch (error) {
    step.failed(stop.signal.aborted ? 'stopped; the next import goes on from here' : 'not finished');
    view.close();
    if (!stop.signal.aborted) throw error;
    return 1;
  }
}

function exchangeOf({ exchanges }: Settings, asked: string | undefined): string | null {
  const ids = exchanges.map((exchange) => exchange.id);
  if (asked !== undefined && ids.includes(asked)) return asked;
  if (asked === undefined && ids.length === 1) return ids[0] ?? null;
  const known = ids.join(', ');
  process.stderr.write(
    asked === undefined
      ? `Which exchange wrote these files? Add --exchange ID; known: ${known}.\n`
      : `There is no exchange ${asked}; known: ${known}.\n`,
  );
  return null;
}

function summary(result: ImportResult): string {
  const lines = [
    `${result.rows.toLocaleString('en-US')} rows gave ${count(result.visits, 'visit')}, of which ${result.changed.toLocaleString('en-US')} are new or say more than before.`,
  ];
  if (result.skipped.length > 0) lines.push(`Nothing new in ${result.skipped.join(', ')}.`);
  if (result.strayRows > 0)
    lines.push(`${count(result.strayRows, 'row')} belong to calls that began before the first file.`);
  if (result.badLines > 0) {
    lines.push(
      `${count(result.badLines, 'line')} could not be read:`,
      ...result.badLineSamples.map((line) => `  ${line}`),
    );
  }
  return `${lines.join('\n')}\n`;
}

function count(number: number, what: string): string {
  return `${number.toLocaleString('en-US')} ${what}${number === 1 ? '' : 's'}`;
}
