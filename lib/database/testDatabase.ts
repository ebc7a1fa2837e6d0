import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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
  const dataDir = await newDataDir();
  const embedded = await open(dataDir);
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

/** A new data folder with an empty database in it, copied since making one takes seconds. */
export async function newDataDir(): Promise<string> {
  const template = await emptyDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'santral-'));
  cpSync(template, join(dataDir, 'pg'), { recursive: true });
  return dataDir;
}

async function emptyDatabase(): Promise<string> {
  const engine = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const modules = engine.slice(0, engine.lastIndexOf('node_modules') + 'node_modules'.length);
  const { version } = createRequire(import.meta.url)(join(modules, '@electric-sql/pglite/package.json'));
  const template = join(modules, '.cache', 'santral', `empty-database-${version}`);
  if (existsSync(template)) return template;
  mkdirSync(dirname(template), { recursive: true });
  const made = mkdtempSync(join(dirname(template), 'making-'));
  await (await open(made)).close();
  try {
    renameSync(join(made, 'pg'), template);
  } catch (error) {
    if (!existsSync(template)) throw error; // else another test was quicker
  }
  rmSync(made, { recursive: true, force: true });
  return template;
}

function open(dataDir: string): Promise<EmbeddedDatabase> {
  return openEmbeddedDatabase({
    dataDir,
    port: 0,
    onFailure(error) {
      throw error;
    },
  });
}
