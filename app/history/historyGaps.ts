import type { Database } from '#lib/database/database.ts';
import { gapsWithin } from '#lib/database/observationGaps.ts';
import type { Settings } from '#lib/settings.ts';

/** When nobody looked, epoch ms; `to` null: it still lasts. */
export interface HistoryGap {
  from: number;
  to: number | null;
  /** The exchange's label, where the report is about several. */
  exchange: string | null;
}

/** Gaps of these exchanges within `from`–`to` (epoch ms); `filledToo`: also those that the exchange's own record has filled. */
export async function historyGaps(
  db: Database,
  settings: Pick<Settings, 'exchanges'>,
  {
    queues,
    from,
    to,
    filledToo,
  }: { queues: readonly { exchange: string }[]; from: number; to: number; filledToo: boolean },
): Promise<HistoryGap[]> {
  const exchanges = [...new Set(queues.map(({ exchange }) => exchange))];
  const labels = new Map(settings.exchanges.map(({ id, label }) => [id, label]));
  const gaps = await gapsWithin(db, exchanges, from, to, { filledToo });
  return gaps.map(({ exchange, startedAt, endedAt }) => ({
    from: startedAt,
    to: endedAt,
    exchange: exchanges.length > 1 ? (labels.get(exchange) ?? exchange) : null,
  }));
}
