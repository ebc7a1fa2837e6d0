const dates = [/^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})/, /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})/];
const timeAndZone =
  /^(?:(?:T|\s+)(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,]\d+)?)?\s*(?<zone>Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

export interface Timestamp {
  /** Epoch ms; without a zone, the wall clock read as if it were UTC. */
  at: number;
  /** null: written without a zone. */
  offsetMinutes: number | null;
}

/**
 * An ISO 8601 date and time, or one as spreadsheets write it (02.03.2026 09:00), or a date alone, which is its midnight;
 * null when it is none or names a day or time that does not exist.
 */
export function parseTimestamp(text: string): Timestamp | null {
  const written = text.trim();
  const date = dates.map((form) => form.exec(written)).find((match) => match !== null);
  const time = date && timeAndZone.exec(written.slice(date[0].length));
  if (!date || !time) return null;
  const [year, month, day] = ['year', 'month', 'day'].map((part) => Number(date.groups?.[part])) as [
    number,
    number,
    number,
  ];
  const [hour, minute, second] = ['hour', 'minute', 'second'].map((part) => Number(time.groups?.[part] ?? 0)) as [
    number,
    number,
    number,
  ];
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(wall);
  // JavaScript takes the year 50 for 1950, and 30 February for 2 March.
  const exists = back.getUTCFullYear() === year && back.getUTCMonth() === month - 1 && back.getUTCDate() === day;
  if (!exists || hour > 23 || minute > 59 || second > 59) return null;
  const zone = time.groups?.zone;
  if (zone === undefined) return { at: wall, offsetMinutes: null };
  const offsetMinutes = offsetOf(zone);
  return { at: wall - offsetMinutes * 60_000, offsetMinutes };
}

/** ISO text of an instant, on the clock that is so many minutes ahead of UTC; without a zone when that is null. */
export function timestampText(at: number, offsetMinutes: number | null): string {
  const wall = new Date(at + (offsetMinutes ?? 0) * 60_000).toISOString().slice(0, 16);
  if (offsetMinutes === null) return wall;
  if (offsetMinutes === 0) return `${wall}Z`;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const size = Math.abs(offsetMinutes);
  return `${wall}${offsetMinutes < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
}

function offsetOf(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return zone.startsWith('-') ? -minutes : minutes;
}
