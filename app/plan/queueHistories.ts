import type { Database } from '#lib/database/database.ts';
import { demandOf, type IntervalDemand } from '#lib/database/demand.ts';
import { gapsWithin } from '#lib/database/observationGaps.ts';
import type { DemandInterval } from '#lib/forecast/demandByDate.ts';
import type { ExchangeSettings, QueueSettings } from '#lib/settings.ts';
import { queueId } from '../scope/scope.ts';
import type { QueueHistory } from './weekForecast.ts';

/** What was seen of each queue in `from`–`to` (epoch ms), and when nobody looked. */
export async function queueHistories(
  db: Database,
  queues: readonly QueueSettings[],
  exchanges: readonly ExchangeSettings[],
  { from, to }: { from: number; to: number },
): Promise<QueueHistory[]> {
  const gaps = await gapsWithin(db, [...new Set(queues.map(({ exchange }) => exchange))], from, to);
  const histories: QueueHistory[] = [];
  for (const queue of queues) {
    const wrapUp = exchanges.find(({ id }) => id === queue.exchange)?.wrapUpSeconds ?? 0;
    const demand = await demandOf(db, [{ exchange: queue.exchange, queue: queue.queue }], from, to);
    histories.push({
      id: queueId(queue),
      label: queue.label,
      history: demand.map((interval) => handled(interval, wrapUp)),
      unobserved: gaps
        .filter(({ exchange }) => exchange === queue.exchange)
        .map(({ startedAt, endedAt }) => ({ from: startedAt, to: endedAt ?? to })),
    });
  }
  return histories;
}

/** Talk and after-contact work of the contacts whose talk is known; work that nobody told of lasts what the exchange grants. */
function handled(
  { start, offered, talkSeconds, talks, wrapUpSeconds, wrapUps }: IntervalDemand,
  wrapUp: number,
): DemandInterval {
  const after = wrapUps > 0 ? wrapUpSeconds / wrapUps : wrapUp;
  return { start, offered, handled: talks, handleSeconds: talkSeconds + talks * after };
}
