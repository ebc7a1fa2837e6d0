import { Instant, ZoneId } from '@js-joda/core';
import '@js-joda/timezone';
import { intervalMs } from './intervalTally.ts';

/** The wall clock is put forward (`minutes` above 0) or back at an instant, epoch ms. */
export interface ClockChange {
  at: number;
  minutes: number;
}

const dayMs = 86_400_000;

/**
 * When a zone's clock is changed after `from` and before `to` (epoch ms). Clocks change on a quarter of an hour.
 *
 * @example clockChanges(Date.UTC(2026, 2, 28), Date.UTC(2026, 2, 30), 'Europe/Berlin') // [{at: 29 March 01:00 UTC, minutes: 60}]
 * @throws when the zone is unknown
 */
export function clockChanges(from: number, to: number, zone: string): ClockChange[] {
  const rules = ZoneId.of(zone).rules();
  const offset = (at: number) => rules.offset(Instant.ofEpochMilli(at)).totalSeconds() / 60;
  const changes: ClockChange[] = [];
  for (let day = from; day < to; day += dayMs) {
    const end = Math.min(day + dayMs, to);
    if (offset(day) === offset(end)) continue;
    let at = (Math.floor(day / intervalMs) + 1) * intervalMs;
    while (offset(at) === offset(day)) at += intervalMs;
    if (at < to) changes.push({ at, minutes: offset(at) - offset(day) });
  }
  return changes;
}
