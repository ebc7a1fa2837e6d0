import {
  addParts,
  emptyParts,
  type HistoryOptions,
  type HistoryParts,
  type HistoryRow,
  historyRow,
} from './historyRow.ts';

/** Rows of a history in order of time, and all of them together. */
export interface History {
  rows: HistoryRow[];
  total: HistoryRow;
}

/**
 * Shapes a history from what the rollups hold.
 *
 * @param boundaries of its steps, from stepBoundaries
 * @param parts those of step i, missing where no visit was offered
 * @param gaps spans of no observation, epoch ms; `endedAt` null: it still lasts
 * @param now epoch ms; what lies in the future is not incomplete but not there yet
 */
export function shapeHistory(
  boundaries: readonly number[],
  parts: ReadonlyMap<number, HistoryParts>,
  gaps: readonly { startedAt: number; endedAt: number | null }[],
  now: number,
  options: HistoryOptions,
): History {
  const incomplete = (start: number, end: number) =>
    gaps.some((gap) => gap.startedAt < end && (gap.endedAt ?? Math.max(now, gap.startedAt + 1)) > start);
  const rows: HistoryRow[] = [];
  for (let step = 0; step + 1 < boundaries.length; step++) {
    const start = boundaries[step] as number;
    const end = boundaries[step + 1] as number;
    rows.push(historyRow({ start, end, incomplete: incomplete(start, end) }, parts.get(step) ?? emptyParts(), options));
  }
  const start = boundaries[0] as number;
  const end = boundaries.at(-1) as number;
  return {
    rows,
    total: historyRow({ start, end, incomplete: incomplete(start, end) }, addParts([...parts.values()]), options),
  };
}
