import type { AlarmLabels } from '#lib/alarm/alarmSentence.ts';
import type { Database } from '#lib/database/database.ts';
import { wallControl } from '#lib/feed/wallControl.ts';
import type { CentreSettings, ExchangeSettings } from '#lib/settings.ts';

export interface AlarmPlaces {
  centres: { id: string; label: string }[];
  /** `gone`: remembered for its history; its exchange is heard and has no such queue. */
  queues: { id: string; label: string; centre: string; gone: boolean }[];
  labels: AlarmLabels;
}

/** Centres, queues and exchanges that alarms may be about, as people call them. */
export async function alarmPlaces(
  db: Database,
  installation: { centres: readonly CentreSettings[]; exchanges: readonly ExchangeSettings[] },
): Promise<AlarmPlaces> {
  const rows = await db.selectFrom('queue_of_centre').selectAll().orderBy('centre').orderBy('label').execute();
  const floor = wallControl()?.floor();
  const isGone = (exchange: string, id: string) => {
    if (!installation.exchanges.some((one) => one.id === exchange)) return true;
    return floor?.sources[exchange]?.state === 'live' && floor.queues[id] === undefined;
  };
  const kept = rows.map(({ exchange, queue, label, centre }) => {
    const id = `${exchange}:${queue}`;
    return { id, label, centre, gone: isGone(exchange, id) };
  });
  const known = new Set(kept.map(({ id }) => id));
  // one to which nobody has called yet
  const fresh = Object.values(floor?.queues ?? {}).filter(({ id }) => !known.has(id));
  const queues = [...kept, ...fresh.map(({ id, label, centre }) => ({ id, label, centre, gone: false }))];
  const centres = installation.centres.map(({ id, label }) => ({ id, label }));
  const of = (entities: readonly { id: string; label: string }[]) =>
    Object.fromEntries(entities.map(({ id, label }) => [id, label]));
  return {
    centres,
    queues,
    labels: { centres: of(centres), queues: of(queues), sources: of(installation.exchanges) },
  };
}
