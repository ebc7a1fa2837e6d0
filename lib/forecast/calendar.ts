import { Instant, LocalDate, LocalDateTime, type ZoneId, ZoneId as Zones } from '@js-joda/core';
import '@js-joda/timezone';

/** Where an instant lies on the centre's own calendar. */
export interface CalendarPlace {
  /** ISO date there: 2026-03-02. */
  date: string;
  /** Minutes on the wall clock since 00:00, 0–1439. */
  minuteOfDay: number;
}

/**
 * @param zone IANA name
 * @throws RangeError when the zone is not known
 */
export function zoneOf(zone: string): ZoneId {
  try {
    return Zones.of(zone);
  } catch {
    throw new RangeError(`zone must be an IANA time zone such as Europe/Istanbul, not ${zone}`);
  }
}

export function placeOf(at: number, zone: ZoneId): CalendarPlace {
  const local = LocalDateTime.ofInstant(Instant.ofEpochMilli(at), zone);
  return { date: local.toLocalDate().toString(), minuteOfDay: local.hour() * 60 + local.minute() };
}

/** Epoch ms of the day's first instant in the zone; days of 23 and 25 hours are as long as they are. */
export function dayStart(date: string, zone: ZoneId): number {
  return LocalDate.parse(date).atStartOfDay(zone).toInstant().toEpochMilli();
}

export function plusDays(date: string, days: number): string {
  return LocalDate.parse(date).plusDays(days).toString();
}

/** Minutes by which the zone's clock is ahead of UTC at an instant. */
export function offsetMinutesAt(at: number, zone: ZoneId): number {
  return zone.rules().offset(Instant.ofEpochMilli(at)).totalSeconds() / 60;
}
