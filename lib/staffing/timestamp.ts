const form = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

export interface Timestamp {
  /** Epoch ms; without a zone, the wall clock read as if it were UTC. */
  at: number;
  /** null: written without a zone. */
  offsetMinutes: number | null;
}

/** An ISO 8601 date and time, or null when it is none or names a day or time that does not exist. */
export function parseTimestamp(text: string): Timestamp | null {
  const match = form.exec(text.trim());
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(wall);
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59)
    return null;
  const zone = match[7];
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
