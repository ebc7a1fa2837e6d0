#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { withoutPrivateText } from '#lib/telemetry/privacy.ts';

/**
 * The command line. Exit codes: 0 done, 1 failed, 2 wrong usage. What people read goes to stdout, or stderr when it is
 * about a mistake; `--json` gives machines one JSON document on stdout. Each command's work is loaded when it is called.
 */
const manifest = JSON.parse(readFileSync(resolve(import.meta.dirname, '..', 'package.json'), 'utf8'));
// Secrets may lie in a file that is not committed, instead of in the shell.
if (existsSync('.env')) process.loadEnvFile(join(process.cwd(), '.env'));

// Whoever read the output may leave early (`| head`); the work goes on all the same.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const json = () => new Option('--json', 'for machines: JSON on standard output');
const program = new Command('santral')
  .description(manifest.description)
  .version(manifest.version)
  .helpCommand(false)
  .showSuggestionAfterError()
  .configureOutput({ outputError: (text, write) => write(asSentence(text)) })
  .exitOverride();

program
  .command('start')
  .description('start everything: database, exchanges, pages; Ctrl-C ends it')
  .addOption(json())
  .action(async (options) => {
    const { start } = await import('./start.ts');
    await leave(await start(options));
  });

program
  .command('doctor')
  .description('look at this machine, the database and each exchange, and name the cure of what is wrong')
  .option('--listen <seconds>', 'how long at most to listen for the events that each exchange lets through', '6')
  .addOption(json())
  .action(async (options) => {
    const { doctorCommand } = await import('./commands/doctor.ts');
    await leave(await doctorCommand(options));
  });

program
  .command('replay')
  .description('run a recorded AMI stream through the decoder, floor and ledger, and count what happened in each queue')
  .argument('<stream>', 'the bytes of the stream, plain or gzipped')
  .option('--chunks <file>', 'times of arrival (chunks.jsonl, plain or gzipped)')
  .option('--queue-log <file>', 'the queue_log of the same time, to reconcile with')
  .addOption(json())
  .action(async (stream, options) => {
    const { replayCommand } = await import('./commands/replay.ts');
    await leave(await replayCommand(stream, options));
  });

const importing = program
  .command('import')
  .description('bring in what an exchange has recorded, or who is rostered')
  .helpCommand(false);

importing
  .command('queue-log')
  .description('bring in what an exchange has logged; what is there already stays as it is')
  .argument(
    '<files...>',
    'queue_log files, CSV or TSV dumps of the table queue_log, each plain or gzipped, or postgres://… or mysql://… for the table itself',
  )
  .option('--exchange <id>', 'the exchange that wrote them; not needed when there is only one')
  .option('--zone <zone>', "time zone of the exchange's clock, for tables; default as in the settings")
  .addOption(json())
  .action(async (files, options) => {
    const { importQueueLogCommand } = await import('./commands/importQueueLog.ts');
    await leave(await importQueueLogCommand(files, options));
  });

importing
  .command('roster')
  .description('bring in who works when; it stands instead of what was known of the same agents in its days')
  .argument('<files...>', 'CSV files: agent,start,end[,activity][,queues][,name], or temsilci,başlangıç,bitiş…')
  .option('--centre <id>', 'the centre that it is the roster of; not needed when there is only one')
  .option('--whole', 'agents whom the files do not name have no shifts in their days')
  .addOption(json())
  .addHelpText(
    'after',
    `
Times without a zone are on the centre's clock: 2026-11-23T08:00, 23.11.2026 08:00, or 08:00 beside a column date.
An end may be a time alone, across midnight as well. Activities: work (the usual one), break, training, meeting, other.
Several queues stand in one cell as 153-genel|153-ulasim; none means all of the centre.`,
  )
  .action(async (files, options) => {
    const { importRosterCommand } = await import('./commands/importRoster.ts');
    await leave(await importRosterCommand(files, options));
  });

const person = program
  .command('person')
  .description('who may sign in, for when nobody can reach the settings page')
  .helpCommand(false);

const byPassword = () =>
  new Option('--password', 'ask for a password, or read it from standard input, rather than make a one-time link');

person
  .command('add')
  .description('add a person; prints the one-time link at which they choose a password')
  .argument('<username>', '2 to 40 of a–z, digits, dot, underscore and hyphen')
  .option('--name <name>', 'full name; default: the username')
  .option('--role <role>', 'viewer, supervisor, manager or admin', 'viewer')
  .addOption(byPassword())
  .addOption(json())
  .action(async (username, options) => {
    const { addPersonCommand } = await import('./commands/person.ts');
    await leave(await addPersonCommand(username, options));
  });

