import type { DayOutlook } from '#lib/database/dayOutlooks.ts';
import type { OutlookNow } from '#lib/feed/feedEvents.ts';

/** An outlook as the wall shows it: the curve of a centre, of its queues the day's end alone. */
export function outlookNow({ scope, centre, start, madeAt, byTonight, ...outlook }: DayOutlook): OutlookNow {
  const queue = scope === centre ? null : scope;
  const whole = queue === null;
  return {
    ...{ id: `${scope}@${start}`, centre, queue, start, madeAt },
    ...byTonight,
    forecast: whole ? outlook.forecast : [],
    low: whole ? outlook.p10 : [],
    high: whole ? outlook.p90 : [],
  };
}
