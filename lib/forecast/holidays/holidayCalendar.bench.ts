import { existsSync, readFileSync } from 'node:fs';
import { plusDays } from '../calendar.ts';
import { holidayCalendar } from './holidayCalendar.ts';

/** How long a calendar takes, and whether Türkiye's agrees with a list beside the project, where there is one. */
const reference = new URL('../../../../shared/reference/tr_holidays_2023_2028.csv', import.meta.url);

export default {
  name: 'Holidays',
  async run() {
    const opened = performance.now();
    const calendar = await holidayCalendar({ country: 'TR' });
    const loaded = performance.now();
    for (let day = 0; day < 3652; day++) calendar.traitsOf(plusDays('2019-01-01', day));
    const first = performance.now();
    for (let day = 0; day < 3652; day++) calendar.traitsOf(plusDays('2019-01-01', day));
    const again = performance.now();
    const lines = [
      `library loaded in ${(loaded - opened).toFixed(0)} ms`,
      `ten years of traits: ${(first - loaded).toFixed(1)} ms at first, ${(again - first).toFixed(1)} ms again`,
    ];
    if (!existsSync(reference)) return [...lines, 'no list of reference beside the project: not compared'];
    const wanted = readFileSync(reference, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').slice(0, 2).join(' '))
      .sort();
    const found: string[] = [];
    for (let date = '2023-01-01'; date < '2029-01-01'; date = plusDays(date, 1))
      for (const { offFromMinute } of calendar.holidaysOn(date)) found.push(`${date} ${clock(offFromMinute)}`);
    const missing = wanted.filter((row) => !found.includes(row));
    const extra = found.filter((row) => !wanted.includes(row));
    const difference = wanted.length - found.length;
    return [
      ...lines,
      `2023–2028: ${found.length} days and half days off against ${wanted.length} of the reference; missing ${missing.join(', ') || 'none'}, too many ${extra.join(', ') || 'none'}${difference === 0 ? '' : `, difference ${difference}`}`,
    ];
  },
};

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
