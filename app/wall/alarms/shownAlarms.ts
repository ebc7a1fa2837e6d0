import type { AlarmLabels } from '#lib/alarm/alarmSentence.ts';
import { concernsCentre } from '#lib/alarm/concernsCentre.ts';
import type { AlarmNow, Floor } from '#lib/feed/feedEvents.ts';

/**
 * A board's alarms in the order of their weight: not acknowledged before others, alarms before warnings, the latest first.
 *
 * @param queues of which those about queues are shown; null: of all
 */
export function shownAlarms(
  floor: Pick<Floor, 'alarms'>,
  centres: readonly string[],
  queues: readonly string[] | null = null,
): AlarmNow[] {
  const ofQueues = ({ queue, queues: several }: AlarmNow) => {
    const own = queue === null ? several : [queue];
    return queues === null || own === undefined || own.some((id) => queues.includes(id));
  };
  return Object.values(floor.alarms)
    .filter((alarm) => concernsCentre(alarm, centres) && ofQueues(alarm))
    .sort((a, b) => weight(b) - weight(a) || b.raisedAt - a.raisedAt);
}

function weight({ level, acknowledgedAt }: AlarmNow): number {
  return (acknowledgedAt === null ? 2 : 0) + (level === 'alarm' ? 1 : 0);
}

/** What the floor calls its centres, queues and exchanges. */
export function labelsOf({ centres, queues, sources }: Pick<Floor, 'centres' | 'queues' | 'sources'>): AlarmLabels {
  const of = (entities: Record<string, { id: string; label: string }>) =>
    Object.fromEntries(Object.values(entities).map(({ id, label }) => [id, label]));
  return { centres: of(centres), queues: of(queues), sources: of(sources) };
}
