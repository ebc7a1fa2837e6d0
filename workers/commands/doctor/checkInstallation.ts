import pg from 'pg';
import { databaseFault } from '#lib/database/databaseFault.ts';
import { migrations } from '#lib/database/migrations/migrations.ts';
import { databaseAddress, type Settings } from '#lib/settings.ts';
import type { Health } from '#lib/telemetry/health.ts';
import { webUrl } from '#lib/telemetry/reportPart.ts';
import { bytesText } from '#lib/terminal/progressText.ts';
import { checkMachine } from '../../supervisor/machineCheck.ts';
import { type Finding, findingsAbout } from './finding.ts';

export function checkThisMachine(settings: Settings): Finding[] {
  const about = findingsAbout('machine');
  about.well('node', process.versions.node);
  try {
    const { freeBytes, warnings } = checkMachine(settings.dataDir);
    about.well('data folder', `${settings.dataDir} can be written`);
    if (warnings[0]) about.wrong('disk', warnings[0], 'free some space, or set SANTRAL_DATA to another disk');
    else about.well('disk', `${bytesText(freeBytes)} free`);
  } catch (error) {
    const [said = '', cure = ''] = (error instanceof Error ? error.message : String(error)).split('; ');
    about.wrong('data folder', said, cure);
  }
  return about.findings;
}

export async function checkDatabase(settings: Settings, running: boolean): Promise<Finding[]> {
  const about = findingsAbout('database');
  if (settings.databaseUrl === null && !running) {
    about.unknown('reached', 'the embedded database runs with npm start only');
    return about.findings;
  }
  const where =
    settings.databaseUrl === null ? 'the embedded database' : `PostgreSQL at ${new URL(settings.databaseUrl).host}`;
  const client = new pg.Client({
    connectionString: databaseAddress(settings),
    connectionTimeoutMillis: 10_000,
    query_timeout: 20_000,
    application_name: 'santral doctor',
  });
  // Told by the query that fails.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string }>("select current_setting('server_version') as version");
    about.well('reached', `${where}, version ${rows[0]?.version}`);
    const { rows: done } = await client.query<{ name: string }>('select name from kysely_migration');
    const missing = Object.keys(migrations).filter((name) => !done.some((row) => row.name === name));
    if (missing.length === 0) about.well('tables', 'up to date');
    else
      about.wrong('tables', `${missing.length} migrations are missing`, 'run npm start, which brings them up to date');
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    if (code === '42P01') about.wrong('tables', 'none yet', 'run npm start, which makes them');
    else {
      const [said, cure] = settings.databaseUrl
        ? databaseFault(settings.databaseUrl, error).split('; ')
        : [`${where} does not answer (${message || code})`, 'see log/database.log in the data folder'];
      about.wrong('reached', said ?? '', cure ?? '');
    }
  } finally {
    await client.end().catch(() => undefined);
  }
  return about.findings;
}

/** What the running installation says of itself. */
export async function checkParts(settings: Settings, running: boolean): Promise<Finding[]> {
  const about = findingsAbout('parts');
  if (!running) {
    about.unknown('running', `nothing runs in ${settings.dataDir}`, 'npm start');
    return about.findings;
  }
  try {
    const { metricsToken } = settings.access;
    const answer = await fetch(`${webUrl(settings)}/healthz`, {
      ...(metricsToken === null ? {} : { headers: { authorization: `Bearer ${metricsToken}` } }),
      signal: AbortSignal.timeout(5_000),
    });
    const { status, parts } = (await answer.json()) as Pick<Health, 'status'> & Partial<Health>;
    if (parts === undefined)
      about.unknown(
        'web',
        `it answers "${status}" and no more, since a proxy is on this machine`,
        'set SANTRAL_METRICS_TOKEN',
      );
    for (const part of parts ?? []) {
      if (part.ok) about.well(part.part, 'well');
      else about.wrong(part.part, part.reason ?? 'unwell', 'see its log in the data folder');
    }
  } catch (error) {
    about.wrong(
      'web',
      `the pages do not answer (${error instanceof Error ? error.message : error})`,
      'see log/web.log in the data folder',
    );
  }
  return about.findings;
}
