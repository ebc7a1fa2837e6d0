import { type Kysely, sql } from 'kysely';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

/** What is going on in the history before a day. */
export interface HistoryChanges {
  /** Rows imported from files, ever: grows with each import. */
  imported: number;
  /** A file is being imported. */
  importing: boolean;
  /** Intervals before the day whose rollup is out of date. */
  behind: number;
}

/** @param before epoch ms: the start of today */
export async function historyChanges(db: Kysely<Schema>, before: number): Promise<HistoryChanges> {
  const { rows } = await sql<HistoryChanges>`
    select (select coalesce(sum(rows), 0) from import_file)::float8 as imported,
      exists (select from import_file where not finished and updated_at > now() - interval '1 minute') as importing,
      (select count(*) from touched_interval where start < ${instant(before)})::int as behind
    `.execute(db);
  return rows[0] ?? { imported: 0, importing: false, behind: 0 };
}
