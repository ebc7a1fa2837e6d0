import { Instant, ZoneId } from '@js-joda/core';
import '@js-joda/timezone';

interface OffsetAt {
  at: number;
  offsetMinutes: number;
}

/**
 * A zone whose clock stood so far ahead of UTC at these instants: the fixed offset where it never changes, else the first
 * place in the alphabet that fits, larger ones first. null: none does.
 *
 * @param rows in order of time
 */
export function zoneOfOffsets(rows: readonly OffsetAt[]): string | null {
  const [first] = rows;
  if (!first) return null;
  // Either side of each change, the ends, and days between: enough to tell places apart that share a change.
  const telling: OffsetAt[] = [];
  for (const [i, row] of rows.entries()) {
    const before = rows[i - 1];
    const after = rows[i + 1];
    if (!before || !after || before.offsetMinutes !== row.offsetMinutes || after.offsetMinutes !== row.offsetMinutes)
      telling.push(row);
  }
  if (rows.every(({ offsetMinutes }) => offsetMinutes === first.offsetMinutes)) return fixed(first.offsetMinutes);
  const known = ZoneId.getAvailableZoneIds();
  const places = [
    ...preferred,
    ...[...known].filter((id) => /^(Europe|America|Asia|Africa|Australia|Pacific|Atlantic)\//.test(id)).sort(),
  ];
  return places.find((id) => known.includes(id) && fits(ZoneId.of(id), telling)) ?? null;
}

const preferred = [
  'Europe/Berlin',
  'Europe/London',
  'Europe/Athens',
  'America/New_York',
  'America/Chicago',
  'America/Los_Angeles',
];

function fits(zone: ZoneId, telling: readonly OffsetAt[]): boolean {
  const rules = zone.rules();
  return telling.every(
    ({ at, offsetMinutes }) => rules.offset(Instant.ofEpochMilli(at)).totalSeconds() === offsetMinutes * 60,
  );
}

/** +03:00. */
function fixed(minutes: number): string {
  if (minutes === 0) return 'UTC';
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
}
