import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StaffMistake } from '#lib/staffing/staffMistake.ts';
import { backtestCommand, forecastCommand } from './forecastCommand.ts';
import { syntheticDays } from './synthetic/syntheticCentre.ts';
import { syntheticCentres } from './synthetic/syntheticCentres.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forecast-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

/** A made-up centre as a file; `stamp` writes what stands behind the time. */
function csv(
  name: string,
  { days, stamp = '', zeros = true }: { days: number; stamp?: string; zeros?: boolean },
): string {
  const centre = { ...syntheticCentres[name], days } as Parameters<typeof syntheticDays>[0];
  const lines = ['timestamp,count'];
  for (const { date, counts } of syntheticDays(centre))
    for (const [slot, count] of counts.entries()) {
      const minute = slot * centre.minutes;
      const two = (part: number) => String(Math.floor(part)).padStart(2, '0');
      if (count > 0 || zeros) lines.push(`${date}T${two(minute / 60)}:${two(minute % 60)}${stamp},${count}`);
    }
  return lines.join('\n');
}

describe('forecastCommand', () => {
  it('goes on where the file ends, in its own way of writing', async () => {
    const plain = await forecastCommand(await file('plain.csv', csv('two months', { days: 60, stamp: ':00' })), {
      interval: '30m',
      horizon: '14d',
    });
    expect(plain.intervals).toHaveLength(14 * 48);
    expect(plain.intervals[0]?.start).toBe('2025-10-31T00:00:00');
    expect(plain.intervals.at(-1)?.start).toBe('2025-11-13T23:30:00');
    expect(plain.method).toMatch(/shapes_0 \d+ %/);
    expect(plain.notes).toEqual([]);
    // Sundays are closed.
    expect(
      plain.intervals
        .filter(({ start }) => start.startsWith('2025-11-02'))
        .every(({ mean, p90 }) => mean === 0 && p90 === 0),
    ).toBe(true);
    const zoned = await forecastCommand(await file('zoned.csv', csv('two months', { days: 60, stamp: '+03:00' })), {
      horizon: '1w',
    });
    expect(zoned.intervals[0]?.start).toBe('2025-10-31T00:00+03:00');
    expect(zoned.intervalMinutes).toBe(30);
    expect(zoned.intervals[16]?.mean).toBe(plain.intervals[16]?.mean);
  });

  it('takes days in the zone asked for, public holidays of the country, and dates that will be closed', async () => {
    const path = await file('utc.csv', csv('two months', { days: 60, stamp: 'Z' }));
    const { intervals } = await forecastCommand(path, {
      zone: 'Europe/Istanbul',
      country: 'tr',
      closed: '2025-11-05',
      horizon: '7d',
    });
    expect(intervals[0]?.start).toBe('2025-10-31T03:00+03:00');
    const on = (date: string) =>
      intervals.filter(({ start }) => start.startsWith(date)).reduce((sum, { mean }) => sum + mean, 0);
    expect(on('2025-11-05')).toBe(0);
    expect(on('2025-11-04')).toBeGreaterThan(300);
  });

  it('gives whole days after a file of finer rows, and says which closed dates are of no use', async () => {
    const path = await file('finer.csv', csv('two months', { days: 60 }));
    const { intervals, notes } = await forecastCommand(path, { interval: '1h', horizon: '1w', closed: '2024-01-01' });
    expect(intervals).toHaveLength(7 * 24);
    expect(intervals[0]?.start).toBe('2025-10-31T00:00');
    expect(notes).toEqual(['--closed: 2024-01-01 is not among the days forecast.']);
  });

  it('is open after a hole in the history on the weekdays on which it was before', async () => {
    const lines = csv('two months', { days: 60 }).split('\n');
    const holed = lines.filter((line) => line < '2025-09-10' || line >= '2025-10-28');
    const { intervals } = await forecastCommand(await file('hole.csv', [...new Set([lines[0], ...holed])].join('\n')), {
      horizon: '1w',
    });
    const friday = intervals.filter(({ start }) => start.startsWith('2025-10-31'));
    expect(friday.reduce((sum, { mean }) => sum + mean, 0)).toBeGreaterThan(300);
  });

  it('says what it makes of little', async () => {
    const zeros = await forecastCommand(
      await file('zeros.csv', 'timestamp,count\n2026-03-02T09:00,0\n2026-03-02T09:30,0\n'),
      {},
    );
    expect(zeros).toMatchObject({ method: 'nothing_came', notes: ['zeros.csv: every count is 0, so 0 is expected.'] });
    expect(zeros.intervals.every(({ mean }) => mean === 0)).toBe(true);
    const two = await forecastCommand(await file('two.csv', csv('two months', { days: 2 })), {});
    expect(two.notes).toEqual(['two.csv: 2 open days of history; each day ahead is taken like the mean of them.']);
    const week = await forecastCommand(await file('week.csv', csv('two months', { days: 7 })), {});
    expect(week.notes[0]).toMatch(/^week\.csv: 6 open days of history/);
  });

  it.each([
    [{ interval: '7m' }, /^--interval .*not 7m\.$/],
    [{ horizon: '0d' }, /^--horizon .*not 0d\.$/],
    [{ horizon: 'soon' }, /^--horizon .*not soon\.$/],
    [{ zone: 'Mars/Olympus' }, /^--zone .*not Mars\/Olympus\.$/],
    [{ country: 'XQ' }, /^--country .*not XQ\.$/],
    [{ closed: '2026-02-30' }, /^--closed .*not 2026-02-30\.$/],
  ])('refuses the option %j', async (wrong, sentence) => {
    const path = await file('any.csv', csv('two months', { days: 7, stamp: 'Z' }));
    await expect(forecastCommand(path, wrong)).rejects.toThrow(sentence);
    await expect(forecastCommand(path, wrong)).rejects.toMatchObject({ kind: 'usage' });
  });

  it('names the file and the line', async () => {
    const bad = await file('bad.csv', 'timestamp,count\n2026-03-02T09:00,5\n2026-03-02T09:30,-1\n');
    await expect(forecastCommand(bad, {})).rejects.toThrow(
      /^bad\.csv, line 3: the count must be a number of 0 or more/,
    );
    await expect(backtestCommand(join(folder, 'none.csv'), {})).rejects.toThrow(StaffMistake);
  });
});

