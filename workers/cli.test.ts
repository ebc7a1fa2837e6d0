import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'santral-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command as people do, in a folder of its own. */
function santral(...args: string[]) {
  const { SANTRAL_DATA: _, ...env } = process.env;
  const run = spawnSync(process.execPath, [resolve(import.meta.dirname, 'santral.js'), ...args], {
    cwd: folder,
    env: { ...env, SANTRAL_CONFIG: '' } as NodeJS.ProcessEnv,
    encoding: 'utf8',
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

it.each([
  [],
  ['start'],
  ['doctor'],
  ['replay'],
  ['import'],
  ['import', 'queue-log'],
  ['import', 'roster'],
  ['staff'],
  ['forecast'],
  ['backtest'],
])('explains itself: santral %s %s --help', (...command) => {
  const { code, out, err } = santral(...command, '--help');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^Usage: santral/);
});

it.each([
  ['an unknown command', ['doctr'], "Unknown command 'doctr'. Did you mean doctor? See santral --help.\n"],
  ['an unknown option', ['doctor', '--jsn'], "Unknown option '--jsn'. Did you mean --json? See santral --help.\n"],
  ['a missing file', ['replay'], "Missing required argument 'stream'. See santral --help.\n"],
  [
    'a horizon that is none',
    ['backtest', '--demand', 'f', '--horizons', '1d,x'],
    '--horizons must be days or weeks, at most 366 days, such as 1d,7d,14d, not x.\n',
  ],
  ['a missing option', ['staff'], "Required option '--demand <csv>' not specified. See santral --help.\n"],
  ['a number that is none', ['doctor', '--listen', 'x'], '--listen is "x"; give seconds from 0 to 600.\n'],
  [
    'an exchange that is not told',
    ['import', 'queue-log', 'f'],
    'Which exchange wrote these files? Add --exchange ID; known: 153, 185.\n',
  ],
  [
    'an exchange that there is none of',
    ['import', 'queue-log', 'f', '--exchange', 'x'],
    'There is no exchange x; known: 153, 185.\n',
  ],
])('wrong usage is one sentence and exit code 2: %s', (_, args, sentence) => {
  expect(santral(...args)).toEqual({ code: 2, out: '', err: sentence });
});

it('what fails is one sentence and exit code 1', () => {
  const { code, out, err } = santral('replay', 'no-such-file');
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toBe('no-such-file cannot be read (ENOENT): check the path.\n');
});

it('doctor gives machines JSON and people sentences, and says what it cannot know', () => {
  const { code, out } = santral('doctor', '--json');
  const { ok, checks } = JSON.parse(out);
  expect({ code, ok }).toEqual({ code: 0, ok: true });
  expect(checks).toContainEqual({
    about: 'machine',
    check: 'node',
    state: 'well',
    said: process.versions.node,
    cure: null,
  });
  expect(checks).toContainEqual(expect.objectContaining({ about: '153', check: 'reached', state: 'unknown' }));
  expect(santral('doctor').out).toContain('Nothing is wrong.');
});

it('doctor names every mistake in the settings, with exit code 1', () => {
  writeFileSync(
    join(folder, 'bad.yaml'),
    'centres: [{id: a}]\nexchanges: [{id: x, host: h, username: u, secret: s}]\n',
  );
  const run = spawnSync(process.execPath, [resolve(import.meta.dirname, 'cli.ts'), 'doctor'], {
    cwd: folder,
    env: { ...process.env, SANTRAL_CONFIG: 'bad.yaml', PORT: 'x' },
    encoding: 'utf8',
  });
  expect(run.status).toBe(1);
  expect(run.stdout).toContain('✗ bad.yaml:2');
  expect(run.stdout).toContain('→ delete the line and set SANTRAL_SECRET_X in the environment instead');
  expect(run.stdout).toContain('2 things are wrong.');
});

it('staff prints a table, and JSON', () => {
  const demand = join(folder, 'demand.csv');
  writeFileSync(demand, 'timestamp,count\n2026-11-02T09:00:00,100\n2026-11-02T09:30:00,0\n');
  const { code, out } = santral('staff', '--demand', demand, '--aht', '180', '--target', '80/20');
  expect(code).toBe(0);
  expect(out).toMatch(/2026-11-02T09:00\s+100\.0\s+180\s+10\.00\s+14\s+14/);
  const { rows } = JSON.parse(santral('staff', '--demand', demand, '--aht', '180', '--json').out);
  expect(rows[0]).toMatchObject({ offered: 100, required: 14 });
});
