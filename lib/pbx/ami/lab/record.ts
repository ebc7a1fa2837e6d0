import { parseArgs } from 'node:util';
import { Lab } from './lab.ts';
import { scenarios } from './scenarios.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '5038' },
    account: { type: 'string', default: 'lab' },
    'queue-log': { type: 'string' },
    calls: { type: 'string', default: '100' },
    rate: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    lists: { type: 'string' },
    'pid-file': { type: 'string' },
    start: { type: 'string' },
  },
});
const [name = '', folder] = positionals;
const scenario = scenarios[name];
if (scenario === undefined || folder === undefined || values['queue-log'] === undefined) {
  process.stderr.write(
    `node record.ts SCENARIO FOLDER --queue-log PATH; SCENARIO is one of ${Object.keys(scenarios).join(', ')}.\n`,
  );
  process.exit(2);
}
const lab = new Lab({
  host: values.host,
  port: Number(values.port),
  account: values.account,
  folder,
  queueLog: values['queue-log'],
  seed: values.seed,
  calls: Number(values.calls),
  rate: Number(values.rate),
  listsEveryMs: values.lists === undefined ? null : Number(values.lists) * 1000,
  pidFile: values['pid-file'] ?? null,
  startCommand: values.start ?? null,
});
await lab.start();
await scenario(lab);
await lab.finish();
process.stdout.write(`${name} is recorded in ${folder}\n`);
process.exit(0);
