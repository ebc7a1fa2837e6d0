import type { Database } from '#lib/database/database.ts';
import { queuesOf } from '#lib/database/queues.ts';
import type { CentreSettings } from '#lib/settings.ts';
import { queueId } from './scope.ts';

/** The centres of the settings, with the queues that history names and the settings do not. */
export async function centresWithQueues(
  db: Database,
  centres: readonly CentreSettings[],
): Promise<readonly CentreSettings[]> {
  const known = await queuesOf(db);
  return centres.map((centre) => {
    const named = new Set(centre.queues.map(queueId));
    const found = known.filter((queue) => queue.centre === centre.id && !named.has(queueId(queue)));
    return { ...centre, queues: [...centre.queues, ...found] };
  });
}
