import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { staffCommand, staffDemand } from './staffCommand.ts';
import { StaffMistake } from './staffMistake.ts';

const options = { interval: '30m', aht: '180', target: '80/20' };
const read = (text: string, more: object = {}) => staffDemand(text, 'demand.csv', { ...options, ...more });

describe('staffDemand', () => {
  it('gives agents for each interval', () => {
    const { rows, totals, notes } = read('timestamp,count\n2026-03-02T09:00,50\n2026-03-02T09:30,0\n', {
      shrinkage: '0.3',
    });
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({ start: '2026-03-02T09:00', offered: 50, erlangs: 5, required: 8, scheduled: 12 });
    expect(rows[1]).toMatchObject({ start: '2026-03-02T09:30', required: 0, scheduled: 0 });
    expect(totals).toMatchObject({ requiredHours: 4, scheduledHours: 6 });
    expect(notes).toEqual([]);
  });

  it('reads what spreadsheets write', () => {
    const excel =
      '\uFEFF"Timestamp";"Queue";"count";"aht_seconds"\r\n"2026-03-02 09:00:00";"su; arıza";"50";"180,0"\r\n\r\n';
    expect(read(excel, { aht: undefined }).rows[0]).toMatchObject({
      start: '2026-03-02T09:00',
      required: 8,
      ahtSeconds: 180,
    });
    expect(read('timestamp\tcount\n2026-03-02T09:00:00Z\t50\n').rows[0]).toMatchObject({
      start: '2026-03-02T09:00Z',
      required: 8,
    });
    const wide = `timestamp,${Array.from({ length: 300 }, (_, i) => `c${i}`).join()},count\n2026-03-02T09:00+03:00${',x'.repeat(300)},50\n`;
    expect(read(wide).rows[0]).toMatchObject({ start: '2026-03-02T09:00+03:00', required: 8 });
  });

  it('reads dates as spreadsheets write them, and dates alone', () => {
    const dotted = 'timestamp;count\n02.03.2026 9:00;50\n02.03.2026 09:30:00;50\n';
    expect(read(dotted).rows.map(({ start }) => start)).toEqual(['2026-03-02T09:00', '2026-03-02T09:30']);
    const daily = read('timestamp,count\n2026-03-02,2400\n2026-03-03,2400\n', { interval: '1d' });
    expect(daily).toMatchObject({ intervalMinutes: 1440, rows: [{ start: '2026-03-02T00:00', required: 8 }, {}] });
  });

  it('takes a handling time of 0 where nobody called for an unknown one, and trailing separators for nothing', () => {
    const { rows } = read('timestamp,count,aht_seconds\n2026-03-02T09:00,0,0,\n2026-03-02T09:30,50,200,,\n');
    expect(rows.map(({ ahtSeconds }) => ahtSeconds)).toEqual([180, 200]);
  });

  it('says what it took points for where commas are decimal', () => {
    const { notes } = read('timestamp;count\n2026-03-02T09:00;1.234\n');
    expect(notes).toEqual([
      expect.stringMatching(/^demand\.csv: counts such as 1\.234 .* about 1; .* leave it out\.$/),
    ]);
  });

  it('gathers finer rows, weighting the handling time by count', () => {
    const text =
      'timestamp,count,aht_seconds\n2026-03-02T09:15,30,200\n2026-03-02T09:00,10,100\n2026-03-02T09:30,1,\n2026-03-02T09:45,1,\n';
    const { rows, notes } = read(text);
    expect(rows[0]).toMatchObject({ offered: 40, ahtSeconds: 175 });
    expect(rows[1]).toMatchObject({ offered: 2, ahtSeconds: 180 });
    expect(notes).toEqual(['demand.csv: the rows were not in order of time; they were sorted.']);
  });

  it('says where an interval lacks rows, and begins intervals on the clock of the file', () => {
    const text = 'timestamp,count\n2026-03-02T09:00+05:45,10\n2026-03-02T09:15+05:45,10\n2026-03-02T09:30+05:45,10\n';
    const { rows, notes } = read(text);
    expect(rows.map((row) => row.start)).toEqual(['2026-03-02T09:00+05:45', '2026-03-02T09:30+05:45']);
    expect(notes[0]).toMatch(/^demand\.csv: one interval of 30 minutes has fewer rows/);
  });

  it.each([
    ['', /^demand\.csv is empty/],
    ['timestamp,count\n', /no rows/],
    ['date,calls\n2026-03-02T09:00,5\n', /line 1: the header has no column timestamp and no column count/],
    ['timestamp,count\n2026-03-02T09:00,5\nyesterday,5\n', /line 3: “yesterday” is no date and time such as/],
    ['timestamp,count\n2026-02-30T09:00,5\n', /line 2: “2026-02-30T09:00” is no date and time such as/],
    ['timestamp,count\n0050-03-02T09:00,5\n', /line 2: “0050-03-02T09:00” is no date and time/],
    ['timestamp,count\n2026-03-02T09:00,12,5\n', /line 2: there are 3 cells but 2 in the header; .*decimal commas/],
    [
      'timestamp,count,aht_seconds\n2026-03-02T09:00,5,180000\n',
      /line 2: an aht_seconds of 180000 is longer than a day; .*in seconds/,
    ],
    [
      'timestamp,count\n2026-03-02T09:00,5\n2026-03-02T09:20,5\n2026-03-02T09:40,5\n',
      /line 3: the rows are 20 minutes apart, which do not fill intervals of 30 minutes; give --interval 20m/,
    ],
    ['timestamp,count\n2026-03-02T09:00,-5\n', /line 2: the count must be a number of 0 or more, not “-5”/],
    ['timestamp,count\n2026-03-02T09:00,\n', /line 2: the count must be/],
    ['timestamp,count\n\n\n2026-03-02T09:00,many\n', /line 4: the count must be a number of 0 or more, not “many”/],
    ['timestamp,count\n2026-03-02T09:00,1e999\n', /line 2: the count/],
    ['timestamp,count\n2026-03-02T09:00,NaN\n', /line 2: the count must be a number of 0 or more, not “NaN”/],
    ['timestamp,count\n2026-03-02T09:00,905321234567\n', /line 2: a count of 905321234567 is more than any centre/],
    ['timestamp,count\n2026-03-02T09:00,5\n2026-03-02T09:00,6\n', /line 3: 2026-03-02T09:00 was already on line 2/],
    ['timestamp,count\n2026-03-02T09:00,5\n2026-03-02T09:30Z,6\n', /line 3: the timestamp is with a zone/],
    ['timestamp,count\n2026-03-02T09:00Z,5\n2026-03-02T09:30,6\n', /line 3: the timestamp is without a zone/],
    ['timestamp,count\n"2026-03-02T09:00,5\n', /line 2: a quote is opened and never closed/],
    ['timestamp,count,aht_seconds\n2026-03-02T09:00,5,0\n', /line 2: aht_seconds must be a number above 0/],
    [
      'timestamp,count\n2026-03-02T09:00,5\n2026-03-02T10:00,5\n',
      /rows are 60 minutes apart, more than --interval 30m; give --interval 60m/,
    ],
  ])('says what is wrong, and where: %j', (text, sentence) => {
    expect(() => read(text)).toThrow(sentence);
    expect(() => read(text)).toThrow(StaffMistake);
    try {
      read(text);
    } catch (error) {
      expect((error as StaffMistake).kind).toBe('input');
    }
  });

  it('takes Erlang A where patience is given, else Erlang C, and says so', () => {
    const text = 'timestamp,count\n2026-03-02T09:00,500\n';
    const patient = read(text);
    const impatient = read(text, { patience: '60', redial: '0.5' });
    expect(patient).toMatchObject({ model: 'erlang-c', patienceSeconds: null, carryOver: true });
    expect(impatient).toMatchObject({ model: 'erlang-a', patienceSeconds: 60, redialProbability: 0.5 });
    expect(patient.rows[0]).toMatchObject({ abandonment: 0, attempts: 500 });
    expect(impatient.rows[0]?.abandonment).toBeGreaterThan(0);
    expect(impatient.rows[0]?.attempts).toBeGreaterThan(500);
    expect(impatient.rows[0]?.required).toBeLessThan(patient.rows[0]?.required ?? 0);
    const told = read(text, { patience: '60', redial: '0.5', model: 'erlang-c' });
    expect(told.rows).toEqual(patient.rows);
    expect(told.notes).toEqual([
      expect.stringMatching(/--patience was not used/),
      expect.stringMatching(/--redial was not/),
    ]);
    expect(read(text, { maxAbandonment: '0.001', patience: '60' }).rows[0]?.abandonment).toBeLessThanOrEqual(0.001);
    expect(read(text, { maxAbandonment: '0.001' }).notes).toEqual([
      expect.stringMatching(/--max-abandonment is kept by/),
    ]);
    expect(read(text, { maxAsa: '0.5' }).rows[0]?.asaSeconds).toBeLessThanOrEqual(0.5);
  });

  it('says which hours are missing, and when nobody calls', () => {
    const text = 'timestamp,count\n2026-03-02T09:00,5\n2026-03-02T09:30,5\n2026-03-02T11:00,5\n';
    expect(read(text).notes).toEqual([expect.stringMatching(/^demand\.csv: .* 2 intervals of 30 minutes are missing/)]);
    const silent = read('timestamp,count\n2026-03-02T09:00,0\n2026-03-02T09:30,0\n', { patience: '120' });
    expect(silent.rows.map(({ required }) => required)).toEqual([0, 0]);
    expect(silent.totals).toMatchObject({ offered: 0, serviceLevel: null, occupancy: null, requiredPeak: 0 });
    expect(silent.notes).toEqual([expect.stringMatching(/every count is 0/)]);
  });

  it('takes days of 23 and 25 hours as they are where the zone is written', () => {
    const autumn = [
      '2026-10-25T02:00+02:00',
      '2026-10-25T02:30+02:00',
      '2026-10-25T02:00+01:00',
      '2026-10-25T02:30+01:00',
    ];
    const { rows, notes } = read(`timestamp,count\n${autumn.map((at) => `${at},50`).join('\n')}\n`);
    expect(rows.map(({ required }) => required)).toEqual([8, 8, 8, 8]);
    expect(notes).toEqual([]);
    expect(rows.map(({ start }) => start)).toEqual(autumn);
    expect(() => read('timestamp,count\n2026-10-25T02:00,5\n2026-10-25T02:00,6\n')).toThrow(
      /add the zone if the clock/,
    );
    const spring = 'timestamp,count\n2026-03-29T01:00+01:00,5\n2026-03-29T01:30+01:00,50\n2026-03-29T03:00+02:00,50\n';
    expect(read(spring).notes).toEqual([]);
    expect(read('timestamp,count\n2026-03-29T01:30,50\n2026-03-29T03:00,50\n2026-03-29T03:30,50\n').notes[0]).toMatch(
      /2 intervals of 30 minutes are missing/,
    );
  });

  it('keeps to each interval by itself on request, and where a day is too large for exact figures', () => {
    const text = 'timestamp,count\n2026-03-02T09:00,10\n2026-03-02T09:30,300\n';
    const apart = read(text, { carryOver: false, aht: '900' });
    expect(read(text, { aht: '900' }).rows[1]?.required).toBeLessThan(apart.rows[1]?.required ?? 0);
    expect(apart.rows[1]?.carriedErlangs).toBe(150);
    const large = read('timestamp,count\n2026-03-02T09:00,9000000\n');
    expect(large.rows[0]?.required).toBeGreaterThan(900_000);
    expect(large.notes).toEqual([expect.stringMatching(/too many or too large to be followed/)]);
  });

  it('does not advise an interval that is refused', () => {
    const text = 'timestamp,count\n2026-03-02T09:00,5\n2026-03-03T08:45,5\n';
    expect(() => read(text)).toThrow(
      /line 3: the rows are 1425 minutes apart, more than --interval 30m; add the rows between/,
    );
  });

  it('asks for a handling time', () => {
    expect(() => read('timestamp,count\n2026-03-02T09:00,5\n', { aht: undefined })).toThrow(
      /line 2: there is no aht_seconds; .*--aht/,
    );
  });

  it.each([
    [{ interval: '7m' }, /--interval .*7m/],
    [{ interval: 'soon' }, /--interval .*soon/],
    [{ interval: '' }, /--interval .*not empty\.$/],
    [{ aht: '0' }, /--aht .*0/],
    [{ aht: '0x10' }, /--aht .*not 0x10/],
    [{ aht: '180000' }, /--aht .*at most a day, such as 180, not 180000/],
    [{ target: '0.8/20' }, /--target .*not 0\.8\/20/],
    [{ target: '80' }, /--target .*80/],
    [{ target: '100/20' }, /--target .*100\/20/],
    [{ shrinkage: '30' }, /--shrinkage .*0\.3 for 30 %, not 30/],
    [{ maxOccupancy: '85' }, /--max-occupancy .*85/],
    [{ model: 'erlang-x' }, /--model .*erlang-x/],
    [{ model: 'erlang-a' }, /--model erlang-a needs --patience/],
    [{ patience: '0' }, /--patience .*0/],
    [{ patience: '1e-9' }, /--patience .*1 or more, such as 120, not 1e-9/],
    [{ patience: '2m' }, /--patience .*2m/],
    [{ redial: '1' }, /--redial .*1/],
    [{ maxAbandonment: '3' }, /--max-abandonment .*0\.03 for 3 %, not 3/],
    [{ maxAsa: '-1' }, /--max-asa .*-1/],
  ])('refuses the option %j', (wrong, sentence) => {
    expect(() => read('timestamp,count\n2026-03-02T09:00,5\n', wrong)).toThrow(sentence);
    try {
      read('', wrong);
    } catch (error) {
      expect((error as StaffMistake).kind).toBe('usage');
    }
  });
});

describe('staffCommand', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'staff-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('reads a file, UTF-16 of a spreadsheet too', async () => {
    const path = join(folder, 'su.csv');
    await writeFile(path, Buffer.from('\uFEFFtimestamp;count\r\n2026-03-02T09:00;50\r\n', 'utf16le'));
    expect((await staffCommand(path, options)).rows[0]).toMatchObject({ required: 8 });
    await writeFile(path, Buffer.from('\uFEFFtimestamp;count\r\n2026-03-02T09:00;50\r\n', 'utf16le').swap16());
    expect((await staffCommand(path, options)).rows[0]).toMatchObject({ required: 8 });
  });

  it('says when a file cannot be read', async () => {
    await expect(staffCommand(join(folder, 'none.csv'), options)).rejects.toThrow(
      /none\.csv cannot be read: there is no such file/,
    );
    await expect(staffCommand('', options)).rejects.toMatchObject({ kind: 'usage' });
    await expect(staffCommand(folder, options)).rejects.toThrow(/cannot be read: it is a folder/);
    const path = join(folder, 'book.xlsx');
    await writeFile(path, Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 1]));
    await expect(staffCommand(path, options)).rejects.toThrow(/no text file; save the table as CSV/);
  });
});
