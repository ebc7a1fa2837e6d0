import { openDatabase } from '#lib/database/database.ts';
import { databaseAddress, loadSettings } from '#lib/settings.ts';
import { planRound } from './planningRound.ts';
import type { RoundWord } from './runRound.ts';

/**
 * One round of planning as a process of its own, for the instant in its argument. It tells its parent how far it is; any word
 * from there, or its end, stops it.
 */
const settings = loadSettings();
const db = openDatabase({
  url: databaseAddress(settings),
  applicationName: 'planner round',
  max: 1,
  answerWithinMs: 300_000,
});
const stopping = new AbortController();
for (const event of ['message', 'disconnect'] as const) process.once(event, () => stopping.abort());
for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => stopping.abort());
const tell = (word: RoundWord) => {
  if (process.connected) process.send?.(word);
};
try {
  const summary = await planRound({
    ...{ db, settings, now: Number(process.argv[2]), signal: stopping.signal },
    onStep: (done, of) => tell({ step: { done, of } }),
    onForecasts: () => tell({ forecasts: true }),
  });
  tell({ summary: { ...summary, errors: [...summary.errors] } });
} catch (error) {
  tell({ failed: error instanceof Error ? error.message : String(error) });
} finally {
  await db.destroy();
  if (process.connected) process.disconnect();
}
