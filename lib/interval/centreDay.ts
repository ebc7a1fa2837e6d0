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

/** Days that are remembered of each zone: those of late visits, today's and the next. */
const rememberedDays = 4;

/**
 * Answers the start (epoch ms) of the day of a centre that holds an instant, for centres by their zones. It remembers the
 * last days, since it is asked for every visit. A centre that is not listed has its days in UTC.
 */
export function dayStarts(centres: readonly { id: string; zone: string }[]): (centre: string, at: number) => number {
  const zones = new Map(centres.map(({ id, zone }) => [id, zone]));
  const known = new Map<string, { dayStart: number; nextDayStart: number }[]>();
  return (centre, at) => {
    const zone = zones.get(centre) ?? 'UTC';
    const days = known.get(zone) ?? [];
    let day = days.find(({ dayStart, nextDayStart }) => at >= dayStart && at < nextDayStart);
    if (day === undefined) {
      day = centreDay(at, zone);
      days.unshift(day);
      days.length = Math.min(days.length, rememberedDays);
      known.set(zone, days);
    }
    return day.dayStart;
  };
}
