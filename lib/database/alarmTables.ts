import type { Generated } from 'kysely';
import type { AlarmEnd } from '#lib/alarm/alarmWatch.ts';
import type { AlarmKind } from '#lib/feed/feedEvents.ts';

/** Rules of alarms, what rang, and to whom it is told; as Kysely sees the tables. */
export interface AlarmTables {
  alarm_rule: AlarmRuleTable;
  alarm_setting: AlarmSettingTable;
  alarm_recipient: AlarmRecipientTable;
  alarm_log: AlarmLogTable;
  alarm_delivery: AlarmDeliveryTable;
}

/** `rule` is validated on reading; see AlarmRule. */
export interface AlarmRuleTable {
  id: string;
  revision: number;
  rule: unknown;
  changed_at: Generated<number>;
  changed_by: string;
}

/** One row at most; `settings` is validated on reading, see AlarmSettings. */
export interface AlarmSettingTable {
  id: Generated<boolean>;
  settings: unknown;
  changed_at: Generated<number>;
  changed_by: string;
}

/** `recipient` is validated on reading; see AlarmRecipient. `secret` signs what a webhook gets. */
export interface AlarmRecipientTable {
  id: string;
  recipient: unknown;
  secret: string | null;
  changed_at: Generated<number>;
  changed_by: string;
}

/** Every alarm that was ever raised; `cleared_at` null: it stands. */
export interface AlarmLogTable {
  id: string;
  rule: string;
  name: string;
  kind: AlarmKind;
  level: 'warn' | 'alarm';
  target: string;
  centre: string | null;
  queue: string | null;
  /** See AlarmNow. */
  centres: string[] | null;
  queues: string[] | null;
  source: string | null;
  raised_at: number;
  value: number | null;
  worst: number | null;
  limit_value: number | null;
  delivered: boolean;
  cleared_at: number | null;
  ended_because: AlarmEnd | null;
  acknowledged_at: number | null;
  acknowledged_by: string | null;
}

export type DeliveryEvent = 'raised' | 'cleared';
/** `waiting`: for its first or next try; `failed`: it is not tried again. */
export type DeliveryState = 'waiting' | 'sent' | 'failed';

export interface AlarmDeliveryTable {
  id: Generated<string>;
  alarm: string;
  recipient: string;
  event: DeliveryEvent;
  state: Generated<DeliveryState>;
  tries: Generated<number>;
  next_at: Generated<number>;
  last_error: string | null;
  made_at: Generated<number>;
  done_at: number | null;
}
