import type { Outcome } from '#lib/contact/visit.ts';

/** A visit of the past as a replay needs it. */
export interface PastVisit {
  /** `exchange:queue`. */
  queue: string;
  /** Epoch ms; `waitEndedAt` null: not known, or it waits still. */
  offeredAt: number;
  waitEndedAt: number | null;
  waitSeconds: number | null;
  outcome: Outcome | null;
}

/** A span of which nothing is known, epoch ms. */
export interface UnknownSpan {
  from: number;
  to: number;
}

/** What changes at an instant. */
export interface Change {
  at: number;
  apply: () => void;
}

/**
 * Walks along changes: calls `judge` after all that happen at one instant.
 *
 * @param unknown spans in which the answer is `unknown`, whatever `judge` says
 */
export function walk<T>(changes: Change[], from: number, judge: (at: number) => T): { at: number; judged: T }[] {
  changes.sort((a, b) => a.at - b.at);
  const steps: { at: number; judged: T }[] = [];
  let i = 0;
  for (; (changes[i]?.at ?? Number.POSITIVE_INFINITY) <= from; i++) changes[i]?.apply();
  steps.push({ at: from, judged: judge(from) });
  while (i < changes.length) {
    const at = changes[i]?.at ?? 0;
    for (; changes[i]?.at === at; i++) changes[i]?.apply();
    steps.push({ at, judged: judge(at) });
  }
  return steps;
}

/** The changes by which `isUnknown` says whether an instant lies in one of the spans. */
export function unknownChanges(spans: readonly UnknownSpan[]): { changes: Change[]; isUnknown: () => boolean } {
  let open = 0;
  const changes = spans.flatMap(({ from, to }) => [
    {
      at: from,
      apply: () => {
        open += 1;
      },
    },
    {
      at: to,
      apply: () => {
        open -= 1;
      },
    },
  ]);
  return { changes, isUnknown: () => open > 0 };
}
