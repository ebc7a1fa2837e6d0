import type { AlarmLogQuery } from '#lib/database/alarmLog.ts';
import { dayStart, placeOf, plusDays, zoneOf } from '#lib/forecast/calendar.ts';
import type { Search } from '../../../scope/address.ts';

/** What an address of the log says; what is not understood stands for the usual. */
export interface LogFilter {
  /** Days of the centre, ISO, both inclusive. */
  from: string;
  to: string;
  /** Empty: all. */
  centre: string;
  level: '' | 'warn' | 'alarm';
}

const usualDays = 7;

/** The last seven days unless the address says otherwise. */
export function logFilter(search: Search, zone: string, now: number): LogFilter {
  const said = (key: string) => {
    const value = search[key];
    return typeof value === 'string' ? value.trim() : '';
  };
  const today = placeOf(now, zoneOf(zone)).date;
  const dayOr = (text: string, usual: string) => (isDay(text) ? text : usual);
  const to = dayOr(said('to'), today);
  const from = dayOr(said('from'), plusDays(to, 1 - usualDays));
  const level = said('level');
  return {
    ...(from <= to ? { from, to } : { from: to, to: from }),
    centre: said('centre').slice(0, 80),
    level: level === 'warn' || level === 'alarm' ? level : '',
  };
}

/** The same for the database. */
export function logQuery({ from, to, centre, level }: LogFilter, zone: string, limit: number): AlarmLogQuery {
  return {
    from: dayStart(from, zoneOf(zone)),
    to: dayStart(plusDays(to, 1), zoneOf(zone)),
    limit,
    ...(centre === '' ? {} : { centre }),
    ...(level === '' ? {} : { level }),
  };
}

export function logAddress(path: string, filter: LogFilter): string {
  const said = Object.entries(filter).filter(([, value]) => value !== '');
  return `${path}?${new URLSearchParams(said)}`;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  try {
    return plusDays(text, 0) === text;
  } catch {
    return false;
  }
}
