import { parseArgs } from 'node:util';
import { DiskRefused } from '#lib/database/durableFiles.ts';
import { openEmbeddedDatabase } from '#lib/database/embeddedDatabase.ts';
import { partMetrics } from '#lib/telemetry/partMetrics.ts';
import { reportToSupervised } from '#lib/telemetry/reportPart.ts';

/**
 * The embedded database's process. Says `{"ready":"database","port":n}` on stdout once it serves, or `{"failed":"why"}`; ends
 * on SIGTERM and SIGINT. Arguments: --data DIR (else SANTRAL_DATA, ./data) and --port N (else SANTRAL_DATABASE_PORT, 15432; 0 picks one).
 */
const { values } = parseArgs({ options: { data: { type: 'string' }, port: { type: 'string' } } });
const dataDir = values.data ?? process.env.SANTRAL_DATA ?? 'data';
const port = Number(values.port ?? process.env.SANTRAL_DATABASE_PORT ?? 15_432);

let ending: Promise<never> | null = null;
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end(0));

const database = openEmbeddedDatabase({
  dataDir,
  port,
  // After a supervisor that was killed, its database ends within some seconds.
  patienceMs: 6_000,
  onFailure(error) {
    const said = error instanceof DiskRefused ? error.message : `The embedded database failed: ${error.stack}`;
    process.stderr.write(`${said}\n`);
    process.exit(1);
  },
});

try {
  const { port: served } = await database;
  reportToSupervised('database', partMetrics('database'));
  process.stdout.write(`${JSON.stringify({ ready: 'database', port: served })}\n`);
} catch (error) {
  const sentence = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${sentence}\n`);
  process.stdout.write(`${JSON.stringify({ failed: sentence })}\n`, () => process.exit(1));
}

function end(code: number): Promise<never> {
  ending ??= database
    .then((opened) => opened.close())
    .then(
      () => process.exit(code),
      (error) => {
        process.stderr.write(`Closing the database failed: ${error instanceof Error ? error.message : error}\n`);
        process.exit(1);
      },
    );
  return ending;
}
