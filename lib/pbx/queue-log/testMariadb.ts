import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import mysql from 'mysql2/promise';

export interface TestMariadb {
  /** `mysql://root@127.0.0.1:PORT/test` */
  url: string;
  close(): Promise<void>;
}

/** Where the server is installed; null: it is not. */
export function mariadbd(): string | null {
  try {
    return execFileSync('sh', ['-c', 'PATH=$PATH:/usr/sbin command -v mariadbd'], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
}

/** A real MariaDB in a folder of its own, with an empty database `test`. */
export async function openTestMariadb(): Promise<TestMariadb> {
  const folder = mkdtempSync(join(tmpdir(), 'santral-mariadb-'));
  const data = join(folder, 'data');
  const own = ['--no-defaults', `--datadir=${data}`, ...(process.getuid?.() === 0 ? ['--user=root'] : [])];
  execFileSync('mariadb-install-db', [...own, '--auth-root-authentication-method=normal', '--skip-test-db'], {
    stdio: 'ignore',
  });
  const port = await freePort();
  const server = spawn(
    mariadbd() ?? 'mariadbd',
    [...own, `--port=${port}`, '--bind-address=127.0.0.1', `--socket=${join(folder, 'socket')}`, '--skip-name-resolve'],
    { stdio: 'ignore' },
  );
  const url = `mysql://root@127.0.0.1:${port}/`;
  const client = await connect(url, server);
  await client.query('create database test character set utf8mb4');
  await client.end();
  return {
    url: `${url}test`,
    async close() {
      const ended = once(server, 'exit');
      server.kill('SIGKILL'); // nothing of it is to be kept
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

async function connect(url: string, server: ChildProcess): Promise<mysql.Connection> {
  for (;;) {
    try {
      return await mysql.createConnection(url);
    } catch (error) {
      if (server.exitCode !== null) throw new Error(`mariadbd ended with ${server.exitCode}`, { cause: error });
      await pause(50);
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}
