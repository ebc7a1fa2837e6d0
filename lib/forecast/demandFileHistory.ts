import type { ZoneId } from '@js-joda/core';
import { type DemandFile, type DemandRow, demandCsv } from '#lib/staffing/demandCsv.ts';
import { StaffMistake } from '#lib/staffing/staffMistake.ts';
import { dayStart, offsetMinutesAt, zoneOf } from './calendar.ts';
import type { DemandInterval } from './demandByDate.ts';
import { dateOf, type OpenDay, openDays, timesOnClock, wallClock } from './openDays.ts';
import { zoneOfOffsets } from './zoneOfOffsets.ts';

/** A demand file as history. */
export interface DemandFileHistory {
  history: DemandInterval[];
  /** The zone by whose wall clock days are told; UTC where the file has none. */
  zone: string;
  minutes: number;
  /** The first day that is not wholly known, ISO date. */
  today: string;
  /** Where a forecast goes on: the start of that day, or of the first interval that the file does not fill. */
  until: number;
  absent: 'nothing_came' | 'not_observed';
  /** Do the timestamps carry a zone, and seconds? Those of the forecast are written likewise. */
  zoned: boolean;
  seconds: boolean;
  /** Sentences on what was assumed. */
  notes: string[];
}

/** A tail of the last day in which fewer contacts than these are usual tells nothing of whether the day is over. */
const clearTail = 12;

/**
 * A demand file (`demandCsv`) as history of intervals of `minutes`. What is doubtful is settled and noted: rows out of
 * order, missing intervals, a last day that breaks off.
 *
 * @param minutes null: as far apart as the file's rows
 * @param zone IANA zone by which days are told; null: the clock of the file
 * @throws StaffMistake naming file, line and cure
 */
export function demandFileHistory(
  text: string,
  name: string,
  { minutes: asked, zone: named }: { minutes: number | null; zone: string | null },
): DemandFileHistory {
  const file = demandCsv(text, name);
  const { rows } = file;
  const notes = [...file.notes];
  if (named !== null && !file.zoned)
    throw new StaffMistake(
      'usage',
      `--zone needs timestamps with a zone, such as 2026-03-02T09:00Z; those of ${name} have none.`,
    );
  const minutes = lengthOf(rows, name, asked);
  const zone = named ?? (file.zoned ? clockOf(file, name) : 'UTC');
  const place = zoneOf(zone);
  const history = rows.map(({ at, count, ahtSeconds }) => ({
    start: at,
    offered: count,
    handled: ahtSeconds === null ? 0 : count,
    handleSeconds: ahtSeconds === null ? 0 : count * ahtSeconds,
  }));
  const absent = meaningOfAbsent(rows);
  const step = Math.min(minutes, stepsOf(rows)?.divisor ?? minutes);
  const days = openDays({ history, zone: place, minutes, absent });
  if (days.length > 0 && absent === 'not_observed') noteGaps(days, place, name, minutes, notes);
  const last = rows.at(-1) as DemandRow;
  const begun = startOfInterval(last.at, minutes, place);
  const filled = startOfInterval(last.at, step, place) + step * 60_000;
  const clock = wallClock(place, step);
  const { day: lastDay, slot } = clock(last.at);
  const fine = step === minutes ? days : openDays({ history, zone: place, minutes: step, absent });
  const whole = clock(filled).day > lastDay || isOver(fine, lastDay, slot);
  if (!whole)
    notes.push(
      `${name}: the last day, ${dateOf(lastDay)}, breaks off; what is there of it does not teach, and the forecast goes on from there.`,
    );
  return {
    history,
    zone,
    minutes,
    today: dateOf(whole ? lastDay + 1 : lastDay),
    until: whole ? dayStart(dateOf(lastDay + 1), place) : filled - begun < minutes * 60_000 ? begun : filled,
    absent,
    zoned: file.zoned,
    seconds: /\d\d:\d\d:\d\d/.test(text.slice(0, 10_000)),
    notes,
  };
}

/** The start of the interval of the clock in which an instant lies. */
function startOfInterval(at: number, minutes: number, zone: ZoneId): number {
  const ahead = offsetMinutesAt(at, zone) * 60_000;
  const length = minutes * 60_000;
  return Math.floor((at + ahead) / length) * length - ahead;
}

