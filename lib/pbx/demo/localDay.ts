import '@js-joda/timezone';
import { ChronoUnit, Instant, LocalDate, ZoneId } from '@js-joda/core';

/** One calendar day of a centre. */
export interface LocalDay {
  /** ISO date, `2026-11-21`. */
  date: string;
  /** Epoch ms of its start and of the next day's. */
  start: number;
  end: number;
  /** 1 Monday … 7 Sunday. */
  weekday: number;
  dayOfMonth: number;
  /** 1–12. */
  month: number;
  year: number;
  /** Days since 1970-01-01, for rotations. */
  ordinal: number;
}

const remembered = new Map<string, LocalDay>();

/** The day in `zone` that the instant `at` (epoch ms) lies in. */
export function localDayAt(at: number, zone: string): LocalDay {
  return localDay(Instant.ofEpochMilli(at).atZone(ZoneId.of(zone)).toLocalDate().toString(), zone);
}

/** @param date ISO date. */
export function localDay(date: string, zone: string): LocalDay {
  const key = `${zone} ${date}`;
  const known = remembered.get(key);
  if (known) return known;
  const local = LocalDate.parse(date);
  const day: LocalDay = {
    date,
    start: startOf(local, zone),
    end: startOf(local.plusDays(1), zone),
    weekday: local.dayOfWeek().value(),
    dayOfMonth: local.dayOfMonth(),
    month: local.monthValue(),
    year: local.year(),
    ordinal: local.toEpochDay(),
  };
  if (remembered.size > 2000) remembered.clear();
  remembered.set(key, day);
  return day;
}

export function dayAfter(day: LocalDay, zone: string, days = 1): LocalDay {
  return localDay(LocalDate.parse(day.date).plusDays(days).toString(), zone);
}

/** Every date of a year, for means over it. */
export function daysOfYear(year: number, zone: string): LocalDay[] {
  const first = LocalDate.of(year, 1, 1);
  const count = first.until(LocalDate.of(year + 1, 1, 1), ChronoUnit.DAYS);
  return Array.from({ length: count }, (_, i) => localDay(first.plusDays(i).toString(), zone));
}

function startOf(date: LocalDate, zone: string): number {
  return date.atStartOfDay(ZoneId.of(zone)).toInstant().toEpochMilli();
}
