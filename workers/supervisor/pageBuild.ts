import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { type DirectoryLock, lockDirectory } from '#lib/database/directoryLock.ts';

/** What the pages are built from. */
const sources = [
  'app/**/*',
  'lib/**/*',
  'public/**/*',
  '*.config.{js,mjs,ts}',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];
const notSources = ['**/*.test.{ts,tsx}', '**/fixtures/**', '**/node_modules/**'];
const stampName = 'built-from';

/** Is there a build of just these sources? */
export function isBuilt(root: string): boolean {
  try {
    readFileSync(join(root, '.next', 'BUILD_ID'));
    return readFileSync(join(root, '.next', stampName), 'utf8') === fingerprint(root);
  } catch {
    return false;
  }
}

/**
 * Builds the pages (`next build`); when another start is building the same ones, waits for those.
 *
 * @param onStage the stage that the build is in, in its own words
 * @throws Error with the end of the build's output when it fails
 */
export async function buildPages(root: string, onStage: (stage: string) => void, stop: AbortSignal): Promise<void> {
  const turn = await buildTurn(root, onStage, stop);
  try {
    if (!isBuilt(root)) await build(root, onStage, stop);
  } finally {
    turn.release();
  }
}

async function buildTurn(root: string, onStage: (stage: string) => void, stop: AbortSignal): Promise<DirectoryLock> {
  // Not in .next itself, which a build empties.
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
  for (;;) {
    try {
      return lockDirectory(join(tmpdir(), `santral-build-${name}.lock`), root);
    } catch (error) {
      if (!/is already open/.test(String(error))) throw error;
      onStage('another start is building them');
      await pause(200, undefined, { signal: stop });
    }
  }
}

async function build(root: string, onStage: (stage: string) => void, stop: AbortSignal): Promise<void> {
  const from = fingerprint(root);
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  const followParent = resolve(import.meta.dirname, 'followParent.ts');
  const child = spawn(process.execPath, ['--import', followParent, next, 'build'], {
    cwd: root,
    env: {
      ...process.env,
      SANTRAL_PARENT: String(process.pid),
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      FORCE_COLOR: '0',
      NO_COLOR: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });
  const end = () => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL');
  stop.addEventListener('abort', end, { once: true });
  const output: string[] = [];
  for (const stream of [child.stdout as Readable, child.stderr as Readable]) {
    createInterface({ input: stream }).on('line', (line) => {
      output.push(line);
      const stage = stageIn(line);
      if (stage) onStage(stage);
    });
  }
  const code = await new Promise<number | null>((done, failed) => {
    child.once('error', failed);
    child.once('close', done);
  });
  stop.removeEventListener('abort', end);
  stop.throwIfAborted();
  if (code !== 0 || !existsSync(join(root, '.next', 'BUILD_ID'))) {
    const last = output.filter((line) => line.trim()).slice(-25);
    throw new Error(`The pages could not be built:\n${last.map((line) => `    ${line}`).join('\n')}`);
  }
  writeFileSync(join(root, '.next', stampName), from);
}

function fingerprint(root: string): string {
  const hash = createHash('sha256');
  const files = globSync(sources, { cwd: root, exclude: notSources, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files)
    hash
      .update(`${file.slice(root.length)}\0`)
      .update(readFileSync(file))
      .update('\0');
  return hash.digest('hex');
}

function stageIn(line: string): string | null {
  const stage =
    /(Creating an optimized|Compiled|Running TypeScript|Collecting page data|Generating static pages|Finalizing)/.exec(
      line,
    )?.[1];
  switch (stage) {
    case 'Creating an optimized':
      return 'compiling';
    case 'Compiled':
    case 'Running TypeScript':
      return 'checking types';
    case 'Collecting page data':
      return 'collecting pages';
    case 'Generating static pages':
      return `writing pages ${/\(\d+\/\d+\)/.exec(line)?.[0] ?? ''}`.trim();
    case 'Finalizing':
      return 'finishing';
    default:
      return null;
  }
}
