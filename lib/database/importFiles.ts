import { type Kysely, sql } from 'kysely';
import type { ImportFileTable, Schema } from './schema.ts';

/**
 * How far the import of one file went. A file is known by its exchange and a hash of its first bytes, so that one that a
 * log rotation renamed or compressed is still the same.
 */
export interface ImportFile {
  exchange: string;
  name: string;
  headHash: string;
  /** Bytes of the file as stored when last read. */
  size: number;
  /** Uncompressed bytes from which a later import should go on. */
  bytesDone: number;
  rows: number;
  badRows: number;
  finished: boolean;
}

/** Notes how far an import went. */
export async function writeImportFile(db: Kysely<Schema>, file: ImportFile): Promise<void> {
  const row = rowOf(file);
  await db
    .insertInto('import_file')
    .values({ ...row, updated_at: sql<number>`now()` })
    .onConflict((conflict) =>
      conflict.columns(['exchange', 'head_hash']).doUpdateSet({ ...row, updated_at: sql<number>`now()` }),
    )
    .execute();
}

/** What is known of a file's import; null if it never began. */
export async function importFileOf(
  db: Kysely<Schema>,
  { exchange, headHash }: Pick<ImportFile, 'exchange' | 'headHash'>,
): Promise<ImportFile | null> {
  const row = await db
    .selectFrom('import_file')
    .selectAll()
    .where('exchange', '=', exchange)
    .where('head_hash', '=', headHash)
    .executeTakeFirst();
  return row ? fileOf(row) : null;
}

/** All imports of an exchange, the latest first. */
export async function importFilesOf(db: Kysely<Schema>, exchange: string): Promise<ImportFile[]> {
  const rows = await db
    .selectFrom('import_file')
    .selectAll()
    .where('exchange', '=', exchange)
    .orderBy('updated_at', 'desc')
    .execute();
  return rows.map(fileOf);
}

function rowOf(file: ImportFile): Omit<ImportFileTable, 'updated_at'> {
  return {
    exchange: file.exchange,
    name: file.name,
    head_hash: file.headHash,
    size: file.size,
    bytes_done: file.bytesDone,
    rows: file.rows,
    bad_rows: file.badRows,
    finished: file.finished,
  };
}

function fileOf(row: ImportFileTable): ImportFile {
  return {
    exchange: row.exchange,
    name: row.name,
    headHash: row.head_hash,
    size: row.size,
    bytesDone: row.bytes_done,
    rows: row.rows,
    badRows: row.bad_rows,
    finished: row.finished,
  };
}
