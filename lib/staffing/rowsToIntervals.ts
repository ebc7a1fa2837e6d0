import type { DemandFile, DemandRow } from './demandCsv.ts';
import type { OfferedInterval } from './staffIntervals.ts';
import { StaffMistake } from './staffMistake.ts';

export interface FileIntervals {
  intervals: OfferedInterval[];
  /** By start: minutes by which the file's clock was then ahead of UTC; null without a zone. */
  offsets: Map<number, number | null>;
}

interface Sums {
  offered: number;
  seconds: number;
  plainSeconds: number;
  rows: number;
}

/**
 * Rows of a demand file gathered into intervals: counts add up, handling times are weighted by counts. What is missing is
 * noted, for hours that are not in the file are not staffed.
 *
 * @param notes sentences on what was assumed are added here
 * @throws StaffMistake naming file, line and cure, where rows do not fill intervals or a handling time is not known
 */
export function rowsToIntervals(
  { rows }: DemandFile,
  name: string,
  { intervalMinutes: minutes, ahtSeconds: aht }: { intervalMinutes: number; ahtSeconds: number | null },
  notes: string[],
): FileIntervals {
  const length = minutes * 60_000;
  const step = stepOf(rows);
  if (step !== null) checkStep(step, rows, name, minutes);
  const joined = new Map<number, Sums>();
  const offsets = new Map<number, number | null>();
  for (const row of rows) {
    const seconds = row.ahtSeconds ?? aht;
    if (seconds === null)
      throw new StaffMistake(
        'input',
        `${name}, line ${row.line}: there is no aht_seconds; add it, or give --aht with the handling time in seconds.`,
      );
    const ahead = (row.offsetMinutes ?? 0) * 60_000; // intervals of hours begin on the file's own clock
    const start = Math.floor((row.at + ahead) / length) * length - ahead;
    const sums = joined.get(start) ?? { offered: 0, seconds: 0, plainSeconds: 0, rows: 0 };
    sums.offered += row.count;
    sums.seconds += row.count * seconds;
    sums.plainSeconds += seconds;
    sums.rows += 1;
    joined.set(start, sums);
    if (!offsets.has(start)) offsets.set(start, row.offsetMinutes);
  }
  if (step !== null) noteThin([...joined.values()], length / step, name, minutes, notes);
  const starts = [...joined.keys()].sort((a, b) => a - b);
  noteGaps(starts, name, minutes, notes);
  const intervals = starts.map((start) => {
    const { offered, seconds, plainSeconds, rows } = joined.get(start) as Sums;
    return { start, offered, ahtSeconds: offered > 0 ? seconds / offered : plainSeconds / rows };
  });
  return { intervals, offsets };
}

function checkStep(step: number, rows: readonly DemandRow[], name: string, minutes: number): void {
  const apart = Math.round(step / 6000) / 10;
  const fail = (sentence: string): never => {
    throw new StaffMistake(
      'input',
      `${name}, line ${rows[1]?.line ?? 2}: the rows are ${apart} minutes apart, ${sentence}`,
    );
  };
  if (apart > minutes)
    fail(
      `more than --interval ${minutes}m; ${1440 % apart === 0 ? `give --interval ${apart}m` : 'add the rows between'}.`,
    );
  // Of rows that are 20 minutes apart, every other half hour would hold two.
  if (apart >= 1 && minutes % apart !== 0)
    fail(
      `which do not fill intervals of ${minutes} minutes; ${1440 % apart === 0 ? `give --interval ${apart}m or a multiple of it` : 'write rows whose distance divides a day'}.`,
    );
}

/** The commonest distance between rows in ms, the shortest of several; null for a single row. */
function stepOf(rows: readonly DemandRow[]): number | null {
  const times = new Map<number, number>();
  for (let i = 1; i < rows.length; i++) {
    const step = (rows[i]?.at ?? 0) - (rows[i - 1]?.at ?? 0);
    times.set(step, (times.get(step) ?? 0) + 1);
  }
  let commonest: number | null = null;
  for (const [step, count] of times) {
    const most = commonest === null ? 0 : (times.get(commonest) ?? 0);
    if (commonest === null || count > most || (count === most && step < commonest)) commonest = step;
  }
  return commonest;
}

/** An interval of which a part is missing looks quieter than it was: say so. */
function noteThin(joined: readonly Sums[], whole: number, name: string, minutes: number, notes: string[]): void {
  const thin = joined.filter(({ rows }) => rows < Math.floor(whole)).length;
  if (thin > 0)
    notes.push(
      `${name}: ${thin === 1 ? `one interval of ${minutes} minutes has` : `${thin} intervals of ${minutes} minutes have`} fewer rows than the others; the demand there may be too low.`,
    );
}

/** Hours that are not in the file are not staffed, and nothing is known of what they carry over. */
function noteGaps(starts: readonly number[], name: string, minutes: number, notes: string[]): void {
  let missing = 0;
  for (const [i, start] of starts.entries()) {
    const before = starts[i - 1];
    if (before !== undefined) missing += Math.max(0, Math.round((start - before) / (minutes * 60_000)) - 1);
  }
  if (missing > 0)
    notes.push(
      `${name}: between the first and the last row ${missing === 1 ? `one interval of ${minutes} minutes is` : `${missing} intervals of ${minutes} minutes are`} missing; ${missing === 1 ? 'it is' : 'they are'} not staffed, and no load is carried across.`,
    );
}
