import { LocalDate, ZoneId } from '@js-joda/core';
import '@js-joda/timezone';
import type { AuditQuery } from '#lib/database/auditLog.ts';
import type { Search } from '../../scope/address.ts';

/** What an address of the log says; what is not understood restricts nothing. */
export interface AuditFilter {
  /** Days of the centre, ISO, both inclusive; empty: open. */
  from: string;
  to: string;
  person: string;
  action: string;
  text: string;
  beforeId: number | null;
}

export function auditFilter(search: Search): AuditFilter {
  const said = (key: string) => {
    const value = search[key];
    return typeof value === 'string' ? value.slice(0, 100).trim() : '';
  };
  const before = Number(said('before'));
  return {
    from: dayOf(said('from')) === null ? '' : said('from'),
    to: dayOf(said('to')) === null ? '' : said('to'),
    person: said('person'),
    action: /^[a-z_]+\.[a-z_]+$/.test(said('action')) ? said('action') : '',
    text: said('text'),
    beforeId: Number.isSafeInteger(before) && before > 0 ? before : null,
  };
}

/** The same for the database. */
export function auditQuery(
  { from, to, person, action, text, beforeId }: AuditFilter,
  zone: string,
  limit: number,
): AuditQuery {
  const start = dayOf(from);
  const end = dayOf(to);
  const instantOf = (day: LocalDate) => day.atStartOfDay(ZoneId.of(zone)).toInstant().toEpochMilli();
  return {
    limit,
    ...(start ? { from: instantOf(start) } : {}),
    ...(end ? { to: instantOf(end.plusDays(1)) } : {}),
    ...(person ? { personId: person } : {}),
    ...(action ? { action } : {}),
    ...(text ? { text } : {}),
    ...(beforeId ? { beforeId } : {}),
  };
}

/** The filter as an address, without the page that one is on. */
export function auditAddress(path: string, filter: AuditFilter, beforeId: number | null = null): string {
  const { from, to, person, action, text } = filter;
  const said = Object.entries({ from, to, person, action, text, before: beforeId ? String(beforeId) : '' });
  const search = new URLSearchParams(said.filter(([, value]) => value !== ''));
  return search.size > 0 ? `${path}?${search}` : path;
}

function dayOf(text: string): LocalDate | null {
  try {
    return /^\d{4}-\d\d-\d\d$/.test(text) ? LocalDate.parse(text) : null;
  } catch {
    return null;
  }
}
