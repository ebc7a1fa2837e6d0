import { execFile } from 'node:child_process';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { contenders } from './decoderContenders.ts';
import { readRecording } from './recording.ts';

const BASELINE = 'yana';
const ROUNDS = 6;
/** Each contender's turn comes so often, in a new process, so that a busy machine slows all alike. */
const TURNS = 3;

interface Turn {
  /** Events in one round. */
  events: number;
  /** CPU seconds, user and system, of each round. */
  cpuSeconds: number[];
}

async function turn(name: string): Promise<Turn> {
  const chunks: Buffer[] = [];
  const path = (file: string) => fileURLToPath(new URL(`./fixtures/c-outcomes/${file}`, import.meta.url));
  for await (const read of readRecording(path('stream.ami.gz'), { chunks: path('chunks.jsonl.gz') })) {
    if (read.kind === 'bytes') chunks.push(Buffer.from(read.bytes));
  }
  const create = contenders[name];
  if (create === undefined) throw new RangeError(`There is no contender ${name}.`);
  let events = 0;
  const cpuSeconds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    globalThis.gc?.();
    const contender = create();
    const before = process.cpuUsage();
    for (let i = 0; i < chunks.length; i++) {
      contender.push(chunks[i] as Buffer);
      // Some hand their events out in a later tick.
      if (i % 16 === 15) await setImmediate();
    }
    await setImmediate();
    const { user, system } = process.cpuUsage(before);
    events = contender.events();
    cpuSeconds.push((user + system) / 1e6);
  }
  // The first rounds warm the compiler up.
  return { events, cpuSeconds: cpuSeconds.slice(2) };
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] as number;
}

async function run(): Promise<string[]> {
  const names = Object.keys(contenders);
  const turns = new Map<string, Turn>(names.map((name) => [name, { events: 0, cpuSeconds: [] }]));
  for (let i = 0; i < TURNS; i++) {
    for (const name of names) {
      const args = ['--expose-gc', fileURLToPath(import.meta.url), name];
      const { stdout } = await promisify(execFile)(process.execPath, args);
      const result: Turn = JSON.parse(stdout);
      const sum = turns.get(name) as Turn;
      sum.events = result.events;
      sum.cpuSeconds.push(...result.cpuSeconds);
    }
  }
  const speeds = [...turns].map(([name, { events, cpuSeconds }]) => ({
    name,
    events,
    perSecond: events / median(cpuSeconds),
  }));
  const baseline = speeds.find(({ name }) => name === BASELINE)?.perSecond ?? Number.NaN;
  return [
    `${''.padEnd(38)}${'events'.padStart(8)}${'events per CPU second'.padStart(24)}${`× ${BASELINE}`.padStart(10)}`,
    ...speeds.map(
      ({ name, events, perSecond }) =>
        `${name.padEnd(38)}${String(events).padStart(8)}${Math.round(perSecond).toLocaleString('en-US').padStart(24)}${(perSecond / baseline).toFixed(2).padStart(10)}`,
    ),
    '',
    'The clients make an object of every header of every event; compare that with the row that does the same.',
  ];
}

export default {
  name: 'AMI decoder against the npm clients, on one recording of 22.9 MB in the reads it came in',
  run,
};

const [contender] = process.argv.slice(2);
if (process.argv[1] === fileURLToPath(import.meta.url) && contender !== undefined) {
  process.stdout.write(JSON.stringify(await turn(contender)));
}
