import { type Database, openDatabase } from '#lib/database/database.ts';
import { databaseAddress, loadSettings, type Settings } from '#lib/settings.ts';

/** Next bundles each page by itself, so what must be one per process hangs on the global object. */
const kept = globalThis as typeof globalThis & { santralSettings?: Settings; santralDatabase?: Database };

/** The installation's settings, read once per process. Server only. */
export function settings(): Settings {
  kept.santralSettings ??= loadSettings();
  return kept.santralSettings;
}

/** The process's connections to the database, opened at the first query. Server only. */
export function database(): Database {
  kept.santralDatabase ??= openDatabase({
    url: databaseAddress(settings()),
    applicationName: 'santral-pages',
    answerWithinMs: 60_000,
  });
  return kept.santralDatabase;
}

/** Runs a query, or says that the database cannot answer now; any other failure is thrown on. */
export async function orAway<T>(query: () => Promise<T>): Promise<T | 'away' | 'empty'> {
  try {
    return await query();
  } catch (error) {
    if (tablesMissing(error)) return 'empty';
    if (databaseAway(error)) return 'away';
    throw error;
  }
}

/** Refused, cut, timed out, or shutting down: SQLSTATE class 08 and 57P, and what sockets say. */
export function databaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as Error & { code?: unknown };
  if (typeof code === 'string' && /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_|08|57P|53300)/.test(code))
    return true;
  if (error instanceof AggregateError && error.errors.some(databaseAway)) return true;
  if (
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered|has not answered within/.test(
      error.message,
    )
  )
    return true;
  return error.cause !== undefined && databaseAway(error.cause);
}

/** The first start: the database answers, its tables are still being made. */
function tablesMissing(error: unknown): boolean {
  return error instanceof Error && (error as Error & { code?: unknown }).code === '42P01';
}
