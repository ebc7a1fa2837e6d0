import { z } from 'zod';
import { placeOf, zoneOf } from '#lib/forecast/calendar.ts';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time is written as 23:30');

/** What holds for all alarms; set under Settings → Alarms. */
export const alarmSettingsSchema = z.object({
  /** How loud screens ring by default, 0 (silent) to 1. */
  volume: z.number().min(0).max(1).default(0.5),
  /** Between these times of each centre's day nothing rings; e-mail and webhooks go on. null: never quiet. */
  quietHours: z
    .object({
      from: timeOfDay,
      to: timeOfDay,
      /** Whether alarms are silent too, or warnings alone. */
      alarmsToo: z.boolean().default(false),
    })
    .nullable()
    .default(null),
});
export type AlarmSettings = z.infer<typeof alarmSettingsSchema>;

export const usualAlarmSettings: AlarmSettings = alarmSettingsSchema.parse({});

/** Does `at` (epoch ms) lie in quiet hours, on the clock of this zone? From 22:00 to 07:00 spans midnight; equal times: all day. */
export function isQuiet({ quietHours }: AlarmSettings, level: 'warn' | 'alarm', at: number, zone: string): boolean {
  if (quietHours === null || (level === 'alarm' && !quietHours.alarmsToo)) return false;
  const { minuteOfDay } = placeOf(at, zoneOf(zone));
  const [from, to] = [minutesOf(quietHours.from), minutesOf(quietHours.to)];
  return from < to ? minuteOfDay >= from && minuteOfDay < to : minuteOfDay >= from || minuteOfDay < to;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
