import { createServer } from 'node:net';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '#lib/database/database.ts';
import { orAway } from './database.ts';

const query = async (port: number) => {
  const db = openDatabase({ url: `postgres://postgres@127.0.0.1:${port}/postgres`, applicationName: 'test' });
  try {
    return await orAway(() => sql`select 1`.execute(db));
  } finally {
    await db.destroy();
  }
};

describe('orAway', () => {
  it('says that nobody listens, and that the other end hangs up', async () => {
    const server = createServer((socket) => socket.destroy());
    const port = await new Promise<number>((listening) =>
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        listening(typeof address === 'object' && address ? address.port : 0);
      }),
    );
    expect(await query(port)).toBe('away');
    await new Promise((closed) => server.close(closed));
    expect(await query(port)).toBe('away');
  });

  it('tells tables that are still being made, and hides no other failure', async () => {
    const missing = Object.assign(new Error('relation "visit" does not exist'), { code: '42P01' });
    expect(await orAway(() => Promise.reject(missing))).toBe('empty');
    await expect(orAway(() => Promise.reject(new TypeError('a fault of ours')))).rejects.toThrow('a fault of ours');
    expect(await orAway(async () => 7)).toBe(7);
  });
});
