import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { migrate, openDatabase } from './database.ts';
import { databaseFault } from './databaseFault.ts';

async function faultOf(url: string): Promise<string> {
  const db = openDatabase({ url, applicationName: 'test', max: 1 });
  try {
    await migrate(db);
    return 'none';
  } catch (error) {
    return databaseFault(url, error);
  } finally {
    await db.destroy();
  }
}

/** A server that answers whoever signs in with an error of PostgreSQL. */
async function refusing(code: string, message: string) {
  const fields = `SFATAL\0VFATAL\0C${code}\0M${message}\0\0`;
  const answer = Buffer.alloc(5 + Buffer.byteLength(fields));
  answer.write('E');
  answer.writeInt32BE(answer.length - 1, 1);
  answer.write(fields, 5);
  const server = createServer((socket) => socket.once('data', () => socket.end(answer)).on('error', () => undefined));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as { port: number };
  return { port, close: () => new Promise((closed) => server.close(closed)) };
}

test('a server that is not there', async () => {
  const { port, close } = await refusing('', '');
  await close();
  expect(await faultOf(`postgres://u:hidden@127.0.0.1:${port}/santral`)).toBe(
    `PostgreSQL at 127.0.0.1:${port} refuses connections; start it, or correct DATABASE_URL`,
  );
});

test('a host that is not there', async () => {
  expect(await faultOf('postgres://u:hidden@no-such-host.invalid/santral')).toBe(
    'The host no-such-host.invalid of DATABASE_URL has no address; correct its name, or check the DNS',
  );
});

test.each([
  ['28P01', 'password authentication failed for user "u"', /refuses the sign-in of u .*check user and password/],
  ['3D000', 'database "santral" does not exist', /has no database santral; create it: createdb -O u santral$/],
  ['57P03', 'the database system is starting up', /is still starting .*try again in a moment/],
  ['53300', 'sorry, too many clients already', /\(sorry, too many clients already\); check DATABASE_URL/],
])('a server that says %s', async (code, message, sentence) => {
  const { port, close } = await refusing(code, message);
  const said = await faultOf(`postgres://u:hidden@127.0.0.1:${port}/santral`);
  expect(said).toMatch(sentence);
  expect(said).not.toContain('hidden');
  await close();
});
