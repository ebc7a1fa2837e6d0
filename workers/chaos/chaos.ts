import { randomInt } from 'node:crypto';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { demoCentres } from '#lib/pbx/demo/demoCentres.ts';
import { terminalView } from '#lib/terminal/terminalView.ts';
import { chaosReport } from './chaosReport.ts';
import { type ChaosPlan, chaosRun } from './chaosRun.ts';
import { faultSchedule, type ScheduledFault } from './faultSchedule.ts';

/**
 * `npm run chaos -- --minutes N`: a whole installation under load while processes are killed, lines cut, the database
 * paused and the exchanges restarted; then its ledger against the exchanges' queue_log, row by row. Exit codes: 0 all
 * agrees and the wall kept every promise, 1 not so, 2 wrong usage.
 */
const usualEveryMs = 12_000;
/** At ten times real speed a talk takes some twenty seconds, so that most faults meet calls in every state. */
const speed = 10;
const endingMs = 30_000;
const scenarios = ['random', 'database-away'] as const;

const number = (low: number, high: number) => (text: string) => {
  const value = Number(text);
  if (text.trim() === '' || !(value >= low && value <= high))
    throw new InvalidArgumentError(`Give a number from ${low} to ${high}.`);
  return value;
};

const program = new Command('chaos')
  .description('break a whole installation at random under load, and hold its ledger against the exchanges’ own log')
  .requiredOption('--minutes <n>', 'how long things go wrong', number(0.2, 10_000))
  .option('--seed <n>', 'the same seed gives the same schedule; default: one that is printed', number(0, 2 ** 31 - 1))
  .option('--calls-per-second <n>', 'at all exchanges together', number(0.1, 500), 20)
  .option('--every <seconds>', 'mean pause between two faults', number(1, 3_600), usualEveryMs / 1000)
  .addOption(
    new Option('--scenario <name>', 'random, or database-away: the database stands still all the while')
      .choices(scenarios)
      .default('random'),
  )
  .addOption(new Option('--json', 'for machines: one JSON document on standard output'))
  .exitOverride();

interface Options {
  minutes: number;
  seed?: number;
  callsPerSecond: number;
  every: number;
  scenario: (typeof scenarios)[number];
  json?: boolean;
}

try {
  program.parse();
  process.exitCode = await main(program.opts());
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}

async function main(options: Options): Promise<number> {
  const plan = planOf(options);
  // What people read goes to stderr when machines read stdout.
  const view = terminalView(options.json ? process.stderr : process.stdout);
  view.print(
    `\n  Chaos, seed ${plan.seed}: ${plan.schedule.length} faults in ${options.minutes} min at ${plan.callsPerSecond} calls a second\n`,
  );
  const stopping = new AbortController();
  process.once('SIGINT', () => stopping.abort());
  const step = view.step('Chaos');
  try {
    const result = await chaosRun(
      plan,
      {
        stage: (text) => step.detail(text),
        elapsed: (ms) => step.progress({ done: ms / 1000, of: plan.lastsMs / 1000, unit: 's' }),
        fault: (sentence) => view.print(`    ${sentence}`),
      },
      stopping.signal,
    );
    step.done('over');
    view.close();
    if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`);
    else for (const line of chaosReport(result)) process.stdout.write(`${line}\n`);
    return result.passed ? 0 : 1;
  } catch (error) {
    step.failed('could not go on');
    view.error((error as Error).message);
    view.close();
    return 1;
  }
}

function planOf({ minutes, seed = randomInt(1, 100_000), callsPerSecond, every, scenario }: Options): ChaosPlan {
  const lastsMs = minutes * 60_000;
  const exchanges = demoCentres.map(({ id }) => id);
  if (scenario === 'random') {
    const schedule = faultSchedule({ seed, lastsMs, everyMs: every * 1000, exchanges });
    return { seed, lastsMs, callsPerSecond, speed, schedule, endingMs };
  }
  const schedule: ScheduledFault[] = [{ at: 15_000, fault: { kind: 'pause', part: 'database', lastsMs } }];
  return { seed, lastsMs: lastsMs + 45_000, callsPerSecond, speed, schedule, endingMs };
}
