import { Instant } from '@js-joda/core';
import { zoneOf } from '#lib/forecast/calendar.ts';
import { timestampText } from '#lib/staffing/timestamp.ts';

/** Milliseconds by which the zone's clock is ahead of UTC at an instant. */
export function wallOffset(at: number, zone: string): number {
  return zoneOf(zone).rules().offset(Instant.ofEpochMilli(at)).totalSeconds() * 1000;
}

/** An instant on the zone's clock as a spreadsheet reads it: 2026-10-25 02:15. */
export function wallText(at: number, zone: string): string {
  return timestampText(at + wallOffset(at, zone), null).replace('T', ' ');
}

/** How far the zone's clock is from UTC at an instant: UTC+03:00. Tells the two 02:15 apart where clocks are put back. */
export function offsetText(at: number, zone: string): string {
  const minutes = Math.round(wallOffset(at, zone) / 60_000);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `UTC${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
}
