import type { Freshness } from '#lib/board/freshness.ts';
import type { SourceHealth } from '#lib/feed/feedEvents.ts';
import type { Dim } from './tileProps.ts';

/** When figures that are dimmed as a whole were last known to hold, epoch ms; null of those that are live, wholly or in part. */
export function heldAtOf(fresh: Freshness, sources: readonly SourceHealth[], at: number, dim: Dim): number | null {
  if (dim !== true) return null;
  return Math.min(at, ...sources.map(({ id }) => fresh.heldUntil(id)));
}
