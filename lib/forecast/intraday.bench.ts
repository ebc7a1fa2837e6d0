import { existsSync, readFileSync } from 'node:fs';
import { reforecastDay } from './intraday.ts';
import type { ForecastedDay } from './intradayLevels.ts';
import { learnIntradayLevels } from './learnIntradayLevels.ts';
import { dayNumber, weekdayOf } from './openDays.ts';

/** The rest of the day, hour by hour, on a bank's calls beside the project: forecast, plain ratio, and ours. */
const demand = new URL('../../../shared/demand/bank_calls_15min.csv', import.meta.url);
const minutes = 15;
const opens = 7 * 60;
const length = 56;
/** Two months learn before the first day that counts. */
const before = 60;

export default {
  name: 'Intraday: the rest of the day by what came until now (mean of the last six same weekdays as the forecast)',
  async run() {
    if (!existsSync(demand)) return ['no demand beside the project: nothing measured'];
    const days = forecasted(readFileSync(demand, 'utf8'));
    const hours = Array.from({ length: 14 }, () => ({ actual: 0, none: 0, plain: 0, ours: 0, within: 0, days: 0 }));
    let spent = 0;
    for (let d = before; d < days.length; d++) {
      const day = days[d];
      if (!day) continue;
      const past = days.slice(d - before, d).filter((one): one is ForecastedDay => one !== null);
      const levels = learnIntradayLevels(past, minutes);
      for (const [hour, tally] of hours.entries()) {
        const elapsed = (hour * 60) / minutes;
        const started = performance.now();
        const now = reforecastDay({ intervals: day.intervals, elapsed, minutes, levels });
        spent += performance.now() - started;
        const ratio = now.expected > 0 ? now.seen / now.expected : 1;
        for (const [i, { mean, seen }] of day.intervals.entries()) {
          if (i < elapsed || seen === null) continue;
          tally.actual += seen;
          tally.none += Math.abs(mean - seen);
          tally.plain += Math.abs(mean * ratio - seen);
          tally.ours += Math.abs((now.intervals[i]?.mean ?? 0) - seen);
        }
        const tonight = day.intervals.reduce((sum, { seen }) => sum + (seen ?? 0), 0);
        tally.within += now.byTonight.p10 <= tonight && tonight <= now.byTonight.p90 ? 1 : 0;
        tally.days += 1;
      }
    }
    const measured = hours[0]?.days ?? 0;
    return [
      `${measured} days; WAPE of the rest of the day in %, and how often the band by tonight held`,
      'at      forecast   plain ratio   shrunken   held',
      ...hours.map(({ actual, none, plain, ours, within, days }, hour) => {
        const percent = (error: number) => ((100 * error) / actual).toFixed(2);
        const at = `${String(7 + hour).padStart(2, '0')}:00`;
        return `${at}${percent(none).padStart(11)}${percent(plain).padStart(14)}${percent(ours).padStart(11)}${((100 * within) / days).toFixed(0).padStart(6)} %`;
      }),
      `${(spent / measured / hours.length).toFixed(2)} ms each`,
    ];
  },
};

/** Each day beside the mean of the six same weekdays before it; null where there are fewer than four. */
function forecasted(csv: string): (ForecastedDay | null)[] {
  const counts = new Map<string, number[]>();
  for (const line of csv.trim().split('\n').slice(1)) {
    const [timestamp = '', count = ''] = line.split(',');
    const minute = Number(timestamp.slice(11, 13)) * 60 + Number(timestamp.slice(14, 16));
    const date = timestamp.slice(0, 10);
    const day = counts.get(date) ?? new Array<number>(length).fill(0);
    day[(minute - opens) / minutes] = Number(count);
    counts.set(date, day);
  }
  const dates = [...counts.keys()].sort();
  return dates.map((date, i) => {
    const weekday = weekdayOf(dayNumber(date));
    const same = dates
      .slice(0, i)
      .filter((other) => weekdayOf(dayNumber(other)) === weekday)
      .slice(-6);
    if (same.length < 4) return null;
    const mean = (at: number) => same.reduce((sum, other) => sum + (counts.get(other)?.[at] ?? 0), 0) / same.length;
    return { intervals: (counts.get(date) ?? []).map((seen, at) => ({ mean: mean(at), seen })) };
  });
}
