import type { QueueModel } from './queueModel.ts';
import { StepTable } from './stepTable.ts';
import type { TargetKind } from './targets.ts';

const mostTables = 64;
const tables = new Map<number, StepTable>();
/** What was asked for once, by slots; a table is begun the second time. */
const once = new Float64Array(1024);

const kinds = { serviceLevel: 1, asaSeconds: 2, abandonment: 3, occupancy: 4 } as const;

/** The table of a queue and a target, if they were asked for before; at most 64 are kept, the oldest goes first. */
export function stepTableOf(queue: QueueModel, kind: TargetKind, bound: number, threshold: number): StepTable | null {
  const { model, ahtSeconds, patienceSeconds = 0, lines = -1, redialProbability = 0 } = queue;
  // Incommensurable factors: different questions have different sums, but for rounding, and that is checked.
  const key =
    ahtSeconds * 1.0471975511965976 +
    patienceSeconds * 0.7390851332151607 +
    threshold * 0.5671432904097838 +
    (bound + kinds[kind]) * 7.389056098930651 +
    lines * 0.915965594177219 +
    redialProbability * 1.2020569031595942;
  const table = tables.get(key);
  if (table) {
    const { queue: known, target } = table;
    if (
      known.ahtSeconds === ahtSeconds &&
      known.model === model &&
      (known.patienceSeconds ?? 0) === patienceSeconds &&
      (known.lines ?? -1) === lines &&
      (known.redialProbability ?? 0) === redialProbability &&
      target.kind === kind &&
      target.bound === bound &&
      target.thresholdSeconds === threshold
    )
      return table;
    return null;
  }
  const slot = Math.floor((key * 1021) % 1024);
  if (once[slot] !== key) {
    once[slot] = key;
    return null;
  }
  const begun = new StepTable(
    {
      model,
      ahtSeconds,
      ...(queue.patienceSeconds === undefined ? {} : { patienceSeconds }),
      ...(lines < 0 ? {} : { lines }),
      redialProbability,
    },
    { kind, bound, thresholdSeconds: threshold },
  );
  for (const oldest of tables.keys()) {
    if (tables.size < mostTables) break;
    tables.delete(oldest);
  }
  tables.set(key, begun);
  return begun;
}
