import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type BoardFigures, boardFigures } from '#lib/board/boardFigures.ts';
import { builtInBoards } from '#lib/board/builtInBoards.ts';
import { writeQueues } from '#lib/database/queues.ts';
import { openTestDatabase } from '#lib/database/testDatabase.ts';
import { emptyFloor } from '#lib/feed/applyPatch.ts';
import { BoardBook } from '#lib/feed/boardBook.ts';
import { bookTables } from '#lib/feed/bookTables.ts';
import { attachFeed } from '#lib/feed/feedServer.ts';
import { openFeedSockets } from '#lib/feed/feedSockets.ts';
import { loadSettings } from '#lib/settings.ts';
import { expectedParts, verdict } from '#lib/telemetry/health.ts';
import { PartBoard } from '#lib/telemetry/partBoard.ts';
import { createFloorStore, type FloorStore } from '../app/live/floorStore.ts';
import { openWallLink, steadyNow } from '../app/live/wallLink.ts';

export interface TestScreen {
  store: FloorStore;
  figures(): BoardFigures;
}
export type TestHall = Awaited<ReturnType<typeof openTestHall>>;

/**
 * A hall for tests: the embedded database, the feed with its health and metrics, screens and the exchanges' workers, each
 * over its real socket; the pages alone are left out.
 *
 * @param yaml santral.yaml
 * @param env the secrets of its exchanges, and what else the workers are to have
 * @param workersEnv what the workers alone have, such as another way to the database
 */
export async function openTestHall(
  yaml: string,
  env: Record<string, string>,
  workersEnv: (databaseUrl: string) => Record<string, string> = () => ({}),
) {
  const shared = await openTestDatabase();
  const http = createServer();
  const io = openFeedSockets(http, { ingestKey: 'anahtar' });
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  const { port } = http.address() as AddressInfo;
  const config = join(shared.dataDir, 'santral.yaml');
  writeFileSync(config, yaml);
  const whole: NodeJS.ProcessEnv = {
    ...process.env,
    SANTRAL_CONFIG: config,
    SANTRAL_DATA: shared.dataDir,
    SANTRAL_INGEST_KEY: 'anahtar',
    SANTRAL_LOG_LEVEL: 'fatal',
    DATABASE_URL: shared.embedded.url,
    PORT: String(port),
    ...env,
  };
  const settings = loadSettings(whole);
  await writeQueues(shared.db, settings);
  const parts = new PartBoard(expectedParts(settings).filter((part) => part.startsWith('pbx:')));
  const book = new BoardBook({
    tables: bookTables(shared.db),
    builtIn: builtInBoards(settings.centres),
  });
  const feed = attachFeed(io, {
    book,
    principalOf: async () => ({ id: 't', name: 'Ayşe', username: 'ayse', role: 'supervisor' }),
    ...settings,
    build: 'b',
    onHealth: (health) => parts.tell(health),
    onPartGone: (part) => parts.gone(part),
  });
  book.start();
  const closing: (() => unknown)[] = [];
  const workers: ChildProcess[] = [];
  const start = (script: string, ...args: string[]): ChildProcess => {
    const worker = spawn(process.execPath, [join(import.meta.dirname, script), ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...whole, ...workersEnv(shared.embedded.url) },
    });
    workers.push(worker);
    return worker;
  };
  return {
    db: shared.db,
    settings,
    control: feed.control,
    startWorker: (exchange: string) => start('pbx.ts', exchange),
    startPlanner: () => start('planner.ts'),
    startAlarms: () => start('alarms.ts'),
    url: `http://127.0.0.1:${port}`,
    screen(board: string): TestScreen {
      const store = createFloorStore(steadyNow);
      closing.push(openWallLink(board, store, () => {}, `http://127.0.0.1:${port}`));
      return { store, figures: () => boardFigures(store.state().floor ?? emptyFloor(), board, store.now()) };
    },
    health: () => verdict(parts.healths(), feed.sources()),
    metrics: () => parts.metrics(feed.parts(), { part: 'web', metrics: [] }),
    async close() {
      for (const close of closing) await close();
      for (const worker of workers) worker.kill('SIGKILL');
      book.stop();
      feed.close();
      await io.close();
      await shared.close();
    },
  };
}
