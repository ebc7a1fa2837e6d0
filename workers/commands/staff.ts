import { type StaffCommandResult, type StaffCommandRow, staffCommand } from '#lib/staffing/staffCommand.ts';
import { StaffMistake } from '#lib/staffing/staffMistake.ts';
import type { StaffOptions } from '#lib/staffing/staffOptions.ts';

/** `santral staff`: 0 with a table (or JSON), 1 when the file is wrong, 2 when an option is. */
export async function staffCommandLine(options: StaffOptions & { demand: string; json?: boolean }): Promise<number> {
  let result: StaffCommandResult;
  try {
    result = await staffCommand(options.demand, options);
  } catch (error) {
    if (!(error instanceof StaffMistake)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error.kind === 'usage' ? 2 : 1;
  }
  process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : asTable(result));
  return 0;
}

const columns: [string, (row: StaffCommandRow) => string][] = [
  ['start', (row) => row.start],
  ['offered', (row) => figure(row.offered, 1)],
  ['aht s', (row) => figure(row.ahtSeconds, 0)],
  ['erlangs', (row) => figure(row.erlangs, 2)],
  ['required', (row) => figure(row.required, 0)],
  ['scheduled', (row) => figure(row.scheduled, 0)],
  ['service level', (row) => percent(row.serviceLevel)],
  ['asa s', (row) => figure(row.asaSeconds, 1)],
  ['abandon', (row) => percent(row.abandonment)],
  ['occupancy', (row) => percent(row.occupancy)],
];

function asTable(result: StaffCommandResult): string {
  const { rows, totals, notes } = result;
  const table = [columns.map(([head]) => head), ...rows.map((row) => columns.map(([, cell]) => cell(row)))];
  const widths = columns.map((_, nth) => Math.max(...table.map((line) => line[nth]?.length ?? 0)));
  const lines = table.map((line) =>
    line.map((cell, nth) => (nth === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[nth] ?? 0))).join('  '),
  );
  lines.push(
    '',
    `In all: ${figure(totals.offered, 0)} offered, ${figure(totals.requiredHours, 1)} agent hours at the desk, ` +
      `${figure(totals.scheduledHours, 1)} on the roster, at most ${figure(totals.requiredPeak, 0)} agents at once; ` +
      `service level ${percent(totals.serviceLevel)}, answer speed ${figure(totals.asaSeconds, 1)} s, ` +
      `${percent(totals.abandonment)} hang up.`,
    `${rulesOf(result).join(', ')}.`,
    ...notes,
  );
  return `${lines.join('\n')}\n`;
}

function rulesOf(result: StaffCommandResult): string[] {
  const { model, patienceSeconds, target, maxAsaSeconds, maxAbandonment, maxOccupancy, shrinkage } = result;
  const rules = [
    `${model === 'erlang-a' ? `Erlang A with a patience of ${patienceSeconds} s` : 'Erlang C'} for ${percent(target.ratio)} within ${target.thresholdSeconds} s`,
  ];
  if (maxAsaSeconds !== null) rules.push(`answer speed up to ${maxAsaSeconds} s`);
  if (maxAbandonment !== null) rules.push(`abandonment up to ${percent(maxAbandonment)}`);
  rules.push(`occupancy up to ${percent(maxOccupancy)}`, `shrinkage ${percent(shrinkage)}`);
  if (model === 'erlang-a' && result.redialProbability > 0)
    rules.push(`${percent(result.redialProbability)} of those who hang up call again`);
  rules.push(result.carryOver ? 'load carried over from interval to interval' : 'each interval by itself');
  return rules;
}

function figure(value: number | null, digits: number): string {
  return value === null
    ? '–'
    : value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(1)} %`;
}
