import { type Database, openDatabase } from '#lib/database/database.ts';
import { databaseAway } from '#lib/database/databaseAway.ts';
import { databaseAddress, loadSettings, type Settings } from '#lib/settings.ts';

export { databaseAway } from '#lib/database/databaseAway.ts';

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

/** The first start: the database answers, its tables are still being made. */
function tablesMissing(error: unknown): boolean {
  return error instanceof Error && (error as Error & { code?: unknown }).code === '42P01';
}
