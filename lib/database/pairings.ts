import { type Kysely, sql } from 'kysely';
import { newToken, tokenHash } from '../access/oneTimeToken.ts';
import { type PollError, pairingSeconds, pollSeconds, pollVerdict } from '../screen/pairing.ts';
import { newUserCode } from '../screen/userCode.ts';
import type { Database } from './database.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

/** More TVs than that never wait at once; whoever asks for codes without end gets none. */
const mostWaiting = 2000;

/** Begins a pairing, and forgets those that are over; null: too many wait already. */
export async function openPairing(
  db: Kysely<Schema>,
  now: number,
): Promise<{ deviceCode: string; userCode: string } | null> {
  await sql`delete from screen_pairing where expires_at < ${instant(now)} - interval '10 minutes'`.execute(db);
  // approved, and never fetched its token
  await sql`delete from screen where token_hash is null and revoked_at is null and last_seen is null
    and paired_at < ${instant(now)} - interval '1 hour'`.execute(db);
  const { waiting } = await db
    .selectFrom('screen_pairing')
    .select(({ fn }) => fn.countAll<number>().as('waiting'))
    .where('expires_at', '>', instant(now))
    .executeTakeFirstOrThrow();
  if (waiting >= mostWaiting) return null;
  for (;;) {
    const deviceCode = newToken();
    const userCode = newUserCode();
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('screen_pairing')
      .values({
        ...{ device_code_hash: tokenHash(deviceCode), user_code: userCode, state: 'pending' },
        ...{ interval_seconds: pollSeconds, expires_at: instant(now + pairingSeconds * 1000) },
      })
      .onConflict((conflict) => conflict.column('user_code').doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows) return { deviceCode, userCode };
  }
}

export type Poll =
  | { token: string; screen: { id: string; name: string } }
  | { error: PollError; intervalSeconds: number };

/** A TV asks for its token. It is given out once; the pairing is over then. */
export function pollPairing(db: Database, deviceCode: string, now: number): Promise<Poll> {
  const hash = tokenHash(deviceCode);
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('screen_pairing')
      .selectAll()
      .where('device_code_hash', '=', hash)
      .forUpdate()
      .executeTakeFirst();
    const verdict = pollVerdict(
      row === undefined
        ? null
        : {
            ...{ state: row.state, intervalSeconds: row.interval_seconds },
            ...{ lastPolledAt: row.last_polled_at, expiresAt: row.expires_at },
          },
      now,
    );
    if (!verdict.grant) {
      await tx
        .updateTable('screen_pairing')
        .set({ last_polled_at: instant(now), interval_seconds: verdict.intervalSeconds })
        .where('device_code_hash', '=', hash)
        .execute();
      return verdict;
    }
    await tx.deleteFrom('screen_pairing').where('device_code_hash', '=', hash).execute();
    const token = newToken();
    const screen = await tx
      .updateTable('screen')
      .set({ token_hash: tokenHash(token) })
      .where('id', '=', row?.screen ?? '')
      .where('revoked_at', 'is', null)
      .returning(['id', 'name'])
      .executeTakeFirst();
    // revoked between approval and this
    return screen === undefined ? { error: 'access_denied', intervalSeconds: pollSeconds } : { token, screen };
  });
}

/** A pairing that waits for approval, by the code on its TV; null: there is none, or it is over. */
export async function waitingPairing(
  db: Kysely<Schema>,
  userCode: string,
  now: number,
): Promise<{ expiresAt: number } | null> {
  const row = await db
    .selectFrom('screen_pairing')
    .select('expires_at')
    .where('user_code', '=', userCode)
    .where('state', '=', 'pending')
    .where('expires_at', '>', instant(now))
    .executeTakeFirst();
  return row === undefined ? null : { expiresAt: row.expires_at };
}

/** Approves for this screen, or denies with null. Was there such a pairing that waited? */
export async function decidePairing(
  db: Kysely<Schema>,
  userCode: string,
  screen: string | null,
  now: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('screen_pairing')
    .set({ state: screen === null ? 'denied' : 'approved', screen })
    .where('user_code', '=', userCode)
    .where('state', '=', 'pending')
    .where('expires_at', '>', instant(now))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
