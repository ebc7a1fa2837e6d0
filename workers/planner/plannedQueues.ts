import type { Database } from '#lib/database/database.ts';
import { queuesOf } from '#lib/database/queues.ts';
import type { CalendarSettings, CentreSettings, QueueSettings, Settings } from '#lib/settings.ts';
import type { PauseMeanings } from '#lib/staffing/shrinkageCause.ts';

export interface PlannedQueue extends QueueSettings {
  /** `exchange:queue`. */
  id: string;
  /** After-contact work that the exchange grants, where nobody tells how long it was. */
  wrapUpSeconds: number;
}
export interface PlannedCentre {
  centre: CentreSettings;
  queues: readonly PlannedQueue[];
  calendar: CalendarSettings;
  pauseMeanings: PauseMeanings;
}

/** The centres of the settings with their queues, and those that history names besides. */
export async function plannedQueues(
  db: Database,
  settings: Pick<Settings, 'centres' | 'exchanges' | 'calendars' | 'shrinkages'>,
): Promise<PlannedCentre[]> {
  const known = await queuesOf(db);
  return settings.centres.map((centre) => {
    const named = new Set(centre.queues.map(idOf));
    const adopted = known.filter((queue) => queue.centre === centre.id && !named.has(idOf(queue)));
    return {
      centre,
      queues: [...centre.queues, ...adopted].map((queue) => ({
        ...queue,
        id: idOf(queue),
        wrapUpSeconds: settings.exchanges.find(({ id }) => id === queue.exchange)?.wrapUpSeconds ?? 0,
      })),
      calendar: settings.calendars.find((one) => one.centre === centre.id) ?? {
        ...{ centre: centre.id, country: null, schoolTerms: [], specialDays: [] },
      },
      pauseMeanings: settings.shrinkages.find((one) => one.centre === centre.id)?.pauseMeanings ?? {},
    };
  });
}

function idOf({ exchange, queue }: Pick<QueueSettings, 'exchange' | 'queue'>): string {
  return `${exchange}:${queue}`;
}
