import { dayStart, placeOf, plusDays, zoneOf } from '#lib/forecast/calendar.ts';
import { parseWeek } from '#lib/forecast/isoWeek.ts';
import type { PlannedWeek, PlanQueue } from './plannedWeek.ts';
import { quarterMs } from './steppedWeek.ts';

export interface SampleWeek {
  week?: string;
  zone?: string;
  queues?: (Pick<PlanQueue, 'id' | 'label'> & Partial<PlanQueue>)[];
  /** Calls of each queue in a quarter of an hour. */
  callsAt?: (hour: number) => number | null;
  ahtSeconds?: number;
  /** Half the band, as a share of the mean. */
  band?: number;
}

/** A week for tests: calls by the wall clock's hour, the same every day. */
export function samplePlannedWeek({
  week: id = '2026-W48',
  zone = 'Europe/Istanbul',
  queues = [{ id: 'pbx:genel', label: 'Genel' }],
  callsAt = (hour: number) => (hour >= 9 && hour < 17 ? 10 : 0),
  ahtSeconds = 180,
  band = 0.2,
}: SampleWeek = {}): PlannedWeek & { dates: string[] } {
  const week = parseWeek(id);
  if (!week) throw new Error(`no week ${id}`);
  const rules = zoneOf(zone);
  const dates = Array.from({ length: 8 }, (_, i) => plusDays(week.monday, i));
  const dayStarts = dates.map((date) => dayStart(date, rules));
  const from = dayStarts[0] as number;
  const length = ((dayStarts[7] as number) - from) / quarterMs;
  const means = Array.from({ length }, (_, i) =>
    callsAt(Math.floor(placeOf(from + i * quarterMs, rules).minuteOfDay / 60)),
  );
  const known = (by: number) => means.map((mean) => (mean === null ? null : mean * by));
  return {
    from,
    dayStarts,
    dates: dates.slice(0, 7),
    queues: queues.map((queue) => ({
      means,
      p10: known(1 - band),
      p90: known(1 + band),
      ahts: means.map((mean) => (mean === null ? null : ahtSeconds)),
      patienceSeconds: null,
      redialProbability: null,
      pastAbandonment: null,
      ...queue,
    })),
    actual: Array.from({ length }, () => null),
    before: { lastWeek: null, lastYear: null },
    rostered: null,
  };
}
