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
}

/**
 * Connects when first used. A connection that is lost is replaced at the next query; the query it cut fails, the process
 * goes on. End with `db.destroy()`.
 */
export function openDatabase({ url, applicationName, max = 4 }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: applicationName,
    max,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
  });
  // A connection that breaks is dropped by the pool, and a query on it is rejected; besides, both the pool and the
  // connection itself say so in an event that would end the process if nobody listened.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
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
const numeric = 1700;
const timestamptz = 1184;

function parserOf(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === int8 || oid === numeric) return Number;
  if (oid === timestamptz) {
    const toDate = pg.types.getTypeParser(timestamptz) as (value: string) => Date;
    return (value) => toDate(value).getTime();
  }
  return pg.types.getTypeParser(oid, format as 'text');
}
