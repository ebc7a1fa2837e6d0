import type { AlarmEntry } from '#lib/alarm/alarmEntry.ts';
import { type AlarmLabels, alarmSentence } from '#lib/alarm/alarmSentence.ts';

/** What a webhook gets as JSON; times as ISO texts, ratios 0–1. Fields are added, never renamed or taken away. */
export interface WebhookMessage {
  type: 'alarm.raised' | 'alarm.cleared' | 'test';
  timestamp: string;
  data: object;
}

/** What a webhook is told of an alarm that began or ended. */
export function alarmWebhook(
  alarm: AlarmEntry,
  event: 'raised' | 'cleared',
  { labels, url, now }: { labels: AlarmLabels; url: string | null; now: number },
): WebhookMessage {
  const time = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  return {
    type: `alarm.${event}`,
    timestamp: new Date(now).toISOString(),
    data: {
      id: alarm.id,
      level: alarm.level,
      kind: alarm.kind,
      rule: alarm.rule,
      name: alarm.name === '' ? null : alarm.name,
      centre: alarm.centre,
      queue: alarm.queue,
      centres: alarm.centres ?? null,
      queues: alarm.queues ?? null,
      exchange: alarm.source,
      value: alarm.value,
      worst: alarm.worst,
      limit: alarm.limit,
      raisedAt: time(alarm.raisedAt),
      clearedAt: time(alarm.clearedAt),
      acknowledgedAt: time(alarm.acknowledgedAt),
      acknowledgedBy: alarm.acknowledgedBy,
      text: { tr: alarmSentence(alarm, labels, 'tr'), en: alarmSentence(alarm, labels, 'en') },
      wall: url === null ? null : `${url}/wall/${encodeURIComponent(alarm.centre ?? 'all')}`,
    },
  };
}

/** What a webhook is told when somebody (`by`, a name) tries it; `now` epoch ms. */
export function testWebhook(by: string, now: number): WebhookMessage {
  return { type: 'test', timestamp: new Date(now).toISOString(), data: { sentBy: by } };
}
