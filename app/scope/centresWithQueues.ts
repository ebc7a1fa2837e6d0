import type { Database } from '#lib/database/database.ts';
import { queuesOf } from '#lib/database/queues.ts';
import type { CentreSettings, QueueSettings, Settings } from '#lib/settings.ts';
import { queueId } from './scope.ts';

/**
 * The centres of the settings, with the queues that history names and the settings do not. Queues that share a name, as at
 * two exchanges, bear that of their exchange as well.
 */
export async function centresWithQueues(
  db: Database,
  { centres, exchanges }: Pick<Settings, 'centres' | 'exchanges'>,
): Promise<readonly CentreSettings[]> {
  const known = await queuesOf(db);
  return centres.map((centre) => {
    const named = new Set(centre.queues.map(queueId));
    const found = known.filter((queue) => queue.centre === centre.id && !named.has(queueId(queue)));
    return { ...centre, queues: toldApart([...centre.queues, ...found], exchanges) };
  });
}

/** Queues of one label get their exchange's behind it: “Genel (Kuzey)”. */
export function toldApart(queues: readonly QueueSettings[], exchanges: Settings['exchanges']): QueueSettings[] {
  const shared = Map.groupBy(queues, ({ label }) => label);
  return queues.map((queue) => {
    if ((shared.get(queue.label)?.length ?? 0) < 2) return queue;
    const exchange = exchanges.find(({ id }) => id === queue.exchange)?.label ?? queue.exchange;
    return { ...queue, label: `${queue.label} (${exchange})` };
  });
}
