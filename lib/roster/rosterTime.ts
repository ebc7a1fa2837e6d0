import { LocalDate, LocalTime, type ZoneId } from '@js-joda/core';

/** A date as rosters write it. */
const isoDate = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const dottedDate = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const clock = /^(\d{1,2})[:.](\d{2})(?::(\d{2})(?:[.,]\d+)?)?$/;
const stamp = /^(\S+?)(?:T|\s+)(\d{1,2}[:.]\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/** What a cell says: a whole date and time, or one part of it. */
export interface WrittenTime {
  /** ISO; null: a time of day alone. */
  date: string | null;
  /** Seconds since 00:00, 0–86,400; null: a date alone. */
  secondOfDay: number | null;
  /** Minutes ahead of UTC; null: on the centre's own clock. */
  offsetMinutes: number | null;
}

/** Reads `2026-11-23T08:00`, `23.11.2026 08:00`, either with a zone such as `+03:00`, `2026-11-23` or `08:00`; null: none of them. */
export function writtenTime(text: string): WrittenTime | null {
  const cell = text.trim();
  const date = dateOf(cell);
  if (date) return { date, secondOfDay: null, offsetMinutes: null };
  const secondOfDay = secondsOf(cell);
  if (secondOfDay !== null) return { date: null, secondOfDay, offsetMinutes: null };
  const parts = stamp.exec(cell);
  if (!parts) return null;
  const [day, time] = [dateOf(parts[1] ?? ''), secondsOf(parts[2] ?? '')];
  if (day === null || time === null) return null;
  return { date: day, secondOfDay: time, offsetMinutes: parts[3] === undefined ? null : offsetOf(parts[3]) };
}

/**
 * The instants that the clock of a zone shows this date and time: one, none in the hour that is left out in spring, two in
 * the one that comes twice in autumn. Epoch ms, rising.
 *
 * @param secondOfDay 0–86,400; 86,400 is the midnight at the end of the date
 */
export function instantsOf(date: string, secondOfDay: number, offsetMinutes: number | null, zone: ZoneId): number[] {
  const day = LocalDate.parse(date);
  const local =
    secondOfDay === 86_400 ? day.plusDays(1).atStartOfDay() : day.atTime(LocalTime.ofSecondOfDay(secondOfDay));
  const wall = local.toLocalDate().toEpochDay() * 86_400_000 + local.toLocalTime().toSecondOfDay() * 1000;
  if (offsetMinutes !== null) return [wall - offsetMinutes * 60_000];
  return zone
    .rules()
    .validOffsets(local)
    .map((offset) => wall - offset.totalSeconds() * 1000)
    .sort((a, b) => a - b);
}

function dateOf(text: string): string | null {
  const iso = isoDate.exec(text);
  const dotted = dottedDate.exec(text);
  const [year, month, day] = iso ? iso.slice(1) : dotted ? dotted.slice(1).reverse() : [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const there = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(there.getTime()) && there.toISOString().startsWith(written) ? written : null;
}

function secondsOf(text: string): number | null {
  const parts = clock.exec(text);
  if (!parts) return null;
  const [hour = 0, minute = 0, second = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  if (minute > 59 || second > 59) return null;
  const seconds = hour * 3600 + minute * 60 + second;
  return seconds <= 86_400 ? seconds : null;
}

function offsetOf(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return zone.startsWith('-') ? -minutes : minutes;
}
