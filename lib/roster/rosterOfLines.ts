import type { ZoneId } from '@js-joda/core';
import { dayStart, placeOf, plusDays } from '#lib/forecast/calendar.ts';
import type { Stretch } from './averageOnDuty.ts';
import type { RosterLine } from './rosterCsv.ts';
import type { RosteredShift } from './rosteredShift.ts';
import { RosterMistake } from './rosterMistake.ts';

/** An entry and the start of the shift that it belongs to; its own where it belongs to none. */
export type RosterEntry = Omit<RosteredShift, 'centre'> & { shiftStartsAt: number };

/** A roster as a whole; instants are epoch ms. */
export interface Roster {
  entries: RosterEntry[];
  /** Whole days of the centre in which its shifts begin. */
  days: Stretch;
  /** From the first shift to the end of the last day: of that time it says who works. */
  covers: Stretch;
}

/**
 * Lines of one or several files as one roster. Lines that differ in their queues only are one entry, and the same line twice
 * is one; a break belongs to the shift that it lies in.
 *
 * @throws RosterMistake when an agent would do the same thing twice at once, each with both lines
 * @throws RangeError without lines
 */
export function rosterOfLines(lines: readonly RosterLine[], zone: ZoneId): Roster {
  const byAgent = Map.groupBy(lines, ({ agent }) => agent);
  const mistakes: string[] = [];
  const entries = [...byAgent.values()].flatMap((ofAgent) => withShifts(undoubled(ofAgent, mistakes)));
  if (mistakes.length > 0) throw new RosterMistake(mistakes);
  const starts = entries.map(({ shiftStartsAt }) => shiftStartsAt);
  const [first, last] = [least(starts), greatest(starts)];
  if (first === null || last === null) throw new RangeError('lines must be at least one');
  const to = dayStart(plusDays(placeOf(last, zone).date, 1), zone);
  return {
    entries,
    days: { from: dayStart(placeOf(first, zone).date, zone), to },
    covers: { from: first, to },
  };
}

function undoubled(lines: readonly RosterLine[], mistakes: string[]): Omit<RosterEntry, 'shiftStartsAt'>[] {
  const kept: RosterLine[] = [];
  const ordered = lines.toSorted((a, b) => a.startsAt - b.startsAt || a.endsAt - b.endsAt);
  for (const line of ordered) {
    const same = kept.findLast(({ activity }) => activity === line.activity);
    if (same === undefined || same.endsAt <= line.startsAt) kept.push({ ...line });
    else if (same.startsAt === line.startsAt && same.endsAt === line.endsAt) {
      same.queues = same.queues && line.queues && [...new Set([...same.queues, ...line.queues])].sort();
      same.agentName ??= line.agentName;
    } else
      mistakes.push(
        `${line.where}: ${line.agent} has ${line.activity} that overlaps with that of ${same.where}; let one end before the other begins.`,
      );
  }
  return kept.map(({ where: _, ...entry }) => entry);
}

function withShifts(entries: readonly Omit<RosterEntry, 'shiftStartsAt'>[]): RosterEntry[] {
  const shifts = entries.filter(({ activity }) => activity === 'work');
  return entries.map((entry) => {
    const shift = shifts.findLast(({ startsAt, endsAt }) => startsAt <= entry.startsAt && entry.startsAt < endsAt);
    return { ...entry, shiftStartsAt: shift?.startsAt ?? entry.startsAt };
  });
}

// Not Math.min(...): a year's roster has more entries than a call may have arguments.
function least(values: readonly number[]): number | null {
  return values.reduce<number | null>((min, value) => (min === null || value < min ? value : min), null);
}

function greatest(values: readonly number[]): number | null {
  return values.reduce<number | null>((max, value) => (max === null || value > max ? value : max), null);
}
