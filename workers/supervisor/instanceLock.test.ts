import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { awaitFormer, beganAt, isAlive, releaseInstance, runningInstance, takeInstance } from './instanceLock.ts';

let dataDir: string;
const about = { host: '127.0.0.1', port: 3000, databasePort: 15_432, demoPorts: {} };
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'santral-lock-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

it('gives the folder to one only, and tells the other who has it', () => {
  expect(takeInstance(dataDir, about)).toBeNull();
  expect(takeInstance(dataDir, about)).toMatchObject({ pid: process.pid, port: 3000 });
  expect(runningInstance(dataDir)).toMatchObject({ pid: process.pid });
  releaseInstance(dataDir);
  expect(runningInstance(dataDir)).toBeNull();
  expect(takeInstance(dataDir, about)).toBeNull();
});

it('takes over from one that is gone, also when its number was given out again', () => {
  takeInstance(dataDir, about);
  const file = join(dataDir, 'running.json');
  const mine = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...mine, began: 'another boot 1' }));
  expect(takeInstance(dataDir, about)).toBeNull();
  writeFileSync(file, JSON.stringify({ ...mine, pid: 2 ** 22 + 1 }));
  expect(takeInstance(dataDir, about)).toBeNull();
});

it('takes over from a file that was cut short', () => {
  writeFileSync(join(dataDir, 'running.json'), '{"pid":');
  expect(takeInstance(dataDir, about)).toBeNull();
  expect(runningInstance(dataDir)?.pid).toBe(process.pid);
});

it('waits for the parts of a supervisor that was killed to let go of their ports', async () => {
  const part = createServer();
  await new Promise<void>((listening) => part.listen(0, '127.0.0.1', listening));
  const { port } = part.address() as AddressInfo;
  takeInstance(dataDir, { ...about, port: 0, databasePort: port });
  expect(await awaitFormer(dataDir, () => expect.unreachable())).toBe(false);
  const file = join(dataDir, 'running.json');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), pid: 2 ** 22 + 1 }));
  let waited = false;
  const free = await awaitFormer(dataDir, () => {
    waited = true;
    part.close();
  });
  expect({ free, waited }).toEqual({ free: true, waited: true });
});

it.runIf(process.platform === 'linux')(
  'a process that has ended is not alive, though its parent never asks for its end',
  async () => {
    const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      const pid = await new Promise<number>((told) => parent.stdout.once('data', (text) => told(Number(text))));
      const began = beganAt(pid);
      expect({ began, alive: isAlive({ pid, began }) }).toMatchObject({ began: expect.any(String), alive: true });
      await vi.waitFor(() => expect(isAlive({ pid, began })).toBe(false));
      expect(process.kill(pid, 0)).toBe(true);
    } finally {
      parent.kill('SIGKILL');
    }
  },
);