person
  .command('reset')
  .description('a new one-time link for somebody who has lost their password')
  .argument('<username>')
  .option('--enable', 'let a disabled account in again')
  .addOption(byPassword())
  .addOption(json())
  .action(async (username, options) => {
    const { resetPersonCommand } = await import('./commands/person.ts');
    await leave(await resetPersonCommand(username, options));
  });

person
  .command('list')
  .description('everybody who may sign in')
  .addOption(json())
  .action(async (options) => {
    const { listPeopleCommand } = await import('./commands/person.ts');
    await leave(await listPeopleCommand(options));
  });

program
  .command('staff')
  .description('required agents for each interval of a demand file, by Erlang A or C; no database needed')
  .requiredOption('--demand <csv>', 'CSV file: timestamp,count or timestamp,count,aht_seconds')
  .option('--interval <time>', 'length of an interval: 15m, 30m, 1h', '30m')
  .option('--aht <seconds>', 'handling time, for rows without one of their own')
  .option('--target <percent/seconds>', 'service level target', '80/20')
  .option('--shrinkage <share>', 'share of rostered time not spent on contacts, 0.3 for 30 %', '0')
  .option('--max-occupancy <share>', 'busy at most this share of the time', '1')
  .option('--max-asa <seconds>', 'mean wait of at most so long')
  .option('--max-abandonment <share>', 'at most this share hangs up, 0.03 for 3 %')
  .option('--patience <seconds>', 'how long callers wait on average before they hang up')
  .option('--redial <share>', 'share of those who hang up who call again, 0.4 for 40 %', '0')
  .option('--model <name>', 'erlang-a (needs --patience) or erlang-c; default erlang-a with --patience, else erlang-c')
  .option('--no-carry-over', 'each interval by itself, as if calls ended with it')
  .addOption(json())
  .action(async (options) => {
    const { staffCommandLine } = await import('./commands/staff.ts');
    await leave(await staffCommandLine(options));
  });

const demandFile = (name: string, description: string) =>
  program
    .command(name)
    .description(description)
    .requiredOption('--demand <csv>', 'CSV file: timestamp,count or timestamp,count,aht_seconds')
    .option('--interval <time>', 'length of an interval: 15m, 30m, 1h; default: as the rows of the file')
    .option('--zone <zone>', 'time zone of the centre, for timestamps of another; default: as in the file')
    .option('--country <code>', 'know the public holidays of a country or state: TR, DE-BY; default: none')
    .addOption(json());

demandFile('forecast', 'contacts expected in each interval after a demand file, with a band; no database needed')
  .option('--horizon <days>', 'how far ahead: 14d, 2w', '14d')
  .option('--closed <dates>', 'dates on which it will be closed: 2026-04-23,2026-05-01')
  .action(async (options) => {
    const { forecastCommandLine } = await import('./commands/forecast.ts');
    await leave(await forecastCommandLine(options));
  });

demandFile('backtest', 'how well forecasts of a demand file would have done; no database needed')
  .option('--horizons <days>', 'how far ahead, in calendar days from the next open day on', '1d,7d,14d')
  .option('--step <days>', 'open days from one forecast to the next; default: 1, more in long files')
  .action(async (options) => {
    const { backtestCommandLine } = await import('./commands/forecast.ts');
    await leave(await backtestCommandLine(options));
  });

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Help that was asked for ends with 0; all else that Commander objects to is wrong usage.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    const { SettingsError } = await import('#lib/settingsMistake.ts');
    process.stderr.write(`${withoutPrivateText(error instanceof Error ? error.message : String(error))}\n`);
    process.exitCode = error instanceof SettingsError ? 2 : 1;
  }
}

/** Ends the process once what was written has left it: a pipe may still be taking it in. */
async function leave(code: number): Promise<void> {
  await Promise.all(
    [process.stdout, process.stderr].map((stream) => new Promise<void>((written) => stream.write('', () => written()))),
  );
  process.exit(code);
}

/** `error: unknown option '--x'` as a sentence of ours, with where to read on. */
function asSentence(text: string): string {
  const [first = '', ...rest] = text
    .trim()
    .replace(/^error: /, '')
    .split('\n');
  const hint = rest.length > 0 ? ` ${rest.join(' ').replace(/[()]/g, '')}` : '';
  return `${first.charAt(0).toUpperCase()}${first.slice(1).replace(/\.$/, '')}.${hint} See santral --help.\n`;
}
