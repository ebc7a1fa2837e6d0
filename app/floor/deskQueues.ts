import type { QueueRow } from '#lib/board/boardFigures.ts';
import { type Freshness, queueWaitSeconds } from '#lib/board/freshness.ts';
import { matchesSearch } from '../i18n/formats.ts';
import type { Order, QueueColumn } from './deskAddress.ts';

/** Does the queue bear what is searched in its label or its name at the exchange? */
export function queueMatches({ queue }: QueueRow, search: string): boolean {
  return search === '' || matchesSearch(queue.label, search) || matchesSearch(queue.queue, search);
}

/** In the order that a column asks for; what is not known comes last either way. */
export function sortedQueues(
  rows: readonly QueueRow[],
  { column, falling }: Order<QueueColumn>,
  { fresh, compare }: { fresh: Freshness; compare: (a: string, b: string) => number },
): QueueRow[] {
  const value = (row: QueueRow): number | null => {
    switch (column) {
      case 'waiting':
        return row.queue.waiting;
      case 'longest':
        return queueWaitSeconds(row.queue, fresh);
      case 'level':
        return row.level.ratio;
      case 'free':
        return row.free;
      case 'onContact':
        return row.onContact;
      case 'offered':
        return row.today?.offered ?? null;
      case 'name':
        return null;
    }
  };
  return rows.toSorted((a, b) => {
    const byName = compare(a.queue.label, b.queue.label) || compare(a.queue.id, b.queue.id);
    if (column === 'name') return falling ? -byName : byName;
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return x === y ? byName : x === null ? 1 : -1;
    return (falling ? y - x : x - y) || byName;
  });
}
