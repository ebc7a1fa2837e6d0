import type { Kysely } from 'kysely';
import type { DemandInterval, UnobservedSpan } from '#lib/forecast/demandByDate.ts';
import { demandOf, demandSpan, type IntervalDemand } from './demand.ts';
import type { QueueOfExchange } from './historyRows.ts';
import { gapsWithin } from './observationGaps.ts';
import type { Schema } from './schema.ts';

/** What came to a queue, for forecasts to learn from. */
export interface QueueHistory {
  history: DemandInterval[];
  /** When nobody watched its exchange. */
  unobserved: UnobservedSpan[];
  /** Share 0–1 of its contacts that hung up; null: none came. */
  abandonment: number | null;
}

/** A statement reads so long a span at most, so that the embedded database's other clients get their turn. */
const chunkMs = 91 * 86_400_000;

/**
 * The history of one queue in `from`–`to` (epoch ms), as far back as it goes; abandonment is that of its last quarter of
 * a year.
 *
 * @param wrapUpSeconds after-contact work of contacts of which nobody told it
 */
export async function queueHistory(
  db: Kysely<Schema>,
  { exchange, queue }: QueueOfExchange,
  { from, to, wrapUpSeconds }: { from: number; to: number; wrapUpSeconds: number },
): Promise<QueueHistory> {
  const span = await demandSpan(db, [{ exchange, queue }]);
  const began = Math.max(from, span?.from ?? to);
  const history: DemandInterval[] = [];
  let [offered, abandoned] = [0, 0];
  for (let start = began; start < to; start += chunkMs) {
    const demand = await demandOf(db, [{ exchange, queue }], start, Math.min(start + chunkMs, to));
    for (const interval of demand) {
      history.push(handled(interval, wrapUpSeconds));
      if (interval.start < to - chunkMs) continue;
      offered += interval.offered;
      abandoned += interval.abandoned;
    }
  }
  const gaps = began < to ? await gapsWithin(db, [exchange], began, to) : [];
  return {
    history,
    unobserved: gaps.map(({ startedAt, endedAt }) => ({ from: startedAt, to: endedAt ?? to })),
    abandonment: offered > 0 ? abandoned / offered : null,
  };
}

/** Talk and after-contact work of the contacts whose talk is known; work that nobody told of lasts what the exchange grants. */
function handled(
  { start, offered, talkSeconds, talks, wrapUpSeconds, wrapUps }: IntervalDemand,
  usualSeconds: number,
): DemandInterval {
  const after = wrapUps > 0 ? wrapUpSeconds / wrapUps : usualSeconds;
  return { start, offered, handled: talks, handleSeconds: talkSeconds + talks * after };
}
