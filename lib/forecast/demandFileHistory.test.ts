import { describe, expect, it } from 'vitest';
import { StaffMistake } from '#lib/staffing/staffMistake.ts';
import { demandFileHistory } from './demandFileHistory.ts';
import { dateOf, dayNumber } from './openDays.ts';
import { zoneOfOffsets } from './zoneOfOffsets.ts';

/** Rows of a clock without a zone, 50 an interval from 08:00 to 18:00, or as `count` says; null: no row. */
function file(
  days: number,
  minutes: number,
  count: (date: string, minute: number) => number | null = (_, minute) => (minute >= 480 && minute < 1080 ? 50 : null),
): string {
  const lines = ['timestamp,count'];
  for (let day = dayNumber('2026-03-02'); day < dayNumber('2026-03-02') + days; day++)
    for (let minute = 0; minute < 1440; minute += minutes) {
      const value = count(dateOf(day), minute);
      const two = (part: number) => String(Math.floor(part)).padStart(2, '0');
      if (value !== null) lines.push(`${dateOf(day)}T${two(minute / 60)}:${two(minute % 60)},${value}`);
    }
  return lines.join('\n');
}
const read = (text: string, minutes: number | null = 30, zone: string | null = null) =>
  demandFileHistory(text, 'calls.csv', { minutes, zone });

describe('demandFileHistory', () => {
  it('reads a file, and begins the day after it', () => {
    expect(read(file(14, 30))).toMatchObject({
      zone: 'UTC',
      minutes: 30,
      today: '2026-03-16',
      absent: 'not_observed',
      zoned: false,
      notes: [],
    });
    expect(read(file(14, 15), null).minutes).toBe(15);
    expect(read(file(14, 15), 60).minutes).toBe(60);
  });

  it('says which intervals lack, and does not take them for 0', () => {
    const { notes, absent } = read(
      file(21, 30, (date, minute) =>
        minute < 480 || minute >= 1080 || (date === '2026-03-10' && minute >= 600 && minute < 720) ? null : 50,
      ),
    );
    expect(notes).toEqual([
      'calls.csv: 4 intervals are missing, 2026-03-10T10:00 first; taken as not observed, not as 0.',
    ]);
    expect(absent).toBe('not_observed');
  });

  it('takes a file that holds small counts and no zeros as one of what came', () => {
    const { absent, notes } = read(file(21, 30, (_, minute) => ([60, 90, 300, 690, 960].includes(minute) ? 1 : null)));
    expect(absent).toBe('nothing_came');
    expect(notes).toEqual([]);
  });

  it('goes on from where the last day breaks off', () => {
    const { today, until, notes } = read(
      file(15, 30, (date, minute) => (minute < 480 || minute >= (date === '2026-03-16' ? 660 : 1080) ? null : 50)),
    );
    expect(today).toBe('2026-03-16');
    expect(new Date(until).toISOString()).toBe('2026-03-16T11:00:00.000Z');
    expect(notes[0]).toMatch(/the last day, 2026-03-16, breaks off/);
  });

  it('goes on at the interval that the file does not fill, with finer rows as well', () => {
    const until = (text: string, minutes: number) => new Date(read(text, minutes).until).toISOString();
    const round = (_: string, minute: number) => 20 + (minute % 7);
    expect(until(file(14, 15, round), 30)).toBe('2026-03-16T00:00:00.000Z');
    expect(until(file(14, 30, round), 1440)).toBe('2026-03-16T00:00:00.000Z');
    // Closed at night: the day is over when the doors are.
    expect(until(file(14, 15), 60)).toBe('2026-03-16T00:00:00.000Z');
    const broken = file(15, 15, (date, minute) => (date === '2026-03-16' && minute > 600 ? null : 50));
    expect(until(broken, 15)).toBe('2026-03-16T10:15:00.000Z');
    expect(until(broken, 60)).toBe('2026-03-16T10:00:00.000Z');
    expect(read(broken, 1440)).toMatchObject({ today: '2026-03-16', notes: [expect.stringMatching(/breaks off/)] });
  });

  it.each([
    [
      file(3, 60),
      30,
      null,
      /^calls\.csv, line 3: the rows are 60 minutes apart, more than --interval 30m; give --interval 60m\.$/,
    ],
    [
      file(3, 20),
      30,
      null,
      /line 3: the rows are 20 minutes apart, which do not fill intervals of 30 minutes; give --interval 20m/,
    ],
    ['timestamp,count\n2026-03-02T09:00,5\n', null, null, /^calls\.csv has a single row, .*--interval/],
    [file(3, 30), 30, 'Europe/Istanbul', /^--zone needs timestamps with a zone/],
    [
      'timestamp,count\n2026-03-02T09:00+01:00,5\n2026-03-02T15:30+07:00,6\n2026-03-02T10:00+01:00,6\n',
      30,
      null,
      /name the zone with --zone/,
    ],
    ['timestamp,count\n2026-03-02T09:00,-5\n', 30, null, /line 2: the count must be a number of 0 or more/],
  ])('says what is wrong, where, and the cure', (text, minutes, zone, sentence) => {
    expect(() => read(text, minutes, zone)).toThrow(sentence);
    expect(() => read(text, minutes, zone)).toThrow(StaffMistake);
  });
});

describe('zoneOfOffsets', () => {
  it('knows a fixed offset, and a place by the day on which its clock changes', () => {
    const hourly = (from: number, offsets: number[]) =>
      offsets.map((offsetMinutes, i) => ({ at: from + i * 3_600_000, offsetMinutes }));
    expect(zoneOfOffsets(hourly(0, [180, 180]))).toBe('+03:00');
    expect(zoneOfOffsets(hourly(0, [0]))).toBe('UTC');
    expect(zoneOfOffsets(hourly(0, [-210, -210]))).toBe('-03:30');
    expect(zoneOfOffsets(hourly(Date.UTC(2026, 2, 28, 23), [60, 60, 120, 120]))).toBe('Europe/Berlin');
    expect(zoneOfOffsets(hourly(Date.UTC(2026, 2, 8, 5), [-300, -300, -240]))).toBe('America/New_York');
    expect(zoneOfOffsets(hourly(Date.UTC(2026, 2, 28, 20), [60, 120, 120]))).toBeNull();
    expect(zoneOfOffsets([])).toBeNull();
  });
});
