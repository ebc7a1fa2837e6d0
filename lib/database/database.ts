import type { Socket } from 'node:net';
import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { migrations } from './migrations/migrations.ts';
import type { Schema } from './schema.ts';

export type Database = Kysely<Schema>;

export interface DatabaseOptions {
  /** Postgres URL: the embedded database's or that of a PostgreSQL server, 15 or later. */
  url: string;
  /** Shown in pg_stat_activity. */
  applicationName: string;
  /**
   * Connections at most, default 4. The embedded database runs one statement at a time whoever asks, so more only help
   * with a PostgreSQL server.
   */
  max?: number;
  /**
   * A statement without an answer for so long, in ms, is given up along with its connection, as when the database's machine
   * has gone without a word. It may have been done all the same: only what may be done twice is asked so. Default: never.
   */
  answerWithinMs?: number;
  /** Instants as `Date`, as better-auth wants them; default: epoch milliseconds. */
  dates?: boolean;
  /** How long to wait for a connection, in ms; default 10 s. */
  connectWithinMs?: number;
}

/**
 * Connects when first used. A connection that is lost is replaced at the next query; the query it cut fails, the process
 * goes on. End with `db.destroy()`.
 */
export function openDatabase({
  url,
  applicationName,
  max = 4,
  answerWithinMs,
  dates = false,
  connectWithinMs = 10_000,
}: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: applicationName,
    max,
    connectionTimeoutMillis: connectWithinMs,
    keepAlive: true,
    ...(dates ? {} : { types: { getTypeParser: parserOf as typeof pg.types.getTypeParser } }),
  });
  // A connection that breaks is dropped by the pool, and a query on it is rejected; besides, both the pool and the
  // connection itself say so in an event that would end the process if nobody listened.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    if (answerWithinMs !== undefined) giveUpAfter(client, answerWithinMs);
  });
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}

function giveUpAfter(client: pg.PoolClient, ms: number): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  // The driver's own query_timeout leaves the connection in use, and all that is asked later waits behind the lost answer.
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  client.query = ((...args: unknown[]) => {
    const answer = query(...args);
    if (!(answer instanceof Promise)) return answer;
    const late = setTimeout(() => stream.destroy(new Error(`The database has not answered within ${ms / 1000} s`)), ms);
    return answer.finally(() => clearTimeout(late));
  }) as typeof client.query;
}

/**
 * Brings the tables up to date. Safe to call from several processes at once: one does it, the others wait.
 *
 * @throws Error naming the migration that failed; the tables are then as before it
 */
export async function migrate(db: Database): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (!error) return;
  const failed = results?.find((result) => result.status === 'Error')?.migrationName;
  throw new Error(
    `Migration ${failed ?? 'of the database'} failed: ${error instanceof Error ? error.message : String(error)}`,
    { cause: error },
  );
}

const int8 = 20;
const date = 1082;
const numeric = 1700;
const timestamptz = 1184;

function parserOf(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === int8 || oid === numeric) return Number;
  // As it stands: a Date would be its midnight in the zone of this machine.
  if (oid === date) return String;
  if (oid === timestamptz) {
    const toDate = pg.types.getTypeParser(timestamptz) as (value: string) => Date;
    return (value) => toDate(value).getTime();
  }
  return pg.types.getTypeParser(oid, format as 'text');
}
