import type { NamedDay } from '#lib/database/planningFacts.ts';
import { plusDays } from '#lib/forecast/calendar.ts';
import type { HolidayCalendar } from '#lib/forecast/holidays/holidayCalendar.ts';
import { holds } from '#lib/forecast/holidays/schoolTerms.ts';
import type { SpecialDay } from '#lib/forecast/specialDays.ts';

/** Holidays and the site's own special days between two dates (ISO, both within), as screens name them. */
export function namedDays(
  calendar: HolidayCalendar,
  specialDays: readonly SpecialDay[],
  from: string,
  to: string,
): NamedDay[] {
  const days: NamedDay[] = [];
  for (let date = from; date <= to; date = plusDays(date, 1)) {
    for (const { id } of calendar.holidaysOn(date)) {
      const [tr, en] = [calendar.nameOf(id, 'tr') ?? id, calendar.nameOf(id, 'en') ?? id];
      days.push({ date, kind: 'holiday', name: { tr, en } });
    }
    for (const { dates, label } of specialDays)
      if (dates.some((span) => holds(span, date))) days.push({ date, kind: 'special', name: { tr: label, en: label } });
  }
  return days;
}
