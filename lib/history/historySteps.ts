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
 * The starts of all steps that `from`–`to` touches, and behind them the end of the last: epoch ms, rising. Intervals and
 * hours step in UTC; days and up begin at the zone's own midnight, so that a day may have 23 or 25 hours.
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
  if (step === 'interval' || step === 'hour') {
    const stepMs = step === 'hour' ? 3_600_000 : intervalMs;
    for (let at = Math.floor(from / stepMs) * stepMs; ; at += stepMs) {
      add(at);
      if (at >= to) return boundaries;
    }
  }
  const rules = zoneOf(zone);
  const first = LocalDateTime.ofInstant(Instant.ofEpochMilli(from), rules).toLocalDate();
  for (let date = firstDayOf(first, step); ; date = nextOf(date, step)) {
    const at = date.atStartOfDay(rules).toInstant().toEpochMilli();
    add(at);
    if (at >= to) return boundaries;
  }
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
