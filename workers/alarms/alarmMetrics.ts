import { Counter, Gauge, type Registry } from 'prom-client';

/** What /metrics tells of the alarm watch. */
export interface AlarmMetrics {
  raised(level: 'warn' | 'alarm'): void;
  delivery(kind: 'email' | 'webhook', result: 'sent' | 'again' | 'given_up'): void;
}

export function alarmMetrics(
  registry: Registry,
  now: { standing: () => readonly { level: 'warn' | 'alarm' }[]; unwritten: () => number; linked: () => boolean },
): AlarmMetrics {
  const registers = [registry];
  const levels = ['warn', 'alarm'] as const;
  new Gauge({
    name: 'santral_alarms_standing',
    help: 'Alarms that stand, by level.',
    labelNames: ['level'],
    registers,
    collect() {
      for (const level of levels) this.set({ level }, now.standing().filter((alarm) => alarm.level === level).length);
    },
  });
  new Gauge({
    name: 'santral_alarms_unwritten',
    help: 'Entries of the log that wait on disk since the database takes none.',
    registers,
    collect() {
      this.set(now.unwritten());
    },
  });
  new Gauge({
    name: 'santral_alarm_watch_linked',
    help: 'Whether the watch sees the floor of this moment (1) or not (0).',
    registers,
    collect() {
      this.set(now.linked() ? 1 : 0);
    },
  });
  const raised = new Counter({
    name: 'santral_alarms_raised_total',
    help: 'Alarms raised since the start, by level.',
    labelNames: ['level'],
    registers,
  });
  const deliveries = new Counter({
    name: 'santral_alarm_deliveries_total',
    help: 'Tries to tell a recipient, by kind and result.',
    labelNames: ['kind', 'result'],
    registers,
  });
  for (const level of levels) raised.inc({ level }, 0);
  return {
    raised: (level) => raised.inc({ level }),
    delivery: (kind, result) => deliveries.inc({ kind, result }),
  };
}
