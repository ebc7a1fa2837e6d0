import { resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { isBuilt } from '../supervisor/pageBuild.ts';
import { heapTrend } from './heapTrend.ts';
import { type DayReading, type SoakReport, soakRun } from './soakRun.ts';

/**
 * `npm run soak`: a week in one tab, in compressed time. Exit codes: 0 its memory stays flat, 1 it grows or the page
 * complained, 2 wrong usage.
 */
const usualDays = 7;
/** A hall of two centres tells its screens of something about once in two seconds, night and day. */
const usualPatches = 43_200;
/** What counts as flat, of the last days to the first. */
const mostHeap = 1.05;
const mostNodes = 1.02;

const number = (low: number, high: number) => (text: string) => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < low || value > high)
    throw new InvalidArgumentError(`Give a whole number from ${low} to ${high}.`);
  return value;
};
const program = new Command('soak')
  .description('lives through days of a hall in one tab of a real browser, and reads its memory at the end of each')
  .option('--days <n>', 'how many', number(3, 400), usualDays)
  .option('--patches <n>', 'changes that the screen hears of on each day', number(96, 400_000), usualPatches)
  .option('--json', 'for machines: one JSON document on standard output')
  .exitOverride();

try {
  program.parse();
  process.exitCode = await main(program.opts<{ days: number; patches: number; json?: boolean }>());
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}

async function main({ days, patches, json }: { days: number; patches: number; json?: boolean }): Promise<number> {
  if (!isBuilt(resolve(import.meta.dirname, '..', '..'))) {
    process.stderr.write('The pages are not built from these sources; run npm run build first, or npm start once.\n');
  }
  // what the pages' server says of itself is not part of the document
  if (json) console.log = console.error;
  const say = (line: string) => void (json ? process.stderr : process.stdout).write(`${line}\n`);
  const report = await soakRun({ days, patchesPerDay: patches }, (reading) => say(line(reading)));
  const trend = heapTrend(report.readings);
  const flat = trend.heapRatio <= mostHeap && trend.nodeRatio <= mostNodes && trend.listenerRatio <= mostNodes;
  if (json) process.stdout.write(`${JSON.stringify({ ...report, trend, flat })}\n`);
  else say(summary(report, trend.heapBytesPerDay));
  for (const mistake of report.mistakes) say(`The page complained: ${mistake}`);
  say(flat ? 'Flat: the last days hold no more than the first.' : 'It grows.');
  return flat && report.mistakes.length === 0 ? 0 : 1;
}

function line({ day, heapBytes, nodes, listeners }: DayReading): string {
  return `day ${day}: ${megabytes(heapBytes)} MB of script, ${nodes} nodes, ${listeners} listeners`;
}

function summary({ patches, seconds }: SoakReport, perDay: number): string {
  return `${patches} patches in ${Math.round(seconds)} s; ${megabytes(perDay)} MB a day`;
}

function megabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(2);
}
