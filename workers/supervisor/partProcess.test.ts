import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Progress } from '#lib/terminal/progressText.ts';
import { PartFailed, PartProcess } from './partProcess.ts';

let folder: string;
let sentences: string[];
let progress: [string, Progress][];
const parts: PartProcess[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'santral-part-'));
  mkdirSync(join(folder, 'scripts'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  sentences = [];
  progress = [];
});
afterEach(async () => {
  await Promise.all(parts.splice(0).map((part) => part.stop(0)));
});

function part(name: string, code: string): PartProcess {
  const script = join(folder, 'scripts', `${name}.mjs`);
  writeFileSync(script, code);
  const made = new PartProcess({
    name,
    args: [script],
    env: process.env,
    logDir: join(folder, 'log'),
    onSentence: (sentence) => sentences.push(sentence),
    onProgress: (what, how) => progress.push([what, how]),
    backOff: { firstMs: 20, longestMs: 80, healthyAfterMs: 60_000 },
  });
  parts.push(made);
  return made;
}
const ready = (name: string) => `console.log(JSON.stringify({ready: '${name}', port: 7}));`;
const stay = 'setInterval(() => {}, 1000);';

it('is ready when it says so, tells progress, and keeps its log', async () => {
  const web = part(
    'web',
    `${ready('web')} console.log(JSON.stringify({progress: 'Import', done: 3, of: 9, unit: 'days'})); console.log('plain words'); ${stay}`,
  );
  expect(await web.start('must')).toEqual({ ready: 'web', port: 7 });
  await vi.waitFor(() => expect(progress).toEqual([['Import', { done: 3, of: 9, unit: 'days' }]]));
  await vi.waitFor(() => expect(readFileSync(join(folder, 'log', 'web.log'), 'utf8')).toBe('plain words\n'));
});

it('shows warnings and worse as sentences, and all in the log', async () => {
  const line = (level: number, msg: string) =>
    `process.stderr.write(JSON.stringify({level: ${level}, msg: ${JSON.stringify(msg)}}) + '\\n');`;
  const pbx = part('pbx:153', `${line(30, 'quiet')} ${line(40, 'The password is wrong')} ${ready('pbx:153')} ${stay}`);
  await pbx.start('must');
  await vi.waitFor(() => expect(sentences).toEqual(['pbx:153: The password is wrong']));
  await vi.waitFor(() => expect(readFileSync(join(folder, 'log', 'pbx-153.log'), 'utf8')).toContain('quiet'));
});

it('starts a part again after a fall, with its last words and growing pauses', async () => {
  const counter = join(folder, 'falls');
  writeFileSync(counter, '');
  const code = `import {appendFileSync, readFileSync} from 'node:fs';
    appendFileSync('${counter}', 'x');
    ${ready('history')}
    if (readFileSync('${counter}', 'utf8').length < 4) throw new TypeError('no such column');
    ${stay}`;
  const history = part('history', code);
  await history.start('must');
  await vi.waitFor(() => expect(sentences.filter((sentence) => sentence.endsWith('is back'))).toHaveLength(3), 20_000);
  expect(sentences.filter((sentence) => sentence.includes('fell over'))).toEqual([
    'history fell over (exit code 1: TypeError: no such column); it starts again in 0.0 s',
    'history fell over (exit code 1: TypeError: no such column); it starts again in 0.0 s',
    'history fell over (exit code 1: TypeError: no such column); it starts again in 0.1 s',
  ]);
});

it('gives the reason when a part that must start does not', async () => {
  const failed = `console.log(JSON.stringify({failed: 'Port 3000 is taken'})); process.exitCode = 2;`;
  await expect(part('web', failed).start('must')).rejects.toThrow(new PartFailed('Port 3000 is taken'));
  await expect(part('database', `throw new Error('disk full')`).start('must')).rejects.toThrow('disk full');
  await expect(part('gone', 'process.exitCode = 3').start('must')).rejects.toThrow('exit code 3');
  expect(sentences).toEqual([]);
});

it('ends one that does not listen, and what it has started', async () => {
  const child = `import {spawn} from 'node:child_process';
    process.on('SIGTERM', () => {});
    const sleeper = spawn('sleep', ['600']);
    console.log(JSON.stringify({ready: 'deaf', sleeper: sleeper.pid}));
    ${stay}`;
  const deaf = part('deaf', child);
  const { sleeper } = (await deaf.start('must')) as { sleeper: number };
  const pid = deaf.pid as number;
  await deaf.stop(50);
  await vi.waitFor(() => {
    expect(isAlive(pid)).toBe(false);
    expect(isAlive(sleeper)).toBe(false);
  });
  expect(sentences).toEqual([]);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A process that has ended but was not collected by its parent still has a number.
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
