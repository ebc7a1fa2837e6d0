import type { AlarmLabels } from '#lib/alarm/alarmSentence.ts';
import type { Database } from '#lib/database/database.ts';
import type { CentreSettings, ExchangeSettings } from '#lib/settings.ts';

export interface AlarmPlaces {
  centres: { id: string; label: string }[];
  queues: { id: string; label: string; centre: string }[];
  labels: AlarmLabels;
}

/** Centres, queues and exchanges that alarms may be about, as people call them. */
export async function alarmPlaces(
  db: Database,
  installation: { centres: readonly CentreSettings[]; exchanges: readonly ExchangeSettings[] },
): Promise<AlarmPlaces> {
  const rows = await db.selectFrom('queue_of_centre').selectAll().orderBy('centre').orderBy('label').execute();
  const queues = rows.map(({ exchange, queue, label, centre }) => ({ id: `${exchange}:${queue}`, label, centre }));
  const centres = installation.centres.map(({ id, label }) => ({ id, label }));
  const of = (entities: readonly { id: string; label: string }[]) =>
    Object.fromEntries(entities.map(({ id, label }) => [id, label]));
  return {
    centres,
    queues,
    labels: { centres: of(centres), queues: of(queues), sources: of(installation.exchanges) },
  };
}
