import type { Stretch } from '../roster/averageOnDuty.ts';

/** A stretch of which nothing is known; `to` null: it lasts. */
export interface Unobserved {
  from: number;
  to: number | null;
}

/** What is left of a stretch of time without the unobserved parts, in order. Instants are epoch ms. */
export function observedTime({ from, to }: Stretch, unobserved: readonly Unobserved[]): Stretch[] {
  let left: Stretch[] = to > from ? [{ from, to }] : [];
  for (const gap of unobserved) {
    const end = gap.to ?? Number.POSITIVE_INFINITY;
    left = left.flatMap((part) =>
      end <= part.from || gap.from >= part.to
        ? [part]
        : [
            { from: part.from, to: gap.from },
            { from: end, to: part.to },
          ].filter((rest) => rest.to > rest.from),
    );
  }
  return left;
}

/** An agent's stretches with the observed time between them, in which they were out; nothing is said of the rest. */
export function filledOut<T extends Stretch & { activity: string }>(
  told: readonly T[],
  observed: readonly Stretch[],
): (T | (Stretch & { activity: 'out' }))[] {
  const filled: (T | (Stretch & { activity: 'out' }))[] = [];
  for (const span of observed) {
    let at = span.from;
    for (const one of told) {
      const [from, to] = [Math.max(one.from, span.from, at), Math.min(one.to, span.to)];
      if (to <= from) continue;
      if (from > at) filled.push({ from: at, to: from, activity: 'out' });
      filled.push({ ...one, from, to });
      at = to;
    }
    if (at < span.to) filled.push({ from: at, to: span.to, activity: 'out' });
  }
  return filled;
}
