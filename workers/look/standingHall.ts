import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import { hallNow } from '#lib/board/sampleHall.ts';
import type { Database } from '#lib/database/database.ts';
import { writeQueues } from '#lib/database/queues.ts';
import { openTestDatabase } from '#lib/database/testDatabase.ts';
import type { Floor } from '#lib/feed/feedEvents.ts';
import { loadSettings } from '#lib/settings.ts';
import { testClock } from '../clock/testClock.ts';
import { buildPages } from '../supervisor/pageBuild.ts';
import { setUpLink } from '../supervisor/setUpLink.ts';

/** A hall in which nothing happens but what a test tells: the pages as they are served, at an instant that stays. */
export interface StandingHall {
  url: string;
  /** Makes the first admin; see signIn.ts. */
  setUp: string | null;
  db: Database;
  /** Its santral.yaml. */
  yaml: string;
  /** The instant at which its clocks stand, epoch ms. */
  at: number;
  /** Tells the web process this floor in place of the one before, as the workers of exchanges, planner and alarms do. */
  tell(floor: Floor): void;
  /** From here on the web process neither hears nor answers, as if its machine had lost its power; or it does again. */
  freeze(frozen: boolean): void;
  close(): Promise<void>;
}

const root = resolve(import.meta.dirname, '../..');
const key = 'anahtar';
const yaml = `centres:
  - id: '153'
    label: Büyükşehir 153
    target: 80/20
    queues: [${queuesOf('153', ['Genel Başvuru', 'Ulaşım', 'Sosyal Hizmetler', 'Çevre ve İlaçlama', 'Zabıta', 'İngilizce Destek'])}]
  - id: '185'
    label: İSU Alo 185
    target: 80/30
    queues: [${queuesOf('185', ['Su Arıza', 'Kanalizasyon', 'Fatura ve Abonelik', 'Geri Dönüş Birimi'])}]
exchanges:
  - { id: '153', centre: '153', label: Büyükşehir 153, host: 127.0.0.1, port: 9, username: santral, login: plain }
  - { id: '185', centre: '185', label: İSU Alo 185, host: 127.0.0.1, port: 10, username: santral, login: plain }
`;

function queuesOf(exchange: string, labels: readonly string[]): string {
  return labels
    .map((label, nth) => `{ exchange: '${exchange}', queue: '${exchange}-${nth}', label: ${label} }`)
    .join(', ');
}

/**
 * Opens the database, builds the pages where they are not built, and starts the web process alone; in place of the other
 * processes there are sockets that tell what the test says.
 *
 * @param at the instant, epoch ms
 */
export async function openStandingHall(at = hallNow): Promise<StandingHall> {
  await buildPages(root, () => undefined, new AbortController().signal);
  const shared = await openTestDatabase();
  const clock = testClock(at);
  clock.stand(at);
  const config = join(shared.dataDir, 'santral.yaml');
  writeFileSync(config, yaml);
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    SANTRAL_CONFIG: config,
    SANTRAL_DATA: shared.dataDir,
    SANTRAL_INGEST_KEY: key,
    SANTRAL_LOG_LEVEL: 'fatal',
    SANTRAL_SECRET_153: 'sir',
    SANTRAL_SECRET_185: 'sir',
    DATABASE_URL: shared.embedded.url,
    HOST: '127.0.0.1',
    PORT: '0',
  };
  const settings = loadSettings(env);
  await writeQueues(shared.db, settings);
  const setUp = await setUpLink(settings);
  const web = spawn(process.execPath, [join(root, 'workers', 'web.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...env, ...clock.env },
  });
  const url = `http://127.0.0.1:${await portOf(web)}`;
  // In a thread of their own, so that they answer while a test looks at pictures.
  const tellers = new Worker(join(import.meta.dirname, 'standingTellers.ts'), { workerData: { url, key, at } });
  return {
    url,
    setUp: setUp && `${url}${setUp}`,
    db: shared.db,
    yaml,
    at,
    tell: (floor) => tellers.postMessage(floor),
    freeze: (frozen) => void web.kill(frozen ? 'SIGSTOP' : 'SIGCONT'),
    async close() {
      await tellers.terminate();
      web.kill('SIGKILL');
      await shared.close();
      clock.close();
    },
  };
}

function portOf(web: ChildProcess): Promise<number> {
  return new Promise((found, failed) => {
    web.once('exit', (code) => failed(new Error(`The web process ended with ${code} before it served.`)));
    if (!web.stdout) return failed(new Error('The web process cannot be heard.'));
    createInterface({ input: web.stdout }).on('line', (line) => {
      if (!line.startsWith('{')) return;
      const said = JSON.parse(line) as { port?: number; failed?: string };
      if (said.port !== undefined) found(said.port);
      if (said.failed !== undefined) failed(new Error(said.failed));
    });
  });
}
