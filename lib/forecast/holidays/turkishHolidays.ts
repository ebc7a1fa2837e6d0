import { plusDays } from '../calendar.ts';
import type { HolidayDay } from './holidayDay.ts';
import type { LibraryHoliday } from './libraryHolidays.ts';
import { feastsOf } from './religiousDates.ts';

/** Ids of the days of law 2429 whose date stands fast, by month and day. */
const fixedDays: Readonly<Record<string, string>> = {
  '01-01': 'new_year',
  '04-23': 'national_sovereignty_day',
  '05-01': 'labour_day',
  '05-19': 'youth_and_sports_day',
  '07-15': 'democracy_day',
  '08-30': 'victory_day',
  '10-29': 'republic_day',
};
/** Half days off begin at 13:00 (law 2429, article 2). */
const eveFromMinute = 13 * 60;

/**
 * Türkiye's days off of a year. From the library come the days whose date stands fast, and any that a later law adds;
 * put right is what it has wrong: 15 July is one since 2017 only (law 6752 of 25 October 2016), 28 October is half a
 * day off from 13:00 on, the feasts begin with an eve that is half a day off from 13:00 (not 18:00), last three and
 * four whole days (not until the noon of the next), and fall on Diyanet's dates (`religiousDates.ts`).
 *
 * @param year 2015–2040; in other years the feasts are not known and missing
 */
export function turkishHolidays(year: number, library: readonly LibraryHoliday[]): HolidayDay[] {
  const days: HolidayDay[] = [];
  for (const { date, id, lunar, offFromMinute } of library) {
    const fixed = fixedDays[date.slice(5)];
    if (lunar || (fixed === 'democracy_day' && year < 2017)) continue;
    // What it may learn of 28 October stands below already.
    if (date.endsWith('-10-28')) continue;
    days.push({ date, id: fixed ?? id, kind: offFromMinute > 0 ? 'eve' : 'national', offFromMinute });
  }
  days.push({ date: `${year}-10-28`, id: 'republic_day_eve', kind: 'eve', offFromMinute: eveFromMinute });
  // A feast may have its eve in the year before, and days in the year after.
  for (const around of [year - 1, year, year + 1]) {
    const { eidAlFitr, eidAlAdha } = feastsOf(around);
    for (const first of eidAlFitr) days.push(...feast('eid_al_fitr', first, 3));
    for (const first of eidAlAdha) days.push(...feast('eid_al_adha', first, 4));
  }
  return days.filter(({ date }) => date.startsWith(`${year}-`));
}

function feast(id: string, first: string, length: number): HolidayDay[] {
  const days = Array.from(
    { length },
    (_, i): HolidayDay => ({ date: plusDays(first, i), id: `${id}_${i + 1}`, kind: 'religious', offFromMinute: 0 }),
  );
  return [{ date: plusDays(first, -1), id: `${id}_eve`, kind: 'eve', offFromMinute: eveFromMinute }, ...days];
}