describe('backtestCommand', () => {
  it('gives the figures of each horizon, for what is told and for every candidate', async () => {
    const steps: number[] = [];
    const path = await file('back.csv', csv('small, sparse nights', { days: 120, zeros: false }));
    const result = await backtestCommand(path, { interval: '30m', horizons: '1d, 1w', step: '3d' }, ({ done }) =>
      steps.push(done),
    );
    expect(Object.keys(result.horizons)).toEqual(['1d', '1w']);
    expect(result.origins).toBe(Math.floor((120 - 59 - 7) / 3) + 1);
    expect(result.knownAhead).toEqual([expect.stringMatching(/dates were open.*never a count/)]);
    for (const { chosen, methods } of Object.values(result.horizons)) {
      expect(chosen.wape).toBeGreaterThan(0.3);
      expect(chosen.wape).toBeLessThan(0.5);
      expect(chosen.coverage80).toBeGreaterThan(0.7);
      expect(methods.same_weekday_mean).toMatchObject({
        coverage80: null,
        wape: expect.any(Number),
        mase: expect.any(Number),
      });
    }
    expect(result.notes).toEqual([]);
  });

  it('tries what the history allows and says what it does not', async () => {
    const path = await file('short.csv', csv('two months', { days: 16 }));
    const result = await backtestCommand(path, { horizons: '1d,14d' });
    expect(result.horizons['1d']?.chosen.wape).toBeGreaterThan(0);
    expect(result.notes).toEqual(['short.csv: 14 open days of history are too little to try 14d.']);
    const zeros = await backtestCommand(
      await file('nought.csv', 'timestamp,count\n2026-03-02T09:00,0\n2026-03-02T09:30,0\n'),
      {},
    );
    expect(zeros).toMatchObject({ origins: 0, notes: [expect.stringMatching(/every count is 0/)] });
    await expect(backtestCommand(path, { step: '0d' })).rejects.toThrow(/^--step/);
    await expect(backtestCommand(path, { horizons: '1d,x' })).rejects.toThrow(/^--horizons .*not x\.$/);
  });
});
