import pg from 'pg';
import type { PartHealth } from '../feed/feedEvents.ts';

const everyMs = 5_000;
/** The embedded database takes its statements in turn, so an answer may wait behind a long one. */
const patienceMs = 15_000;

/**
 * Asks the database every five seconds whether it answers, over a connection of its own, and tells each change.
 * Returns how to stop.
 */
export function watchDatabase(url: string, tell: (health: PartHealth) => void): () => void {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'santral health',
    max: 1,
    connectionTimeoutMillis: patienceMs,
    query_timeout: patienceMs,
  });
  // A connection that breaks while idle is replaced at the next question, which then tells.
  pool.on('error', () => undefined);
  let stopped = false;
  let timer: NodeJS.Timeout;
  const ask = async () => {
    const reason = await pool.query('select 1').then(
      () => null,
      (error: Error) =>
        `The database does not answer (${error.message || error.name}); the wall goes on, contacts are kept on disk until it is back`,
    );
    if (stopped) return;
    tell({ part: 'database', ok: reason === null, since: Date.now(), reason });
    timer = setTimeout(ask, everyMs);
  };
  ask();
  return () => {
    stopped = true;
    clearTimeout(timer);
    pool.end().catch(() => undefined);
  };
}
