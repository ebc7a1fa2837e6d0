import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newDataDir } from '#lib/database/testDatabase.ts';

const root = resolve(import.meta.dirname, '..', '..');
let folder: string;
let dataDir: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'santral-roster-'));
  dataDir = await newDataDir();
});
afterAll(() => {
  for (const made of [folder, dataDir]) rmSync(made, { recursive: true, force: true });
});

/** Runs the command as people do, in a folder of its own. */
function importRoster(...args: string[]) {
  const run = spawnSync(process.execPath, [join(root, 'workers/santral.js'), 'import', 'roster', ...args], {
    cwd: folder,
    env: { ...process.env, SANTRAL_CONFIG: '', SANTRAL_DATA: dataDir, DATABASE_URL: '' } as NodeJS.ProcessEnv,
    encoding: 'utf8',
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}
function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

it("takes in the README's example, and the second time changes nothing", () => {
  const example = /```csv\n(agent,[\s\S]*?)```/.exec(readFileSync(join(root, 'README.md'), 'utf8'))?.[1] ?? '';
  const path = file('roster.csv', example);
  const first = importRoster(path, '--centre', '153', '--json');
  expect(first).toMatchObject({ code: 0 });
  const told = { centre: '153', agents: 2, entries: 3, from: '2026-11-23', to: '2026-11-23', unknownAgents: [] };
  expect(JSON.parse(first.out)).toEqual({ ...told, added: 3, removed: 0 });
  const second = importRoster(path, '--centre', '153');
  expect(second.out).toBe(
    'The roster of 153 from 2026-11-23 to 2026-11-23: 3 entries of 2 agents, all of it was known before.\n',
  );
});

it('takes in nothing where one of the files has a mistake, and names each', () => {
  const good = file('good.csv', 'agent,start,end\n9,2026-12-01 08:00,12:00\n');
  const bad = file('bad.csv', 'temsilci;başlangıç;bitiş\n9;01.12.2026 13:00;12.2026\n9;bugün;17:00\n');
  const { code, out, err } = importRoster(good, bad, 'none.csv', '--centre', '153');
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain('none.csv does not exist; name the CSV file of a roster.\n');
  const { code: again, err: sentences } = importRoster(good, bad, '--centre', '153');
  expect(again).toBe(1);
  expect(sentences).toContain('bad.csv, line 2: the end “12.2026” is no time;');
  expect(sentences).toContain('bad.csv, line 3: the start “bugün” is no time;');
  expect(JSON.parse(importRoster(good, '--centre', '153', '--json').out)).toMatchObject({ added: 1, removed: 0 });
});

it.each([
  [[], 'Whose roster is it? Add --centre ID; known: 153, 185.\n'],
  [['--centre', 'x'], 'There is no centre x; known: 153, 185.\n'],
])('needs to know the centre where there are several: %s', (options, sentence) => {
  expect(importRoster('roster.csv', ...options)).toEqual({ code: 2, out: '', err: sentence });
});
