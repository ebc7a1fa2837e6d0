import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { demoCentres } from './demoCentres.ts';
import { type HistoryProgress, writeHistory } from './history.ts';
import { localDay } from './localDay.ts';
import { QueueLogRows } from './queueLogRows.ts';
import { Switchboard } from './switchboard.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function history(
  seed: number,
  days = 3,
): Promise<{ files: string[]; rows: string[][]; steps: HistoryProgress[] }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'demo-history-'));
  folders.push(dataDir);
  const steps: HistoryProgress[] = [];
  const until = Date.parse('2026-04-02T15:00:00+03:00');
  const files = await writeHistory({
    dataDir,
    days,
    seed,
    until,
    centres: demoCentres.slice(0, 1),
    onProgress: (step) => steps.push(step),
  });
  const texts = files.map((file) => gunzipSync(readFileSync(file)).toString('utf8'));
  const rows = texts.flatMap((text) =>
    text
      .trimEnd()
      .split('\n')
      .map((row) => row.split('|')),
  );
  return { files, rows, steps };
}

describe('history', () => {
  it('writes a file a month, the newest first, up to the last midnight, and tells how far it is', async () => {
    const { files, rows, steps } = await history(1);
    expect(files.map((file) => basename(file))).toEqual(['queue_log.2026-04.gz', 'queue_log.2026-03.gz']);
    expect(steps.map((step) => [step.doneDays, step.totalDays])).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
    const joined = rows.filter((row) => row[4] === 'ENTERQUEUE').map((row) => Number(row[0]) * 1000);
    expect(Math.max(...joined)).toBeLessThan(Date.parse('2026-04-02T00:05:00+03:00'));
    expect(Math.min(...joined)).toBeGreaterThan(Date.parse('2026-03-30T00:00:00+03:00'));
    expect(rows.filter((row) => row[4] === 'QUEUESTART')).toHaveLength(1);
  });

  it('balances, and no two calls have one id', async () => {
    const { rows } = await history(2);
    const count = (...words: string[]): number => rows.filter((row) => words.includes(row[4] ?? '')).length;
    const outs = count('CONNECT', 'ABANDON', 'EXITWITHTIMEOUT', 'EXITWITHKEY', 'EXITEMPTY', 'WITHDRAW');
    expect(outs).toBe(count('ENTERQUEUE'));
    expect(count('COMPLETEAGENT', 'COMPLETECALLER', 'BLINDTRANSFER', 'ATTENDEDTRANSFER')).toBe(count('CONNECT'));
    expect(count('ENTERQUEUE')).toBeGreaterThan(6000);
    const firsts = rows.filter((row) => row[4] === 'ENTERQUEUE').map((row) => row[1]);
    const transfers = count('BLINDTRANSFER');
    expect(firsts.length - new Set(firsts).size).toBe(transfers);
  });

  it('is the same for the same seed, and another for another', async () => {
    const [one, same, other] = [await history(3, 2), await history(3, 2), await history(4, 2)];
    expect(same.rows).toEqual(one.rows);
    expect(other.rows).not.toEqual(one.rows);
  });

  it('refuses a length of no days in a sentence', async () => {
    await expect(writeHistory({ dataDir: tmpdir(), days: 0, seed: 1 })).rejects.toThrow(
      'days must be at least 1, not 0',
    );
  });
});

describe('proportions of the two centres', () => {
  // Four whole weeks without a holiday, in different seasons.
  const weeks = ['2026-02-02', '2026-04-06', '2026-09-07', '2026-11-02'];

  it.each([
    ['153', 1_240_000, 0.056],
    ['185', 1_073_711, 335_000 / 1_073_711],
  ] as const)('%s: calls a year and the share that the IVR serves', (id, callsPerYear, ivrShare) => {
    const centre = demoCentres.find((each) => each.id === id);
    if (!centre) throw new Error(`no centre ${id}`);
    let calls = 0;
    let served = 0;
    let offered = 0;
    let inTime = 0;
    for (const monday of weeks) {
      const report = new QueueLogRows((row) => {
        const fields = row.split('|');
        if (fields[4] === 'ENTERQUEUE') offered++;
        if (fields[4] === 'CONNECT' && Number(fields[5]) <= 20) inTime++;
      });
      const counting = Object.assign(report, { arrived: () => calls++, servedByIvr: () => served++ });
      const from = localDay(monday, centre.zone).start;
      const switchboard = new Switchboard({ centre, seed: 9, from, report: counting });
      switchboard.open(false);
      switchboard.clock.runUntil(from + 7 * 86_400_000);
    }
    // Holidays take a few days out of the year's mean, so that plain weeks lie a little above it.
    expect((calls / 28) * 365).toBeGreaterThan(callsPerYear * 0.95);
    expect((calls / 28) * 365).toBeLessThan(callsPerYear * 1.08);
    expect(Math.abs(served / calls - ivrShare)).toBeLessThan(0.015);
    const level = inTime / offered;
    expect(level).toBeGreaterThan(0.72);
    expect(level).toBeLessThan(0.93);
  });
});
