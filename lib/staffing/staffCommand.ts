import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type DemandFile, demandCsv } from './demandCsv.ts';
import { type StaffingRow, type StaffingTotals, staffIntervals } from './staffIntervals.ts';
import { StaffMistake } from './staffMistake.ts';
import { type StaffOptions, staffRules } from './staffOptions.ts';
import { timestampText } from './timestamp.ts';

/** A row whose start is written as in the file. */
export type StaffCommandRow = Omit<StaffingRow, 'start'> & { start: string };

export interface StaffCommandResult {
  model: 'erlang-c';
  intervalMinutes: number;
  target: { ratio: number; thresholdSeconds: number };
  shrinkage: number;
  maxOccupancy: number;
  rows: StaffCommandRow[];
  totals: StaffingTotals;
  /** Sentences on what was assumed: rows sorted, intervals missing. */
  notes: string[];
}

/**
 * `santral staff`: required agents for a demand file, without a database.
 *
 * @param path of a CSV file, see `demandCsv`
 * @throws StaffMistake with one sentence that names the option, or file and line
 */
export async function staffCommand(path: string, options: StaffOptions): Promise<StaffCommandResult> {
  staffRules(options); // a wrong option is told before a long file is read
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why =
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : (code ?? String(error));
    throw new StaffMistake('input', `${path} cannot be read: ${why}.`);
  }
  return staffDemand(decoded(bytes, path), basename(path), options);
}

/** The same for the text of a file. */
export function staffDemand(text: string, name: string, options: StaffOptions): StaffCommandResult {
  const rules = staffRules(options);
  const demand = demandCsv(text, name);
  const notes: string[] = [];
  if (demand.sorted) notes.push(`${name}: the rows were not in order of time; they were sorted.`);
  const intervals = intervalsOf(demand, name, rules.intervalMinutes, rules.ahtSeconds, notes);
  const { rows, totals } = staffIntervals({ intervals, intervalMinutes: rules.intervalMinutes, rules });
  const { model, intervalMinutes, target, shrinkage, maxOccupancy } = rules;
  return {
    model,
    intervalMinutes,
    target,
    shrinkage,
    maxOccupancy,
    rows: rows.map((row) => ({ ...row, start: timestampText(row.start, demand.offsetMinutes) })),
    totals,
    notes,
  };
}

/** Rows of the file gathered into intervals: counts add up, handling times are weighted by counts. */
function intervalsOf(demand: DemandFile, name: string, minutes: number, aht: number | null, notes: string[]) {
  const length = minutes * 60_000;
  const shift = (demand.offsetMinutes ?? 0) * 60_000; // intervals of hours begin on the file's own clock
  const step = stepOf(demand);
  if (step !== null && step > length)
    throw new StaffMistake(
      'input',
      `${name}, line ${demand.rows[1]?.line ?? 2}: the rows are ${step / 60_000} minutes apart, more than --interval ${minutes}m; give --interval ${step / 60_000}m.`,
    );
  const joined = new Map<number, { offered: number; seconds: number; plainSeconds: number; rows: number }>();
  for (const row of demand.rows) {
    const seconds = row.ahtSeconds ?? aht;
    if (seconds === null)
      throw new StaffMistake(
        'input',
        `${name}, line ${row.line}: there is no aht_seconds; add it, or give --aht with the handling time in seconds.`,
      );
    const start = Math.floor((row.at + shift) / length) * length - shift;
    const sums = joined.get(start) ?? { offered: 0, seconds: 0, plainSeconds: 0, rows: 0 };
    sums.offered += row.count;
    sums.seconds += row.count * seconds;
    sums.plainSeconds += seconds;
    sums.rows += 1;
    joined.set(start, sums);
  }
  if (step !== null) noteThin(joined, length / step, name, minutes, notes);
  return [...joined].map(([start, { offered, seconds, plainSeconds, rows }]) => ({
    start,
    offered,
    ahtSeconds: offered > 0 ? seconds / offered : plainSeconds / rows,
  }));
}

/** The commonest distance between rows in ms; null for a single row. */
function stepOf({ rows }: DemandFile): number | null {
  const times = new Map<number, number>();
  for (let i = 1; i < rows.length; i++) {
    const step = (rows[i]?.at ?? 0) - (rows[i - 1]?.at ?? 0);
    times.set(step, (times.get(step) ?? 0) + 1);
  }
  let commonest: number | null = null;
  for (const [step, count] of times) if (commonest === null || count > (times.get(commonest) ?? 0)) commonest = step;
  return commonest;
}

/** An interval of which a part is missing looks quieter than it was: say so. */
function noteThin(
  joined: Map<number, { rows: number }>,
  whole: number,
  name: string,
  minutes: number,
  notes: string[],
) {
  const thin = [...joined.values()].filter(({ rows }) => rows < Math.floor(whole)).length;
  if (thin > 0)
    notes.push(
      `${name}: ${thin} intervals of ${minutes} minutes have fewer rows than the others; their demand may be too low.`,
    );
}

function decoded(bytes: Buffer, path: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le').replace(/^\uFEFF/, '');
  if (bytes.includes(0)) throw new StaffMistake('input', `${path} is no text file; save the table as CSV.`);
  return bytes.toString('utf8');
}
