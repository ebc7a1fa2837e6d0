import type { Database } from '#lib/database/database.ts';
import { patienceHistory } from '#lib/database/patienceHistory.ts';
import { signedInTime } from '#lib/database/signedInTime.ts';
import { patiences, type QueuePatience } from '#lib/staffing/patiences.ts';
import { type ShrinkageHistory, shrinkageHistory } from '#lib/staffing/shrinkageHistory.ts';
import type { PlannedCentre } from './plannedQueues.ts';

/** What is found out about all queues of a centre together. */
export interface CentreFacts {
  /** By queue id; a queue of which nobody waited is missing. */
  patience: ReadonlyMap<string, QueuePatience>;
  /** null: no states of agents are on record. */
  shrinkage: ShrinkageHistory | null;
}

/** Callers' patience changes slowly, agents' habits do not. */
const patienceMs = 182 * 86_400_000;
const shrinkageMs = 56 * 86_400_000;

/** @param now epoch ms */
export async function centreFacts(db: Database, planned: PlannedCentre, now: number): Promise<CentreFacts> {
  const { centre, queues, pauseMeanings } = planned;
  const { zone } = centre;
  if (queues.length === 0) return { patience: new Map(), shrinkage: null };
  const waits = await patienceHistory(db, { queues, from: now - patienceMs, to: now, zone });
  const { queues: fitted } = patiences(
    waits.map(({ exchange, queue, hour, waits }) => ({ queue: `${exchange}:${queue}`, hour, waits })),
  );
  const times = await signedInTime(db, { queues, from: now - shrinkageMs, to: now, zone, now });
  return {
    patience: new Map(fitted.map((one) => [one.queue, one])),
    shrinkage: times.length > 0 ? shrinkageHistory(times, pauseMeanings) : null,
  };
}
