import type { DemandByDate, Slot } from './demandByDate.ts';

/** The interval itself, the weekday as a whole, or the queue as a whole. */
export type HandlingTimeFrom = 'interval' | 'day' | 'queue';

export interface HandlingTime {
  ahtSeconds: number | null;
  ahtFrom: HandlingTimeFrom | null;
}

/** Fewer handled contacts than this say too little of a handling time: the wider mean is taken. */
export const fewestHandled = 20;

/**
 * Handling time expected at a wall-clock quarter, weighted by contacts: of that quarter over the given dates; where those
 * are thin, of the dates as a whole; else of the whole history.
 */
export function handlingTimes(known: DemandByDate): (dates: readonly string[], minuteOfDay: number) => HandlingTime {
  const whole = meanOf(known.dates().flatMap((date) => [...(known.day(date)?.values() ?? [])]));
  const ofDays = new Map<string, HandlingTime>();
  return (dates, minuteOfDay) => {
    const own = meanOf(dates.map((date) => known.slot(date, minuteOfDay)));
    if (own.handled >= fewestHandled) return { ahtSeconds: own.mean, ahtFrom: 'interval' };
    const key = dates.join();
    let wider = ofDays.get(key);
    if (!wider) {
      const day = meanOf(dates.flatMap((date) => [...(known.day(date)?.values() ?? [])]));
      if (day.handled >= fewestHandled) wider = { ahtSeconds: day.mean, ahtFrom: 'day' };
      else wider = { ahtSeconds: whole.mean, ahtFrom: whole.mean === null ? null : 'queue' };
      ofDays.set(key, wider);
    }
    return wider;
  };
}

function meanOf(slots: readonly (Slot | null)[]): { mean: number | null; handled: number } {
  let seconds = 0;
  let handled = 0;
  for (const slot of slots) {
    seconds += slot?.handleSeconds ?? 0;
    handled += slot?.handled ?? 0;
  }
  return { mean: handled > 0 ? seconds / handled : null, handled };
}
