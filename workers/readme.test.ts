import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { containedVariable, subjectVariable } from '#lib/pbx/ami/contactMarks.ts';
import { replayRecording } from '#lib/pbx/ami/replay.ts';
import { readEvents } from '#lib/pbx/ami/translation.ts';
import { loadSettings } from '#lib/settings.ts';
import { environmentVariables } from '#lib/settingsEnvironment.ts';
import { settingsKeys } from '#lib/settingsFile.ts';

/** The README is true: its commands exist, its examples are accepted, its claims hold on a real recording. */
const root = resolve(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const scripts = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts as Record<string, string>;
const recording = resolve(root, 'lib/pbx/ami/fixtures/c-outcomes/stream.ami.gz');

const folders: string[] = [];
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'santral-readme-'));
  folders.push(folder);
  return folder;
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function block(language: string): string {
  const found = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1] ?? '';
  return found.replace(/^ {3}/gm, '');
}

test('every npm command is a script of the package', () => {
  const named = [...readme.matchAll(/npm (?:run )?(start|test|[a-z]+(?=`))/g)].map(([, name]) => name ?? '');
  expect(named).toEqual(expect.arrayContaining(['start', 'test', 'bench']));
  for (const name of named) if (name !== 'ci') expect(scripts).toHaveProperty(name);
});

test('every santral command knows the options that the README gives it', () => {
  const commands = [...readme.matchAll(/`npx santral ([^`]+)`/g)].map(([, words]) => words ?? '');
  expect(commands.length).toBeGreaterThan(5);
  for (const command of commands) {
    const words = command.split(' ').filter((word) => /^[a-z][a-z-]*$/.test(word));
    const path = ['import', 'person'].includes(words[0] ?? '') ? words.slice(0, 2) : words.slice(0, 1);
    const help = spawnSync(process.execPath, [join(root, 'workers/santral.js'), ...path, '--help'], {
      encoding: 'utf8',
    });
    expect(help.status, command).toBe(0);
    for (const option of command.match(/--[a-z-]+/g) ?? []) expect(help.stdout, command).toContain(option);
  }
});

test('the example of santral.yaml, with its secret from the environment, is one exchange of one centre', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'santral.yaml'), block('yaml'));
  const secret = /SANTRAL_SECRET_\w+/.exec(readme)?.[0] ?? '';
  const settings = loadSettings({ [secret]: 'a-long-random-secret' }, folder);
  expect(settings.demo).toBeNull();
  expect(settings.exchanges).toMatchObject([
    { id: 'merkez', centre: '153', secret: 'a-long-random-secret', port: 5038 },
  ]);
  expect(settings.centres).toMatchObject([{ id: '153', queues: [{ queue: '153-genel', label: 'Genel' }] }]);
});

test('what the eventfilter lines of manager.conf let through gives the same figures, at a fifth of the traffic', async () => {
  const filters = [...block('ini').matchAll(/^eventfilter = (.+)$/gm)].map(([, pattern]) => new RegExp(pattern ?? ''));
  expect(filters.length).toBeGreaterThan(0);
  const messages = gunzipSync(readFileSync(recording)).toString('latin1').split('\r\n\r\n');
  // lists and responses are answers to their asker and are not filtered; they carry an ActionID
  const passing = messages.filter(
    (text) => !/(?:^|\n)Event: /.test(text) || /\nActionID: /.test(text) || filters.some((filter) => filter.test(text)),
  );
  const folder = temporaryFolder();
  const filtered = join(folder, 'filtered.ami');
  writeFileSync(filtered, passing.join('\r\n\r\n'), 'latin1');
  const counts = async (stream: string) => {
    const { queues } = await replayRecording(stream, { baseTime: 0 });
    return Object.fromEntries(Object.entries(queues).map(([queue, { meanTalkSeconds, ...rest }]) => [queue, rest]));
  };
  expect(await counts(filtered)).toEqual(await counts(recording));
  const events = (texts: string[]) =>
    texts.filter((text) => text.startsWith('Event: ') && !/\nActionID: /.test(text)).join('').length;
  expect(events(passing) / events(messages)).toBeLessThan(0.2);
  for (const name of readEvents) {
    const isList = /^(CoreShowChannel|QueueEntry|QueueMember$|QueueParams|QueueStatusComplete)/.test(name);
    // of these only some are read, by other headers than their name
    if (!isList && !['VarSet', 'UserEvent', 'Newexten'].includes(name))
      expect(
        filters.some((filter) => filter.test(`Event: ${name}\r\n`)),
        name,
      ).toBe(true);
  }
});

test('santral staff answers the demand that the README shows with the table that it shows', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'calls.csv'), block('csv'));
  const command = /answers `npx santral ([^`]+)` with/.exec(readme)?.[1] ?? '';
  const { stdout, stderr } = spawnSync(process.execPath, [join(root, 'workers/santral.js'), ...command.split(' ')], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(stdout).toBe(block('text'));
});

test('every setting that the README names is one', () => {
  const named = [...readme.matchAll(/`(SANTRAL_[A-Z0-9_]+|PORT|HOST|DATABASE_URL)/g)].map(([, name]) => name);
  // those of a secret end with the id of their exchange
  // and these are variables of the exchange's dialplan
  const fixed = named.filter(
    (name = '') => !/^SANTRAL_(QUEUE_LOG_)?SECRET_/.test(name) && ![containedVariable, subjectVariable].includes(name),
  );
  for (const name of fixed) expect(environmentVariables).toHaveProperty(name ?? '');
});

test('every key of santral.yaml is explained, and no other', () => {
  const table = readme.slice(readme.indexOf('| in `santral.yaml` |'), readme.indexOf('names every mistake in it'));
  const [centres = '', exchanges = '', specialDays = '', alarms = '', access = ''] = table.split(
    /(?=\| `(?:exchanges|special_days|alarms|access)` \|)/,
  );
  const { file, centre, queue, exchange, tls, specialDay, access: accessKeys, oidc, alarms: alarmKeys } = settingsKeys;
  const said = (text: string) => [...text.matchAll(/`([a-z]+(?:_[a-z]+)*)(?:: false)?`/g)].map(([, key]) => key ?? '');
  expect(said(centres)).toEqual(expect.arrayContaining(['centres', ...centre, ...queue]));
  expect(said(exchanges)).toEqual(expect.arrayContaining(['exchanges', ...exchange, ...tls]));
  expect(said(specialDays)).toEqual(expect.arrayContaining(['special_days', ...specialDay]));
  expect(said(alarms)).toEqual(expect.arrayContaining(['alarms', ...alarmKeys]));
  expect(said(access)).toEqual(expect.arrayContaining(['access', ...accessKeys, ...oidc]));
  const first = table.split('\n').flatMap((row) => said(row.split('|')[1] ?? ''));
  const known = [...file, ...centre, ...exchange, ...specialDay, ...accessKeys, ...oidc, ...alarmKeys];
  for (const key of first) expect(known).toContain(key);
});

test('its pictures and links to files are there', () => {
  for (const [, target] of readme.matchAll(/\]\(([^)#]+)\)/g)) {
    if (!/^https?:/.test(target ?? '')) expect(existsSync(join(root, target ?? '')), target).toBe(true);
  }
});
