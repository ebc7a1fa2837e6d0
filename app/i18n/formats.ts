import { type Locale, languageTags } from './locale.ts';

/** Stands for what is not known. */
export const unknownMark = '–';

/** Numbers, ratios and spans of time as people of the language write them. `null` gives “–” everywhere. */
export interface Formats {
  /** 12.345 in Turkish, 12,345 in English. */
  count(value: number | null | undefined): string;
  /** A ratio 0–1 as a percentage: %86,4 in Turkish, 86.4% in English. */
  percent(ratio: number | null | undefined, digits?: number): string;
  /** A decimal number with exactly `digits` places. */
  decimal(value: number | null, digits?: number): string;
  /** Seconds as a clock: 0:07, 12:45, 1:02:33. Fractions are cut, as a ticking clock does. */
  clock(seconds: number | null | undefined): string;
  /** Seconds in words, short: 7 sn, 2 dk 5 sn, 3 sa 20 dk; rounded to whole seconds. */
  span(seconds: number | null): string;
  /** Hours and minutes of an instant (epoch ms) in a zone: 14:05; 02:05 A and 02:05 B where clocks are put back and show it twice. */
  time(at: number, zone: string): string;
  /** Hours, minutes and seconds. */
  timeOfDay(at: number, zone: string): string;
  /** 21 Kasım 2026 Cumartesi. */
  longDate(at: number, zone: string): string;
  /** 21 Kasım Cumartesi: a day whose year nobody doubts. */
  dayName(at: number, zone: string): string;
  /** 21.11.2026 in Turkish, 21/11/2026 in English. */
  date(at: number, zone: string): string;
  /** For sort(): Turkish alphabetical order in both languages, since the names are Turkish; numbers within by size. */
  compare(a: string, b: string): number;
}

const units: Record<Locale, { hour: string; minute: string; second: string }> = {
  tr: { hour: 'sa', minute: 'dk', second: 'sn' },
  en: { hour: 'h', minute: 'min', second: 's' },
};
const collator = new Intl.Collator('tr-TR', { numeric: true, sensitivity: 'variant' });
const made = new Map<Locale, Formats>();

/** The formats of a language; made once, since an Intl object is dear to make and a wall asks for many a second. */
export function formatsOf(locale: Locale): Formats {
  let formats = made.get(locale);
  if (!formats) {
    formats = makeFormats(locale);
    made.set(locale, formats);
  }
  return formats;
}

/** Does `text` hold `search`, in Turkish letter case: İ matches i, I matches ı? An empty search matches all. */
export function matchesSearch(text: string, search: string): boolean {
  return text.toLocaleLowerCase('tr-TR').includes(search.trim().toLocaleLowerCase('tr-TR'));
}

function makeFormats(locale: Locale): Formats {
  const tag = languageTags[locale];
  const unit = units[locale];
  const kept = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

  const numbers = (style: 'decimal' | 'percent', digits: number): Intl.NumberFormat =>
    keep(kept, `${style}${digits}`, () => {
      return new Intl.NumberFormat(tag, { style, minimumFractionDigits: digits, maximumFractionDigits: digits });
    });
  const dates = (name: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    keep(kept, `${name} ${zone}`, () => new Intl.DateTimeFormat(tag, { ...options, timeZone: zone }));
  const number = (style: 'decimal' | 'percent', value: number | null | undefined, digits: number): string =>
    value == null || !Number.isFinite(value) ? unknownMark : numbers(style, digits).format(value);

  return {
    count: (value) => number('decimal', value, 0),
    percent: (ratio, digits = 1) => number('percent', ratio, digits),
    decimal: (value, digits = 1) => number('decimal', value, digits),
    clock: (seconds) => (seconds == null || !Number.isFinite(seconds) ? unknownMark : clock(seconds)),
    span: (seconds) => (seconds === null || !Number.isFinite(seconds) ? unknownMark : span(seconds, unit)),
    time: (at, zone) => {
      const clock = (of: number) =>
        dates('time', zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(of);
      return `${clock(at)}${repeated(at, clock)}`;
    },
    timeOfDay: (at, zone) =>
      dates('timeOfDay', zone, {
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
        hourCycle: 'h23',
      }).format(at),
    longDate: (at, zone) =>
      dates('longDate', zone, { day: 'numeric', month: 'long', year: 'numeric', weekday: 'long' }).format(at),
    dayName: (at, zone) => dates('dayName', zone, { day: 'numeric', month: 'long', weekday: 'long' }).format(at),
    date: (at, zone) => dates('date', zone, { day: '2-digit', month: '2-digit', year: 'numeric' }).format(at),
    compare: (a, b) => collator.compare(a, b),
  };
}

const minuteMs = 60_000;
/** By how much clocks are put back: an hour nearly everywhere, half on Lord Howe, two at Troll. */
const putBackMs = [60, 30, 120].map((minutes) => minutes * minuteMs);

/** “ A” for the first time that the clock shows what it shows at `at`, “ B” for the second; nothing when it does so once. */
function repeated(at: number, clock: (at: number) => string): string {
  const shown = clock(at);
  if (putBackMs.some((by) => clock(at + by) === shown)) return ' A';
  return putBackMs.some((by) => clock(at - by) === shown) ? ' B' : '';
}

function keep<T extends Intl.NumberFormat | Intl.DateTimeFormat>(
  kept: Map<string, Intl.NumberFormat | Intl.DateTimeFormat>,
  key: string,
  make: () => T,
): T {
  const found = kept.get(key) as T | undefined;
  if (found) return found;
  const fresh = make();
  kept.set(key, fresh);
  return fresh;
}

function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

function span(seconds: number, unit: { hour: string; minute: string; second: string }): string {
  const whole = Math.max(0, Math.round(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = whole % 60;
  if (hours > 0) return minutes > 0 ? `${hours} ${unit.hour} ${minutes} ${unit.minute}` : `${hours} ${unit.hour}`;
  if (minutes > 0) return rest > 0 ? `${minutes} ${unit.minute} ${rest} ${unit.second}` : `${minutes} ${unit.minute}`;
  return `${rest} ${unit.second}`;
}
