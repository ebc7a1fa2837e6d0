import { Instant, ZoneId } from '@js-joda/core';
import '@js-joda/timezone';

/**
 * The calendar day that holds `at` (epoch ms) in a zone (IANA name): its start and the next day's, epoch ms. On the days
 * on which clocks change it is 23 or 25 hours long.
 * @throws when the zone is unknown
 */
export function centreDay(at: number, zone: string): { dayStart: number; nextDayStart: number } {
  const zoneId = ZoneId.of(zone);
  const day = Instant.ofEpochMilli(at).atZone(zoneId).toLocalDate();
  return {
    dayStart: day.atStartOfDay(zoneId).toInstant().toEpochMilli(),
    nextDayStart: day.plusDays(1).atStartOfDay(zoneId).toInstant().toEpochMilli(),
  };
}
