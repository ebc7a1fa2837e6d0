/** After the first time, a sentence that comes again is held back this long, and then ten times as long. */
const firstHoldMs = 60_000;
const laterHoldMs = 600_000;
const mostRemembered = 200;

interface Known {
  shownAt: number;
  holdMs: number;
  heldBack: number;
}

/**
 * Thins out sentences that repeat, for a screen that stands for weeks: shows the first, then one now and then with how
 * often it came in between. Sentences that differ in numbers only count as the same.
 */
export function thinRepeats(
  show: (sentence: string) => void,
  now: () => number = Date.now,
): (sentence: string) => void {
  const known = new Map<string, Known>();
  return (sentence) => {
    const key = sentence.replaceAll(/\d+(?:\.\d+)?/g, '0');
    const before = known.get(key);
    if (before && now() - before.shownAt < before.holdMs) {
      before.heldBack += 1;
      return;
    }
    // Latest last, so that what has long been silent is forgotten first.
    known.delete(key);
    known.set(key, { shownAt: now(), holdMs: before ? laterHoldMs : firstHoldMs, heldBack: 0 });
    for (const oldest of known.keys()) {
      if (known.size <= mostRemembered) break;
      known.delete(oldest);
    }
    show(before?.heldBack ? `${sentence} (and ${before.heldBack} times before)` : sentence);
  };
}
