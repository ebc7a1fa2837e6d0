import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, migrate, openDatabase } from './database.ts';
import { type EmbeddedDatabase, openEmbeddedDatabase } from './embeddedDatabase.ts';

export interface TestDatabase {
  db: Database;
  embedded: EmbeddedDatabase;
  dataDir: string;
  close(): Promise<void>;
}

/** The real embedded database, in a folder of its own and behind its real socket, with all tables. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'santral-'));
  const embedded = await openEmbeddedDatabase({
    dataDir,
    port: 0,
    onFailure(error) {
      throw error;
    },
  });
  const db = openDatabase({ url: embedded.url, applicationName: 'test' });
  await migrate(db);
  return {
    db,
    embedded,
    dataDir,
    async close() {
      await db.destroy();
      await embedded.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
