import { type DayTraits, ordinaryDay, type TraitsOf } from '../dayTraits.ts';
import { byWeight, type HolidayDay } from './holidayDay.ts';
import { type HolidayLocale, holidayName } from './holidayNames.ts';
import { type HolidayLibrary, holidayLibrary } from './libraryHolidays.ts';
import { inTurkishRamadan, religiousYears } from './religiousDates.ts';
import { type DateSpan, holds, inSchoolTerm } from './schoolTerms.ts';
import { turkishHolidays } from './turkishHolidays.ts';

export interface HolidayCalendar {
  /** What is special about a date, ready for the forecast's models; quick: each year is worked out once. */
  traitsOf: TraitsOf;
  /** Every day off that falls on the date, the weightiest first: a feast's day may meet a national one. */
  holidaysOn(date: string): readonly HolidayDay[];
  /** What a holiday is called on screens; null for an id that the calendar has not met in a year asked for. */
  nameOf(id: string, locale: HolidayLocale): string | null;
}

export interface HolidayCalendarOptions {
  /** ISO 3166 code of the country, `TR`, or of its state, `DE-BY`; null: not known, hence no holidays. */
  country: string | null;
  /** The site's own school terms: from the first day to the last that they name, they decide. */
  schoolTerms?: readonly DateSpan[];
  /** Ids of the site's own special days on a date whose effect is learned (`specialDays.ts`). */
  specialOn?: (date: string) => readonly string[];
}

/**
 * The calendar of a centre. Türkiye's religious feasts and Ramadan are known for the years 2015 to 2040; in other years
 * they are missing. Where nothing is known of a country, no day is a holiday.
 *
 * @throws RangeError on a country or state that is not known
 */
export async function holidayCalendar(options: HolidayCalendarOptions): Promise<HolidayCalendar> {
  const { country: place, schoolTerms = [], specialOn = () => [] } = options;
  const library = place === null ? null : await holidayLibrary(place);
  const country = place?.slice(0, 2) ?? null;
  const years = new Map<number, CalendarYear>();
  const names = new Map<string, Readonly<Record<HolidayLocale, string>>>();
  const yearOf = (date: string): CalendarYear => {
    const year = Number(date.slice(0, 4));
    let known = years.get(year);
    if (!known) {
      known = library === null ? emptyYear : calendarYear(year, country, library, names);
      years.set(year, known);
    }
    return known;
  };
  const holidaysOn = (date: string) => yearOf(date).days.get(date) ?? none;
  const traits = new Map<string, DayTraits>();
  return {
    holidaysOn,
    nameOf: (id, locale) => names.get(id)?.[locale] ?? (country === 'TR' ? holidayName(id, locale) : null),
    traitsOf(date) {
      const known = traits.get(date);
      if (known) return known;
      const [holiday] = holidaysOn(date);
      const found: DayTraits = Object.freeze({
        ...ordinaryDay,
        ...(holiday && { holiday: holiday.id, kind: holiday.kind, offFromMinute: holiday.offFromMinute }),
        ramadan: yearOf(date).inRamadan(date),
        schoolTerm: inSchoolTerm(date, country, schoolTerms),
        special: Object.freeze([...specialOn(date)]),
      });
      traits.set(date, found);
      return found;
    },
  };
}

interface CalendarYear {
  days: ReadonlyMap<string, readonly HolidayDay[]>;
  inRamadan: (date: string) => boolean;
}
const none: readonly HolidayDay[] = [];
const emptyYear: CalendarYear = { days: new Map(), inRamadan: () => false };

function calendarYear(
  year: number,
  country: string | null,
  library: HolidayLibrary,
  names: Map<string, Readonly<Record<HolidayLocale, string>>>,
): CalendarYear {
  const told = library.holidaysOf(year);
  const turkish = country === 'TR';
  const holidays: HolidayDay[] = turkish
    ? turkishHolidays(year, told)
    : told.map(({ date, id, lunar, offFromMinute }) => ({
        date,
        id,
        kind: offFromMinute > 0 ? 'eve' : lunar ? 'religious' : 'national',
        offFromMinute,
      }));
  for (const day of told) if (!turkish || holidayName(day.id, 'en') === null) names.set(day.id, day.names);
  const days = new Map<string, HolidayDay[]>();
  for (const day of holidays) days.set(day.date, [...(days.get(day.date) ?? []), day].sort(byWeight));
  if (turkish && year >= religiousYears.first && year <= religiousYears.last)
    return { days, inRamadan: inTurkishRamadan };
  const ramadans = turkish ? [] : library.ramadansOf(year);
  return { days, inRamadan: (date) => ramadans.some((span) => holds(span, date)) };
}
