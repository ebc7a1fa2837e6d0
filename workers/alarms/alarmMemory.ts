import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { AlarmEntry } from '#lib/alarm/alarmEntry.ts';
import { type AlarmRule, alarmRuleSchema } from '#lib/alarm/alarmRule.ts';
import type { StandingAlarm } from '#lib/alarm/alarmWatch.ts';
import { type AlarmSettings, alarmSettingsSchema, usualAlarmSettings } from '#lib/alarm/quietHours.ts';

/** What the watch must not forget, whoever falls: kept on this machine's disk before anybody is told. */
export interface AlarmKnowledge {
  standing: StandingAlarm[];
  /** What the log in the database does not know yet, by the alarm's id. */
  unwritten: AlarmEntry[];
  /** The rules and settings as they were read last, for a start while the database is away; null: never read. */
  rules: AlarmRule[] | null;
  settings: AlarmSettings;
}

const time = z.number();
const common = {
  id: z.string(),
  rule: z.string(),
  name: z.string(),
  kind: z.enum(['waiting', 'longest_wait', 'service_level', 'no_agents', 'source_stale', 'forecast_exceeded']),
  level: z.enum(['warn', 'alarm']),
  target: z.string(),
  centre: z.string().nullable(),
  queue: z.string().nullable(),
  centres: z.array(z.string()).optional(),
  queues: z.array(z.string()).optional(),
  source: z.string().nullable(),
  raisedAt: time,
  value: z.number().nullable(),
  worst: z.number().nullable(),
  limit: z.number().nullable(),
  deliver: z.boolean(),
  acknowledgedAt: time.nullable(),
  acknowledgedBy: z.string().nullable(),
};
const knowledge = z.object({
  standing: z.array(z.object({ ...common, sound: z.boolean() })),
  unwritten: z.array(
    z.object({
      ...common,
      clearedAt: time.nullable(),
      endedBecause: z.enum(['over', 'rule', 'gone']).nullable(),
    }),
  ),
  rules: z.array(alarmRuleSchema).nullable(),
  settings: alarmSettingsSchema,
});

/** One small file, written whole and put in the old one's place at once. */
export class AlarmMemory {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** null: there is none, as on the first start; or what stands there is none. */
  read(): AlarmKnowledge | null {
    let text: string;
    try {
      text = readFileSync(this.#path, 'utf8');
    } catch {
      return null;
    }
    try {
      return knowledge.parse(JSON.parse(text));
    } catch {
      // Of another release, or damaged: the database knows the same but for the last seconds.
      return null;
    }
  }

  /** @throws Error when the disk does not take it */
  write(known: AlarmKnowledge): void {
    mkdirSync(dirname(this.#path), { recursive: true });
    const fresh = `${this.#path}.new`;
    const file = openSync(fresh, 'w');
    try {
      writeSync(file, JSON.stringify(known));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(fresh, this.#path);
  }
}

export const knowsNothing: AlarmKnowledge = {
  standing: [],
  unwritten: [],
  rules: null,
  settings: usualAlarmSettings,
};
