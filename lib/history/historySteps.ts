import {
  ChronoUnit,
  DayOfWeek,
  Instant,
  type LocalDate,
  LocalDateTime,
  TemporalAdjusters,
  ZoneId,
} from '@js-joda/core';
import '@js-joda/timezone';
import { intervalMs } from '../interval/intervalTally.ts';

export const historySteps = ['interval', 'hour', 'day', 'week', 'month'] as const;
/** What one row of a history spans. Weeks begin on Monday. */
export type HistoryStep = (typeof historySteps)[number];

/** More rows than anybody reads; a year of intervals is 35 thousand. */
const mostRows = 200_000;

/**
 * The starts of all steps that `from`–`to` touches, and behind them the end of the last: epoch ms, rising. Intervals step
 * in UTC; hours are those of the zone's own clock, so that one that comes twice has two rows and one that is left out
 * none; days and up begin at the zone's own midnight, so that a day may have 23 or 25 hours.
 *
 * @param zone IANA zone, as Europe/Istanbul
 * @throws RangeError when the span is empty or holds over 200,000 steps, or the zone is unknown
 */
export function stepBoundaries(from: number, to: number, step: HistoryStep, zone: string): number[] {
  if (!(from < to)) throw new RangeError(`to must lie after from, but is ${to} against ${from}`);
  const boundaries: number[] = [];
  const add = (at: number) => {
    if (boundaries.length > mostRows)
      throw new RangeError(`a history has at most ${mostRows} rows: take a longer step`);
    boundaries.push(at);
  };
  const rules = zoneOf(zone);
  if (step === 'interval') {
    for (let at = Math.floor(from / intervalMs) * intervalMs; ; at += intervalMs) {
      add(at);
      if (at >= to) return boundaries;
    }
  }
  if (step === 'hour') {
    const offset = offsetsOf(rules);
    for (let at = hourStart(from, offset); ; at = nextHour(at, offset)) {
      add(at);
      if (at >= to) return boundaries;
    }
  }
  const first = LocalDateTime.ofInstant(Instant.ofEpochMilli(from), rules).toLocalDate();
  for (let date = firstDayOf(first, step); ; date = nextOf(date, step)) {
    const at = date.atStartOfDay(rules).toInstant().toEpochMilli();
    add(at);
    if (at >= to) return boundaries;
  }
}

const hourMs = 3_600_000;

/** Milliseconds by which the zone's clock is ahead of UTC. */
function offsetsOf(zone: ZoneId): (at: number) => number {
  const rules = zone.rules();
  return (at) => rules.offset(Instant.ofEpochMilli(at)).totalSeconds() * 1000;
}

/** Where the hour that the wall clock shows began: at its full hour, or when the clock was changed within it. */
function hourStart(at: number, offset: (at: number) => number): number {
  const start = Math.floor((at + offset(at)) / hourMs) * hourMs - offset(at);
  return changeWithin(start, at, offset) ?? start;
}

/** The next full hour of the wall clock, or the change of the clock that comes before it. */
function nextHour(at: number, offset: (at: number) => number): number {
  const next = at + hourMs - ((((at + offset(at)) % hourMs) + hourMs) % hourMs);
  return changeWithin(at, next, offset) ?? next;
}

/** When the clock is changed after `from` and at `to` at the latest; clocks change on a quarter. */
function changeWithin(from: number, to: number, offset: (at: number) => number): number | null {
  const ahead = offset(to);
  if (offset(from) === ahead) return null;
  let change = Math.floor(to / intervalMs) * intervalMs;
  while (change - intervalMs > from && offset(change - intervalMs) === ahead) change -= intervalMs;
  return change;
}

function firstDayOf(date: LocalDate, step: HistoryStep): LocalDate {
  if (step === 'week') return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  return step === 'month' ? date.withDayOfMonth(1) : date;
}

function nextOf(date: LocalDate, step: HistoryStep): LocalDate {
  if (step === 'week') return date.plus(7, ChronoUnit.DAYS);
  return step === 'month' ? date.plusMonths(1) : date.plusDays(1);
}

function zoneOf(zone: string): ZoneId {
  try {
    return ZoneId.of(zone);
  } catch {
    throw new RangeError(`zone must be an IANA zone such as Europe/Istanbul, but is ${zone}`);
  }
}
