import { Instant } from '@js-joda/core';
import { zoneOf } from '#lib/forecast/calendar.ts';

/** Milliseconds by which the zone's clock is ahead of UTC at an instant. */
export function wallOffset(at: number, zone: string): number {
  return zoneOf(zone).rules().offset(Instant.ofEpochMilli(at)).totalSeconds() * 1000;
}
