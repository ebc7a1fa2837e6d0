import { LocalDate } from '@js-joda/core';
import type { DemandByDate } from './demandByDate.ts';
import { type HandlingTimeLevel, handlingTimeLevel } from './handlingTimeLevel.ts';
import { type ShrunkMean, shrunkMeans } from './shrunkMeans.ts';

/** What most of it rests on: this weekday's quarter hour itself; the weekday, the hour and the quarter of all days; or the queue as a whole. */
export type HandlingTimeFrom = 'interval' | 'day' | 'queue';

export interface HandlingTime {
  /** null: nothing was ever handled. */
  ahtSeconds: number | null;
  ahtFrom: HandlingTimeFrom | null;
}

export interface HandlingTimes {
  /** Expected of contacts that come on the date (ISO) in the quarter that begins at that minute of the wall clock. */
  at(date: string, minuteOfDay: number): HandlingTime;
  /** How the level was told; null: nothing was ever handled. */
  level: Pick<HandlingTimeLevel, 'method' | 'perWeek'> | null;
}

/**
 * Handling times by weekday and quarter of the day: the level, which may grow (`handlingTimeLevel`), times the shape. The
 * shape is that of weekday, hour and quarter of the day, and of the weekday's very quarter as far as its contacts tell more than chance
 * (`shrunkMeans`): a busy quarter is itself, a quiet one is like the others, and nothing jumps between.
 */
export function handlingTimes(known: DemandByDate): HandlingTimes {
  const dates = known.dates();
  const level = handlingTimeLevel(
    dates.map((date) => {
      const day = { date, handleSeconds: 0, handled: 0 };
      for (const { handleSeconds, handled } of known.day(date)?.values() ?? []) {
        day.handleSeconds += handleSeconds;
        day.handled += handled;
      }
      return day;
    }),
  );
  if (level === null) return { at: () => ({ ahtSeconds: null, ahtFrom: null }), level: null };
  const { cells, variance } = relativeTimes(known, dates, level);
  const weekdays = effects(
    cells,
    variance,
    ({ weekday }) => weekday,
    () => 1,
  );
  const hours = effects(
    cells,
    variance,
    ({ hour }) => hour,
    ({ weekday }) => weekdays.get(weekday)?.mean ?? 1,
  );
  const ofHour = ({ weekday, hour }: Place) => (weekdays.get(weekday)?.mean ?? 1) * (hours.get(hour)?.mean ?? 1);
  const minutes = effects(cells, variance, ({ minuteOfDay }) => minuteOfDay, ofHour);
  const wider = (place: Place) => ofHour(place) * (minutes.get(place.minuteOfDay)?.mean ?? 1);
  const quarters = new Map<string, ShrunkMean>();
  const shrunk = shrunkMeans(
    cells.map((cell) => ({ count: cell.count, mean: cell.sum / cell.count, prior: wider(cell) })),
    variance,
  );
  for (const [i, { weekday, minuteOfDay }] of cells.entries())
    quarters.set(`${weekday} ${minuteOfDay}`, shrunk[i] as ShrunkMean);

  return {
    at(date, minuteOfDay) {
      const weekday = weekdayOf(date);
      const hour = Math.floor(minuteOfDay / 60);
      const quarter = quarters.get(`${weekday} ${minuteOfDay}`);
      const widely = Math.max(
        weekdays.get(weekday)?.own ?? 0,
        hours.get(hour)?.own ?? 0,
        minutes.get(minuteOfDay)?.own ?? 0,
      );
      const own = quarter?.own ?? 0;
      return {
        ahtSeconds: level.ahead(date) * (quarter?.mean ?? wider({ weekday, hour, minuteOfDay })),
        ahtFrom: own >= 0.5 ? 'interval' : widely >= 0.5 ? 'day' : 'queue',
      };
    },
    level: { method: level.method, perWeek: level.perWeek },
  };
}

interface Place {
  weekday: number;
  hour: number;
  minuteOfDay: number;
}
/** Handling times of one weekday's quarter, relative to the level of their dates. */
interface Cell extends Place {
  count: number;
  sum: number;
}

/** Until dates tell it, single handling times scatter as an exponential's do. */
const usualVariance = 1;
const leastVariance = 0.01;
const enoughToTell = 30;

function relativeTimes(known: DemandByDate, dates: readonly string[], level: HandlingTimeLevel) {
  const cells = new Map<string, Cell & { means: { count: number; mean: number }[] }>();
  for (const date of dates) {
    const weekday = weekdayOf(date);
    const scale = level.past(date);
    for (const [minuteOfDay, { handled, handleSeconds }] of known.day(date) ?? []) {
      if (handled === 0) continue;
      const key = `${weekday} ${minuteOfDay}`;
      const cell = cells.get(key) ?? {
        ...{ weekday, hour: Math.floor(minuteOfDay / 60), minuteOfDay, count: 0, sum: 0 },
        means: [],
      };
      cell.count += handled;
      cell.sum += handleSeconds / scale;
      cell.means.push({ count: handled, mean: handleSeconds / scale / handled });
      cells.set(key, cell);
    }
  }
  // Of single contacts, from how the means of one quarter scatter over its dates.
  let apart = 0;
  let free = 0;
  for (const { count, sum, means } of cells.values()) {
    for (const one of means) apart += one.count * (one.mean - sum / count) ** 2;
    free += means.length - 1;
  }
  const variance = free >= enoughToTell ? Math.max(leastVariance, apart / free) : usualVariance;
  return { cells: [...cells.values()], variance };
}

/** How each group of cells differs from what is expected of it without knowing the group, as a factor. */
function effects(
  cells: readonly Cell[],
  variance: number,
  groupOf: (cell: Cell) => number,
  expected: (cell: Cell) => number,
): Map<number, ShrunkMean> {
  const sums = new Map<number, { count: number; sum: number; expected: number }>();
  for (const cell of cells) {
    const group = groupOf(cell);
    const known = sums.get(group) ?? { count: 0, sum: 0, expected: 0 };
    known.count += cell.count;
    known.sum += cell.sum;
    known.expected += cell.count * expected(cell);
    sums.set(group, known);
  }
  const shrunk = shrunkMeans(
    [...sums.values()].map(({ count, sum, expected }) => ({ count, mean: sum / expected, prior: 1 })),
    variance,
  );
  return new Map([...sums.keys()].map((group, i) => [group, shrunk[i] as ShrunkMean]));
}

function weekdayOf(date: string): number {
  return LocalDate.parse(date).dayOfWeek().value();
}
