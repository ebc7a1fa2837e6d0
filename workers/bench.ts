import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { glob } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * `npm run bench [-- WORD … [--OPTION …]]`: runs every `*.bench.ts` under lib/ and workers/ whose path contains one of the
 * words, each in a process of its own so that memory and garbage collection are its own. A bench file's default export is
 * a Bench, which gets the options. Numbers are reported, never asserted.
 */
export interface Bench {
  name: string;
  /** The lines to print. `options`: what stood on the command line from the first `--` on. */
  run(options: string[]): Promise<string[]>;
}

const root = fileURLToPath(new URL('..', import.meta.url));

async function runOne(path: string, options: string[]): Promise<void> {
  const { default: bench }: { default: Bench } = await import(pathToFileURL(path).href);
  console.log(`\n${bench.name}\n`);
  for (const line of await bench.run(options)) console.log(`  ${line}`);
}

async function runAll(words: string[], options: string[]): Promise<void> {
  const found: string[] = [];
  for await (const path of glob(['lib/**/*.bench.ts', 'workers/**/*.bench.ts'], {
    cwd: root,
    exclude: (name) => name === 'node_modules',
  })) {
    found.push(path);
  }
  const chosen = found.sort().filter((path) => words.length === 0 || words.some((word) => path.includes(word)));
  if (chosen.length === 0) {
    console.error(`No bench matches ${words.join(' ')}; there are: ${found.join(', ')}.`);
    process.exitCode = 2;
    return;
  }
  console.log(`node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}`);
  for (const path of chosen) {
    const self = fileURLToPath(import.meta.url);
    const child = spawn(process.execPath, ['--expose-gc', self, '--one', `${root}${path}`, ...options], {
      stdio: 'inherit',
    });
    const [code] = await once(child, 'exit');
    if (code !== 0) {
      console.error(`${path} failed (exit code ${code}).`);
      process.exitCode = 1;
    }
  }
}

const args = process.argv.slice(2);
if (args[0] === '--one') await runOne(args[1] as string, args.slice(2));
else {
  const from = args.findIndex((arg) => arg.startsWith('--'));
  const words = from < 0 ? args : args.slice(0, from);
  await runAll(words, args.slice(words.length));
}
