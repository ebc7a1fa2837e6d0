import { basename } from 'node:path';
import { type DemandFile, demandCsv } from './demandCsv.ts';
import { demandText } from './demandText.ts';
import { type OfferedInterval, type StaffingRow, type StaffingTotals, staffIntervals } from './staffIntervals.ts';
import type { StaffingModel } from './staffingRules.ts';
import { StaffMistake } from './staffMistake.ts';
import { type StaffOptions, staffRules } from './staffOptions.ts';
import { timestampText } from './timestamp.ts';

/** A row whose start is written as in the file. */
export type StaffCommandRow = Omit<StaffingRow, 'start'> & { start: string };

export interface StaffCommandResult {
  model: StaffingModel;
  /** null: callers are taken to wait as long as it takes. */
  patienceSeconds: number | null;
  redialProbability: number;
  intervalMinutes: number;
  target: { ratio: number; thresholdSeconds: number };
  maxAsaSeconds: number | null;
  maxAbandonment: number | null;
  shrinkage: number;
  maxOccupancy: number;
  /** Calls that last into the next interval are met there. */
  carryOver: boolean;
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
  return staffDemand(await demandText(path), basename(path), options);
}

/** The same for the text of a file. */
export function staffDemand(text: string, name: string, options: StaffOptions): StaffCommandResult {
  const rules = staffRules(options);
  const demand = demandCsv(text, name);
  const notes: string[] = [];
  if (demand.sorted) notes.push(`${name}: the rows were not in order of time; they were sorted.`);
  const intervals = intervalsOf(demand, name, rules.intervalMinutes, rules.ahtSeconds, notes);
  noteGaps(intervals, name, rules.intervalMinutes, notes);
  if (intervals.every(({ offered }) => offered === 0)) notes.push(`${name}: every count is 0, so nobody is required.`);
  const { model, intervalMinutes, redialProbability, carryOver } = rules;
  const { rows, totals, approximate } = staffIntervals({ intervals, intervalMinutes, rules });
  if (model === 'erlang-c' && rules.patienceSeconds !== null)
    notes.push('Erlang C knows no patience; --patience was not used.');
  if (redialProbability > 0 && model === 'erlang-c')
    notes.push('Nobody hangs up in Erlang C, so nobody calls again; --redial was not used.');
  if (approximate > 0)
    notes.push(
      `${name}: ${approximate === rows.length ? 'the' : `${approximate} of the`} intervals are too many or too large to be followed one after the other; each is staffed as if it lasted for ever, with the load that it carries on average.`,
    );
  const { target, maxAsaSeconds, maxAbandonment, shrinkage, maxOccupancy } = rules;
  return {
    ...{
      model,
      patienceSeconds: model === 'erlang-c' ? null : rules.patienceSeconds,
      redialProbability,
      intervalMinutes,
    },
    ...{ target, maxAsaSeconds, maxAbandonment, shrinkage, maxOccupancy, carryOver },
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
  if (step !== null && step > length) {
    const apart = step / 60_000;
    const cure = 1440 % apart === 0 ? `give --interval ${apart}m` : 'add the rows between';
    throw new StaffMistake(
      'input',
      `${name}, line ${demand.rows[1]?.line ?? 2}: the rows are ${apart} minutes apart, more than --interval ${minutes}m; ${cure}.`,
    );
  }
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

/** The commonest distance between rows in ms, the shortest of several; null for a single row. */
function stepOf({ rows }: DemandFile): number | null {
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

/** Hours that are not in the file are not staffed, and nothing is known of what they carry over. */
function noteGaps(intervals: readonly OfferedInterval[], name: string, minutes: number, notes: string[]) {
  let missing = 0;
  for (const [i, { start }] of intervals.entries()) {
    const before = intervals[i - 1];
    if (before) missing += Math.max(0, Math.round((start - before.start) / (minutes * 60_000)) - 1);
  }
  if (missing > 0)
    notes.push(
      `${name}: between the first and the last row ${missing} intervals of ${minutes} minutes are missing; they are not staffed, and no load is carried across them.`,
    );
}
