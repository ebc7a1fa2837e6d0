import type { ActualStretch } from './actualActivity.ts';

/** What was done ends where it was last heard of; what goes on within this many ms was not interrupted. */
export const goesOnMs = 5_000;

/** Stretches in order, those of one kind that follow each other as one. */
export function joinedStretches(stretches: Iterable<ActualStretch>): ActualStretch[] {
  const joined: ActualStretch[] = [];
  for (const { activity, from, to } of stretches) {
    const last = joined.at(-1);
    if (last?.activity === activity && from - last.to < goesOnMs) last.to = Math.max(last.to, to);
    else joined.push({ activity, from, to });
  }
  return joined;
}
