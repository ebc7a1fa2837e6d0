import type Holidays from 'date-holidays';
import type { HolidaysTypes } from 'date-holidays';
import { plusDays } from '../calendar.ts';
import type { HolidayLocale } from './holidayNames.ts';
import type { DateSpan } from './schoolTerms.ts';

/** A day off as the library date-holidays tells it, taken to days of the wall clock. */
export interface LibraryHoliday {
  /** ISO date. */
  date: string;
  /** Made of its English name and, where several days bear it, their number: `good_friday`, `novruz_2`. */
  id: string;
  /** Its date follows the moon's calendar of Islam. */
  lunar: boolean;
  offFromMinute: number;
  /** In the country's own language where the library knows no translation. */
  names: Readonly<Record<HolidayLocale, string>>;
}

export interface HolidayLibrary {
  holidaysOf(year: number): LibraryHoliday[];
  /** Stretches of Ramadan that touch the year, where its feast is a public holiday; else none. */
  ramadansOf(year: number): DateSpan[];
}

const islamicMonth = /Muharram|Safar|Rabi|Jumada|Rajab|Sha'?ban|Ramadan|Shawwal|Dhu al-/i;
const dayMs = 86_400_000;

/**
 * Opens the library for a country or one of its states. It weighs 40 MB in memory, so it is loaded here, by whoever
 * asks, and nowhere else; it never reaches a browser.
 *
 * @param place ISO 3166 code of the country, `DE`, or of its state, `DE-BY`
 * @throws RangeError where the library does not know it
 */
export async function holidayLibrary(place: string): Promise<HolidayLibrary> {
  const { default: Library } = await import('date-holidays');
  const [country = '', state] = place.split('-', 2);
  const countries: Record<string, string> = new Library().getCountries();
  const states: Record<string, string> = countries[country] ? (new Library().getStates(country) ?? {}) : {};
  if (!countries[country] || (state !== undefined && !states[state]))
    throw new RangeError(`country must be one that date-holidays knows, such as TR, DE or DE-BY, not ${place}`);
  const library = state === undefined ? new Library(country) : new Library(country, state);
  const moon = new Library(country);
  moon.setHoliday('1 Ramadan', { name: 'Ramadan', type: 'observance' });
  moon.setHoliday('1 Shawwal', { name: 'Shawwal', type: 'observance' });
  return {
    holidaysOf: (year) => daysOff(library, year),
    ramadansOf: (year) => (keepsRamadan(library, year) ? ramadans(moon, year) : []),
  };
}

function daysOff(library: Holidays, year: number): LibraryHoliday[] {
  const holidays = library.getHolidays(year).filter(isOff);
  const english = names(library, year, 'en');
  const turkish = names(library, year, 'tr');
  const slugOf = (holiday: HolidaysTypes.Holiday) =>
    slug(english.get(key(holiday)) ?? holiday.name) + (holiday.substitute ? '_substitute' : '');
  const rules = new Map<string, Set<string>>();
  for (const holiday of holidays) {
    const slug = slugOf(holiday);
    rules.set(slug, (rules.get(slug) ?? new Set()).add(holiday.rule));
  }
  return holidays.flatMap((holiday) => {
    const slug = slugOf(holiday);
    const alike = [...(rules.get(slug) ?? [])].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
    const length = lengthOf(holiday);
    return Array.from({ length }, (_, day): LibraryHoliday => {
      const number = length > 1 ? day + 1 : alike.length > 1 ? alike.indexOf(holiday.rule) + 1 : null;
      return {
        date: plusDays(holiday.date.slice(0, 10), day),
        id: number === null ? slug : `${slug}_${number}`,
        lunar: islamicMonth.test(holiday.rule),
        offFromMinute: minuteOf(holiday),
        names: {
          tr: turkish.get(key(holiday)) ?? holiday.name,
          en: english.get(key(holiday)) ?? holiday.name,
        },
      };
    });
  });
}

/** Public holidays, and the half days that banks and offices keep, as Germany does on 24 December. */
function isOff(holiday: HolidaysTypes.Holiday): boolean {
  return holiday.type === 'public' || (holiday.type === 'bank' && minuteOf(holiday) > 0);
}

/** What each day is called in a language; one that the library cannot name in it keeps its own name there. */
function names(library: Holidays, year: number, language: HolidayLocale): Map<string, string> {
  return new Map(library.getHolidays(year, language).map((holiday) => [key(holiday), holiday.name]));
}

function key({ rule, date }: HolidaysTypes.Holiday): string {
  return `${rule} ${date}`;
}

/**
 * `2026-12-24 14:00:00` is 840; days of the moon's calendar carry an offset, for they begin at the sunset before, and
 * are whole.
 */
function minuteOf({ date }: HolidaysTypes.Holiday): number {
  const [, hours = '0', minutes = '0'] = /^\S+ (\d\d):(\d\d):\d\d$/.exec(date) ?? [];
  return Number(hours) * 60 + Number(minutes);
}

/** Whole days; the night in which clocks change makes none of 23 hours less than one. */
function lengthOf({ start, end }: HolidaysTypes.Holiday): number {
  return Math.max(1, Math.floor((end.getTime() - start.getTime()) / dayMs + 0.1));
}

function slug(name: string): string {
  const plain = name.replace(/\(.*?\)/g, '').normalize('NFD');
  return plain
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '');
}

function keepsRamadan(library: Holidays, year: number): boolean {
  return library.getHolidays(year).some(({ type, rule }) => type === 'public' && /Ramadan|Shawwal/.test(rule));
}

function ramadans(moon: Holidays, year: number): DateSpan[] {
  const days = [year - 1, year, year + 1].flatMap((around) => moon.getHolidays(around));
  const begins = (rule: string) => days.filter((day) => day.rule === rule).map(({ date }) => date.slice(0, 10));
  const feasts = begins('1 Shawwal');
  return begins('1 Ramadan').flatMap((from) => {
    const feast = feasts.find((date) => date > from);
    return feast === undefined ? [] : [{ from, to: plusDays(feast, -1) }];
  });
}
