/** How often the embedded engine is looked after; it has no background processes of its own. */
const checkpointEveryMs = 60_000;
const vacuumEveryMs = 3_600_000;
/** After a start much may be new: the first import, or what an earlier process left. */
const firstVacuumsMs = [120_000, 600_000];

/**
 * Does what a PostgreSQL server's checkpointer and autovacuum do, since the embedded engine is a single session without
 * either: without it the write-ahead log grows for ever and the planner knows no table sizes.
 *
 * @param run runs one statement between the clients' own
 */
export function startUpkeep(run: (sql: string) => Promise<unknown>): { stop(): void } {
  let tidying = false;
  async function tidy(sql: string): Promise<void> {
    if (tidying) return;
    tidying = true;
    try {
      await run(sql);
    } catch (error) {
      process.stderr.write(`database upkeep: ${sql} failed: ${error instanceof Error ? error.message : error}\n`);
    } finally {
      tidying = false;
    }
  }
  const timers = [
    setInterval(() => tidy('checkpoint'), checkpointEveryMs),
    ...firstVacuumsMs.map((ms) => setTimeout(() => tidy('vacuum (analyze)'), ms)),
    setInterval(() => tidy('vacuum (analyze)'), vacuumEveryMs),
  ];
  for (const timer of timers) timer.unref();
  return {
    stop() {
      for (const timer of timers) clearInterval(timer);
    },
  };
}
