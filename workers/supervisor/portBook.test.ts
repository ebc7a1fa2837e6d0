import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { reservePorts } from './portBook.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'santral-ports-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Another process picks ports and goes on, or ends at once. */
async function other(wanted: readonly number[], then: 'stays' | 'ends'): Promise<{ ports: number[]; end: () => void }> {
  const code = `import { reservePorts } from ${JSON.stringify(resolve(import.meta.dirname, 'portBook.ts'))};
    console.log(JSON.stringify(await reservePorts(${JSON.stringify(wanted)}, '127.0.0.1', ${JSON.stringify(folder)})));
    ${then === 'stays' ? 'setInterval(() => {}, 1000);' : ''}`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise((exited) => child.once('exit', exited));
  const said = await new Promise<string>((line) => child.stdout.once('data', (data) => line(String(data))));
  if (then === 'ends') await gone;
  return { ports: JSON.parse(said), end: () => child.kill('SIGKILL') };
}

it('never gives two installations the same port, though neither has opened it yet', async () => {
  const [wanted = 0] = await reservePorts([0], '127.0.0.1', mkdtempSync(join(folder, 'elsewhere-')));
  const picks = await Promise.all(Array.from({ length: 4 }, () => other([wanted, wanted, 0], 'stays')));
  const ports = picks.flatMap((pick) => pick.ports);
  for (const pick of picks) pick.end();
  expect(new Set(ports).size).toBe(12);
  expect(ports).toContain(wanted);
});

it('what a process had picked is free again when it is gone', async () => {
  const { ports } = await other([0], 'ends');
  expect(await reservePorts(ports, '127.0.0.1', folder)).toEqual(ports);
});

it('moves on from a port that any program listens on', async () => {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as { port: number };
  const [got = 0] = await reservePorts([port], '127.0.0.1', folder);
  server.close();
  expect(got).toBeGreaterThan(port);
});

it('does without the book where it cannot be kept', async () => {
  writeFileSync(join(folder, 'file'), '');
  const [port = 0] = await reservePorts([0], '127.0.0.1', join(folder, 'file', 'in-no-folder'));
  expect(port).toBeGreaterThan(0);
});
