import type { Accuracy } from '#lib/forecast/backtest.ts';
import {
  type BacktestCommandResult,
  backtestCommand,
  type ForecastCommandResult,
  forecastCommand,
  type Tell,
} from '#lib/forecast/forecastCommand.ts';
import type { BacktestOptions, ForecastOptions } from '#lib/forecast/forecastOptions.ts';
import { StaffMistake } from '#lib/staffing/staffMistake.ts';
import { type Step, terminalView } from '#lib/terminal/terminalView.ts';

type Common = { demand: string; json?: boolean };

/** `santral forecast`: 0 with a table (or JSON), 1 when the file is wrong, 2 when an option is. */
export async function forecastCommandLine(options: ForecastOptions & Common): Promise<number> {
  return told(options, (tell) => forecastCommand(options.demand, options, tell), forecastTable);
}

/** `santral backtest`: the same. */
export async function backtestCommandLine(options: BacktestOptions & Common): Promise<number> {
  return told(options, (tell) => backtestCommand(options.demand, options, tell), backtestTable);
}

/** What takes over a second shows how far it is. */
async function told<T extends { notes: string[] }>(
  { json }: Common,
  work: (tell: Tell) => Promise<T>,
  table: (result: T) => string[],
): Promise<number> {
  const begun = performance.now();
  const view = terminalView(process.stderr);
  const steps: Step[] = [];
  try {
    const result = await work(({ done, of }) => {
      if (json || performance.now() - begun < 1000) return;
      if (steps.length === 0) steps.push(view.step('Backtest'));
      steps[0]?.progress({ done, of, unit: 'origins' });
    });
    steps[0]?.drop();
    view.close();
    if (json) {
      for (const note of result.notes) process.stderr.write(`${note}\n`);
      process.stdout.write(`${JSON.stringify(result)}\n`);
    } else process.stdout.write(`${[...table(result), ...result.notes].join('\n')}\n`);
    return 0;
  } catch (error) {
    view.close();
    if (!(error instanceof StaffMistake)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error.kind === 'usage' ? 2 : 1;
  }
}

function forecastTable({ intervals, method, basedOn }: ForecastCommandResult): string[] {
  const open = intervals.filter(({ mean, p90 }) => mean > 0 || p90 > 0);
  const total = intervals.reduce((sum, { mean }) => sum + mean, 0);
  return [
    ...aligned([
      ['start', 'mean', 'p10', 'p90'],
      ...open.map(({ start, mean, p10, p90 }) => [start, figure(mean), figure(p10), figure(p90)]),
    ]),
    '',
    `${figure(total)} contacts in ${intervals.length} intervals, of which ${open.length} are open; 80 of 100 lie between p10 and p90.`,
    `By ${method}${basedOn.from === null ? '' : `, from ${basedOn.days} days, ${basedOn.from} to ${basedOn.to}`}.`,
  ];
}

function backtestTable({ horizons, origins, from, to }: BacktestCommandResult): string[] {
  const lines: string[] = [];
  for (const [name, { chosen, methods }] of Object.entries(horizons)) {
    const ranked = Object.entries(methods).sort(([, a], [, b]) => (a.wape ?? 0) - (b.wape ?? 0));
    lines.push(
      ...aligned([
        [name, 'WAPE', 'MASE', 'bias', 'in p10–p90'],
        ['chosen', ...cells(chosen)],
        ...ranked.map(([method, accuracy]) => [method, ...cells(accuracy)]),
      ]),
      '',
    );
  }
  lines.push(
    origins === 0
      ? 'There was no day to forecast from.'
      : `Forecast from ${origins} days, ${from} to ${to}, each time with what was known then; which dates are open is known ahead.`,
  );
  return lines;
}

function cells({ wape, mase, bias, coverage80 }: Accuracy): string[] {
  return [percent(wape), mase === null ? '–' : mase.toFixed(3), percent(bias), percent(coverage80)];
}

function aligned(table: string[][]): string[] {
  const widths = table[0]?.map((_, nth) => Math.max(...table.map((row) => row[nth]?.length ?? 0))) ?? [];
  return table.map((row) =>
    row.map((cell, nth) => (nth === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[nth] ?? 0))).join('  '),
  );
}

function figure(value: number): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(2)} %`;
}
