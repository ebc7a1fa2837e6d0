import { type Visit, visitKey } from '#lib/contact/visit.ts';
import { inspectQueueLog, queueLogBlocks } from './queueLogFile.ts';
import { bareLine, parseQueueLogRow, QueueLogLineError } from './queueLogRow.ts';
import { type QueueLogCounts, QueueLogVisits } from './queueLogVisits.ts';

export interface QueueLogReading {
  /** As the log leaves them, open ones among them. */
  visits: Visit[];
  counts: ReadonlyMap<string, QueueLogCounts>;
}

/**
 * Reads a whole queue_log, plain or gzipped, into memory; for a recording's, not for a year's.
 * @throws Error in one sentence if it cannot be read
 */
export async function readQueueLog(
  path: string,
  exchange: string,
  onNotice: (detail: string) => void = () => {},
): Promise<QueueLogReading> {
  const log = new QueueLogVisits(exchange);
  const visits = new Map<string, Visit>();
  let line = 0;
  for await (const { lines } of queueLogBlocks(await inspectQueueLog(path))) {
    for (const one of lines) {
      line++;
      const text = bareLine(one);
      if (text === null) continue;
      try {
        for (const visit of log.push(parseQueueLogRow(text))) visits.set(visitKey(visit), { ...visit });
      } catch (error) {
        if (!(error instanceof QueueLogLineError)) throw error;
        onNotice(`${path}:${line}: ${error.message}`);
      }
    }
    // the lines of a block end with the empty rest behind its last line end
    if (lines.at(-1) === '') line--;
  }
  for (const visit of log.open()) visits.set(visitKey(visit), visit);
  return { visits: [...visits.values()], counts: log.counts };
}
