import type { HistoryRow } from '#lib/history/historyRow.ts';

/** How calls ended that were neither answered nor abandoned. */
export const otherEnds = ['timedOut', 'leftByKey', 'leftEmpty', 'withdrawn', 'lostInOutage', 'unknown'] as const;

/** Calls that ended otherwise; those that still wait have not ended. */
export function otherCount(row: Pick<HistoryRow, (typeof otherEnds)[number]>): number {
  return otherEnds.reduce((sum, end) => sum + row[end], 0);
}
