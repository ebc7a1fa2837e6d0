import { dayStart, plusDays, zoneOf } from '#lib/forecast/calendar.ts';
import type { DemandInterval, UnobservedSpan } from '#lib/forecast/demandByDate.ts';
import type { IsoWeek } from '#lib/forecast/isoWeek.ts';
import { sameWeekdayMean } from '#lib/forecast/sameWeekdayMean.ts';

/** A week's forecast as the browser receives it: 15-minute intervals from `from` on, one after the other. */
export interface WeekForecast {
  from: number;
  zone: string;
  /** Starts of the seven days and the end of the last, epoch ms. */
  dayStarts: number[];
  method: 'same_weekday_mean';
  weeks: number;
  queues: QueueForecast[];
}

export interface QueueForecast {
  id: string;
  label: string;
  /** Expected contacts, to three places; null: no history. */
  means: (number | null)[];
  /** Expected handling seconds, to one place. */
  ahts: (number | null)[];
  weeksUsed: number[];
  basedOn: string[];
  missing: string[];
}

export interface QueueHistory {
  id: string;
  label: string;
  history: readonly DemandInterval[];
  unobserved: readonly UnobservedSpan[];
}

export const historyWeeks = 6;

/** The stretch of history that a week's forecast is taken of, epoch ms: nothing from today on. */
export function historySpan(week: IsoWeek, zone: string, today: string): { from: number; to: number } {
  const known = week.monday < today ? week.monday : today;
  return {
    from: dayStart(plusDays(known, -7 * (historyWeeks + 1)), zoneOf(zone)),
    to: dayStart(week.sunday < today ? week.sunday : today, zoneOf(zone)),
  };
}

export function weekForecast(
  queues: readonly QueueHistory[],
  week: IsoWeek,
  zone: string,
  today: string,
): WeekForecast {
  const days = Array.from({ length: 8 }, (_, i) => plusDays(week.monday, i));
  const dayStarts = days.map((day) => dayStart(day, zoneOf(zone)));
  return {
    from: dayStarts[0] as number,
    zone,
    dayStarts,
    method: 'same_weekday_mean',
    weeks: historyWeeks,
    queues: queues.map(({ id, label, history, unobserved }) => {
      const { intervals, basedOn, missing } = sameWeekdayMean({
        history,
        from: week.monday,
        to: week.sunday,
        zone,
        today,
        weeks: historyWeeks,
        unobserved,
      });
      return {
        id,
        label,
        means: intervals.map(({ mean }) => (mean === null ? null : Number(mean.toFixed(3)))),
        ahts: intervals.map(({ ahtSeconds }) => (ahtSeconds === null ? null : Number(ahtSeconds.toFixed(1)))),
        weeksUsed: intervals.map(({ weeksUsed }) => weeksUsed),
        basedOn,
        missing,
      };
    }),
  };
}