/** The length of intervals, which the rows must fill. */
function lengthOf(rows: readonly DemandRow[], name: string, asked: number | null): number {
  const steps = stepsOf(rows);
  if (steps === null) {
    if (asked !== null) return asked;
    throw new StaffMistake(
      'usage',
      `${name} has a single row, which tells no length of intervals; give --interval, such as 30m.`,
    );
  }
  const { commonest, divisor } = steps;
  const fail = (sentence: string): never => {
    throw new StaffMistake('input', `${name}, line ${rows[1]?.line ?? 2}: ${sentence}`);
  };
  if (asked === null) {
    if (1440 % commonest === 0) return commonest;
    return fail(
      `the rows are ${commonest} minutes apart, which does not divide a day; give --interval, such as 30m or 1h.`,
    );
  }
  // Files that hold only what came leave intervals out: what all distances have in common is what counts.
  if (divisor > asked) {
    const cure = 1440 % divisor === 0 ? `give --interval ${divisor}m` : 'add the rows between';
    return fail(`the rows are ${divisor} minutes apart, more than --interval ${asked}m; ${cure}.`);
  }
  if (asked % divisor !== 0)
    return fail(
      `the rows are ${divisor} minutes apart, which do not fill intervals of ${asked} minutes; give --interval ${divisor}m or a multiple of it.`,
    );
  return asked;
}

/** The commonest distance between rows in whole minutes, and the greatest that divides all; null for a single row. */
function stepsOf(rows: readonly DemandRow[]): { commonest: number; divisor: number } | null {
  const times = new Map<number, number>();
  for (let i = 1; i < rows.length; i++) {
    const step = Math.max(1, Math.round(((rows[i] as DemandRow).at - (rows[i - 1] as DemandRow).at) / 60_000));
    times.set(step, (times.get(step) ?? 0) + 1);
  }
  let [commonest, divisor] = [0, 0];
  for (const [step, count] of [...times].sort(([a], [b]) => a - b)) {
    if (count > (times.get(commonest) ?? 0)) commonest = step;
    divisor = greatestCommonDivisor(divisor, step);
  }
  return commonest === 0 ? null : { commonest, divisor };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** The zone of the file's own clock. */
function clockOf(file: DemandFile, name: string): string {
  const found = zoneOfOffsets(file.rows.map(({ at, offsetMinutes }) => ({ at, offsetMinutes: offsetMinutes ?? 0 })));
  if (found !== null) return found;
  throw new StaffMistake(
    'usage',
    `${name}: the zones of its timestamps change, and not as the clock of any place does; name the zone with --zone, such as --zone Europe/Berlin.`,
  );
}

/**
 * Files that hold zeros, or counts that are never small, lack what was not counted; files that only hold what came lack what
 * did not come.
 */
function meaningOfAbsent(rows: readonly DemandRow[]): 'nothing_came' | 'not_observed' {
  let few = 0;
  for (const { count } of rows) {
    if (count === 0) return 'not_observed';
    if (count <= 2) few += 1;
  }
  return few > 0.005 * rows.length ? 'nothing_came' : 'not_observed';
}

/** Has nothing worth mention usually come later than this on the weekday? */
function isOver(days: readonly OpenDay[], day: number, slot: number): boolean {
  const others = days.filter((other) => other.day < day);
  const alike = others.filter((other) => (day - other.day) % 7 === 0).slice(-8);
  const usual = alike.length > 0 ? alike : others.slice(-7);
  let tail = 0;
  for (const { counts } of usual)
    for (let later = slot + 1; later < counts.length; later++) tail += Math.max(0, counts[later] as number) || 0;
  return usual.length === 0 || tail / usual.length < clearTail;
}

/** Intervals that lack between the first and the last usual one of their weekday. */
function noteGaps(days: readonly OpenDay[], zone: ZoneId, name: string, minutes: number, notes: string[]): void {
  const slots = 1440 / minutes;
  const seen = Array.from({ length: 7 }, () => new Float64Array(slots));
  const times = new Float64Array(7);
  for (const { weekday, counts } of days) {
    times[weekday] = (times[weekday] as number) + 1;
    for (let slot = 0; slot < slots; slot++)
      if (!Number.isNaN(counts[slot] as number))
        (seen[weekday] as Float64Array)[slot] = ((seen[weekday] as Float64Array)[slot] as number) + 1;
  }
  let missing = 0;
  let first: string | null = null;
  for (const [nth, { date, weekday, counts }] of days.entries()) {
    // The file may begin and end within a day; and a clock that is put forward skips an hour.
    if (nth === days.length - 1) continue;
    const begin = nth === 0 ? counts.findIndex((count) => !Number.isNaN(count)) : 0;
    const shown = counts.some(Number.isNaN) ? timesOnClock(date, zone, minutes) : null;
    for (let slot = begin; slot < slots; slot++) {
      const usual = ((seen[weekday] as Float64Array)[slot] as number) * 2 > (times[weekday] as number);
      if (!usual || !Number.isNaN(counts[slot] as number) || shown?.[slot] === 0) continue;
      missing += 1;
      const minute = slot * minutes;
      first ??= `${date}T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    }
  }
  if (missing > 0)
    notes.push(
      `${name}: ${missing === 1 ? 'one interval is' : `${missing} intervals are`} missing, ${first}${missing === 1 ? '' : ' first'}; taken as not observed, not as 0.`,
    );
}
