import type { AlarmEnd, StandingAlarm } from './alarmWatch.ts';

/** An alarm as the log keeps it. */
export interface AlarmEntry
  extends Pick<
    StandingAlarm,
    | 'id'
    | 'rule'
    | 'name'
    | 'kind'
    | 'level'
    | 'target'
    | 'centre'
    | 'queue'
    | 'centres'
    | 'queues'
    | 'source'
    | 'raisedAt'
    | 'value'
    | 'worst'
    | 'limit'
    | 'deliver'
    | 'acknowledgedAt'
    | 'acknowledgedBy'
  > {
  /** Epoch ms; null: it stands. */
  clearedAt: number | null;
  endedBecause: AlarmEnd | null;
}

/** The figure in it is that of the moment at which it was raised, or is over. */
export function entryOf(alarm: StandingAlarm, ended: { at: number; because: AlarmEnd } | null = null): AlarmEntry {
  const { sound, volume, ...kept } = alarm;
  return { ...kept, clearedAt: ended?.at ?? null, endedBecause: ended?.because ?? null };
}

/** How long it stood, seconds; null: it stands. */
export function stoodSeconds({ raisedAt, clearedAt }: Pick<AlarmEntry, 'raisedAt' | 'clearedAt'>): number | null {
  return clearedAt === null ? null : Math.max(0, (clearedAt - raisedAt) / 1000);
}
