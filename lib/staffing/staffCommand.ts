import { basename } from 'node:path';
import { demandCsv } from './demandCsv.ts';
import { demandText } from './demandText.ts';
import { rowsToIntervals } from './rowsToIntervals.ts';
import { type StaffingRow, type StaffingTotals, staffIntervals } from './staffIntervals.ts';
import type { StaffingModel } from './staffingRules.ts';
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
  const notes = [...demand.notes];
  const { intervals, offsets } = rowsToIntervals(demand, name, rules, notes);
  if (intervals.every(({ offered }) => offered === 0)) notes.push(`${name}: every count is 0, so nobody is required.`);
  const { model, intervalMinutes, redialProbability, carryOver } = rules;
  const { rows, totals, approximate } = staffIntervals({ intervals, intervalMinutes, rules });
  if (model === 'erlang-c' && rules.patienceSeconds !== null)
    notes.push('Erlang C knows no patience; --patience was not used.');
  if (redialProbability > 0 && model === 'erlang-c')
    notes.push('Nobody hangs up in Erlang C, so nobody calls again; --redial was not used.');
  if (rules.maxAbandonment !== null && model === 'erlang-c')
    notes.push('Nobody hangs up in Erlang C, so --max-abandonment is kept by any number of agents.');
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
    rows: rows.map((row) => ({ ...row, start: timestampText(row.start, offsets.get(row.start) ?? null) })),
    totals,
    notes,
  };
}
