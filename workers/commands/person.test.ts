import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { verifyPassword } from 'better-auth/crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readAudit } from '#lib/database/auditLog.ts';
import { readInvitation } from '#lib/database/invitations.ts';
import { readPasswordHash, readPeople } from '#lib/database/people.ts';
import { openTestDatabase, type TestDatabase } from '#lib/database/testDatabase.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());

async function santral(args: string[], input = ''): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, '..', 'cli.ts'), ...args], {
    env: { ...process.env, DATABASE_URL: test.embedded.url, SANTRAL_DATA: test.dataDir, SANTRAL_CONFIG: '' },
  });
  child.stdin.end(input);
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: code as number, out, err };
}
const person = async (username: string) => (await readPeople(test.db)).find((each) => each.username === username);

it('adds by a link that is used once, and writes it down', async () => {
  const { code, out } = await santral(['person', 'add', 'Zeynep', '--name', 'Zeynep Arslan', '--role', 'admin']);
  expect(code).toBe(0);
  const token = /\/setup\?token=(\S+)/.exec(out)?.[1] ?? '';
  expect(await readInvitation(test.db, token)).toMatchObject({
    for: 'person',
    username: 'zeynep',
    name: 'Zeynep Arslan',
  });
  expect(await person('zeynep')).toMatchObject({ role: 'admin', signsInBy: null, disabledAt: null });
  const [row] = await readAudit(test.db, { limit: 1 });
  expect(row).toMatchObject({ action: 'person.added', subject: 'zeynep', personId: null });
  expect((await santral(['person', 'add', 'zeynep'])).err).toMatch(/taken/);
});

it('takes a password from standard input, and never a weak one', async () => {
  expect(await santral(['person', 'add', 'ali', '--password'], 'kisa\n')).toMatchObject({ code: 1 });
  expect(await person('ali')).toBeUndefined();
  expect(await santral(['person', 'add', 'ali', '--password'], 'uzun bir yol gibi\n')).toMatchObject({ code: 0 });
  const id = (await person('ali'))?.id ?? '';
  const hash = (await readPasswordHash(test.db, id)) ?? '';
  expect(await verifyPassword({ hash, password: 'uzun bir yol gibi' })).toBe(true);
  const reset = await santral(['person', 'reset', 'ALİ', '--password', '--json'], 'başka bir uzun yol\n');
  expect(JSON.parse(reset.out)).toEqual({ username: 'ali' });
  const next = (await readPasswordHash(test.db, id)) ?? '';
  expect(await verifyPassword({ hash: next, password: 'başka bir uzun yol' })).toBe(true);
});

it('says what is wrong in one sentence', async () => {
  expect(await santral(['person', 'add', 'a b'])).toMatchObject({ code: 2, err: expect.stringMatching(/no username/) });
  expect(await santral(['person', 'add', 'veli', '--role', 'root'])).toMatchObject({ code: 2 });
  expect(await santral(['person', 'reset', 'kimse'])).toMatchObject({
    code: 1,
    err: expect.stringMatching(/no kimse/),
  });
  expect((await santral(['person', 'list'])).out).toMatch(/zeynep +admin +Zeynep Arslan/);
});
