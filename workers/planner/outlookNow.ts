import type { DayOutlook } from '#lib/database/dayOutlooks.ts';
import type { OutlookNow } from '#lib/feed/feedEvents.ts';

/** An outlook as the wall shows it: the curve of a centre, of its queues the day's end alone. */
export function outlookNow({ scope, centre, start, madeAt, byTonight, ...outlook }: DayOutlook): OutlookNow {
  const queue = scope === centre ? null : scope;
  const whole = queue === null;
  const isOver = (quarter: number) => quarter < outlook.elapsed;
  const toCome = (values: readonly number[]) => values.map((value, i) => (isOver(i) ? null : value));
  return {
    ...{ id: `${scope}@${start}`, centre, queue, start, madeAt },
    ...byTonight,
    expected: whole ? outlook.forecast.map((morning, i) => (isOver(i) ? morning : (outlook.mean[i] ?? morning))) : [],
    low: whole ? toCome(outlook.p10) : [],
    high: whole ? toCome(outlook.p90) : [],
  };
}
