/** A planner that is well looks at the rest of the day every 15 minutes. */
const staleAfterMs = 40 * 60_000;

/** Was an outlook worked out so long ago that it is shown as old? Instants are epoch ms. */
export function isStaleOutlook({ madeAt }: { madeAt: number }, now: number): boolean {
  return now - madeAt > staleAfterMs;
}
