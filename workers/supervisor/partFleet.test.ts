import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

/** The supervisor's own pieces around three tiny parts: one that is polite, one that falls over when told, one that is deaf. */
let folder: string;
let supervisor: ChildProcess;
let said: string[];
let pids: Record<string, number>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'santral-fleet-'));
  mkdirSync(join(folder, 'scripts'));
  const here = (file: string) => JSON.stringify(resolve(import.meta.dirname, file));
  const write = (name: string, code: string) => writeFileSync(join(folder, 'scripts', name), code);
  const stay = 'setInterval(() => {}, 1000);';
  const ended = (name: string) =>
    `process.on('SIGTERM', () => { appendFileSync(${JSON.stringify(join(folder, 'ended'))}, '${name} '); process.exit(0); });`;
  write(
    'database.mjs',
    `import {appendFileSync} from 'node:fs'; ${ended('database')} console.log('{"ready":"database"}'); ${stay}`,
  );
  write(
    'web.mjs',
    `import {appendFileSync} from 'node:fs'; ${ended('web')} process.on('SIGUSR2', () => { throw new Error('told to fall'); }); console.log('{"ready":"web"}'); ${stay}`,
  );
  write('deaf.mjs', `process.on('SIGTERM', () => {}); console.log('{"ready":"deaf"}'); ${stay}`);
  write(
    'supervisor.mjs',
    `import { PartFleet } from ${here('partFleet.ts')};
     import { stopSignal } from ${here('stopSignal.ts')};
     import { loadSettings } from ${here('../../lib/settings.ts')};
     const fleet = new PartFleet({
       settings: loadSettings({ SANTRAL_DATA: ${JSON.stringify(folder)} }),
       onSentence: (sentence) => console.log(JSON.stringify({ sentence })),
       onProgress() {},
       backOff: { firstMs: 20, longestMs: 50, healthyAfterMs: 60_000 },
       scripts: ${JSON.stringify(join(folder, 'scripts'))},
     });
     const asked = stopSignal(() => fleet.kill());
     await Promise.all(['database', 'web', 'deaf'].map((part) => fleet.start(part, 'must', part + '.mjs')));
     const tell = () => console.log(JSON.stringify({ pids: Object.fromEntries(fleet.pids()) }));
     tell();
     const beat = setInterval(tell, 50);
     await asked;
     clearInterval(beat);
     await fleet.stop();
     console.log(JSON.stringify({ sentence: 'stopped' }));
     process.exit(0);`,
  );
  const { npm_command: _, ...env } = process.env;
  supervisor = spawn(process.execPath, [join(folder, 'scripts', 'supervisor.mjs')], {
    env: env as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  said = [];
  pids = {};
  createInterface({ input: supervisor.stdout as NodeJS.ReadableStream }).on('line', (line) => {
    const message = JSON.parse(line) as { sentence?: string; pids?: Record<string, number> };
    if (message.sentence) said.push(message.sentence);
    if (message.pids) pids = message.pids;
  });
  await vi.waitFor(() => expect(Object.keys(pids).sort()).toEqual(['database', 'deaf', 'web']), 20_000);
});
afterEach(() => {
  for (const pid of [supervisor.pid, ...Object.values(pids)]) if (pid && isAlive(pid)) process.kill(pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

it('starts a fallen part again and says so in one sentence', async () => {
  const first = pids.web as number;
  process.kill(first, 'SIGUSR2');
  await vi.waitFor(() => expect(said.at(-1)).toBe('web is back'), 20_000);
  expect(said[0]).toBe('web fell over (exit code 1: Error: told to fall); it starts again in 0.0 s');
  await vi.waitFor(() => expect(pids.web).not.toBe(first));
});

it('ends every part on SIGINT within five seconds, the database last, the deaf one by force', async () => {
  supervisor.kill('SIGINT');
  await vi.waitFor(() => expect(supervisor.exitCode).toBe(0));
  expect(said.at(-1)).toBe('stopped');
  expect(readFileSync(join(folder, 'ended'), 'utf8')).toBe('web database ');
  for (const pid of Object.values(pids)) expect(isAlive(pid)).toBe(false);
});

it('ends every part at once on a second Ctrl-C', async () => {
  supervisor.kill('SIGINT');
  const again = setInterval(() => supervisor.kill('SIGINT'), 200);
  await vi.waitFor(() => expect(supervisor.exitCode).toBe(0));
  clearInterval(again);
  for (const pid of Object.values(pids)) expect(isAlive(pid)).toBe(false);
});

it('leaves no part behind when it is killed itself', async () => {
  supervisor.kill('SIGKILL');
  await vi.waitFor(() => {
    for (const pid of Object.values(pids)) expect(isAlive(pid)).toBe(false);
  }, 10_000);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
