import type { PlanningFacts } from '#lib/database/planningFacts.ts';
import type { Accuracy } from '#lib/forecast/backtest.ts';
import type { QueueSettings } from '#lib/settings.ts';

/** How a queue's forecast was chosen: what was tried on its past, and how it did. */
export interface QueueChoice {
  id: string;
  label: string;
  /** Names of the horizons tried, such as 7d, the nearest first. */
  horizons: string[];
  /** What is in use: a mixture of methods, weighed anew at each origin. */
  chosen: Record<string, Accuracy>;
  /** Each method by itself, the best of the horizon asked for first. */
  methods: { name: string; weight: number; horizons: Record<string, Accuracy> }[];
  origins: number;
  from: string | null;
  to: string | null;
  madeAt: number;
  /** Label of the queue whose course is borrowed; null: its own. */
  borrowedFrom: string | null;
}

/** Queues whose forecast is on record; those without a backtest are there with no horizons. */
export function queueChoices(
  queues: readonly (QueueSettings & { id: string })[],
  facts: readonly PlanningFacts[],
): QueueChoice[] {
  return queues.flatMap(({ id, label, exchange, queue }) => {
    const found = facts.find((one) => one.exchange === exchange && one.queue === queue);
    if (!found?.forecast) return [];
    const { backtest, weights, borrowedFrom } = found.forecast;
    const horizons = Object.keys(backtest?.horizons ?? {}).sort(
      (a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10),
    );
    const names = new Set(horizons.flatMap((horizon) => Object.keys(backtest?.horizons[horizon]?.methods ?? {})));
    const of = (pick: (horizon: string) => Accuracy | undefined) =>
      Object.fromEntries(
        horizons.flatMap((horizon) => {
          const accuracy = pick(horizon);
          return accuracy ? [[horizon, accuracy] as const] : [];
        }),
      );
    return [
      {
        ...{ id, label, horizons, borrowedFrom },
        chosen: of((horizon) => backtest?.horizons[horizon]?.chosen),
        methods: [...names].map((name) => ({
          name,
          weight: weights[name] ?? 0,
          horizons: of((horizon) => backtest?.horizons[horizon]?.methods[name]),
        })),
        origins: backtest?.origins ?? 0,
        from: backtest?.from ?? null,
        to: backtest?.to ?? null,
        madeAt: found.madeAt,
      },
    ];
  });
}

/** Methods by their error at a horizon, the best first; what is not known last. */
export function byError(choice: QueueChoice, horizon: string): QueueChoice['methods'] {
  const error = (method: QueueChoice['methods'][number]) => method.horizons[horizon]?.wape ?? Number.POSITIVE_INFINITY;
  return choice.methods.toSorted((a, b) => error(a) - error(b));
}
