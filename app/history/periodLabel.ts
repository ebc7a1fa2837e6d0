import { placeOf, zoneOf } from '#lib/forecast/calendar.ts';
import { weekOf } from '#lib/forecast/isoWeek.ts';
import { formatsOf } from '../i18n/formats.ts';
import { type Locale, languageTags } from '../i18n/locale.ts';
import type { HistoryStep } from './historySteps.ts';

export interface PeriodLabel {
  /** For the table: whole. */
  long: string;
  /** For the axis: short. */
  short: string;
}

/**
 * Names periods as people of the language do.
 *
 * @param oneDay the range is a single day: its date need not stand in every row
 * @param week how a week is named, from its number and days
 */
export function periodLabels(
  step: HistoryStep,
  zone: string,
  locale: Locale,
  oneDay: boolean,
  week: (number: number, days: string) => string,
): (start: number, end: number) => PeriodLabel {
  const { time } = formatsOf(locale);
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(languageTags[locale], { ...options, timeZone: zone });
  const dayShort = format({ day: 'numeric', month: 'short' });
  const dayLong = format({ day: 'numeric', month: 'short', year: 'numeric', weekday: 'short' });
  const dayYear = format({ day: 'numeric', month: 'short', year: 'numeric' });
  const monthShort = format({ month: 'short', year: '2-digit' });
  const monthLong = format({ month: 'long', year: 'numeric' });
  const joda = zoneOf(zone);
  return (start, end) => {
    switch (step) {
      case 'interval':
      case 'hour': {
        const clock = time(start, zone);
        if (oneDay) return { long: clock, short: clock };
        return { long: `${dayLong.format(start)} ${clock}`, short: `${dayShort.format(start)} ${clock}` };
      }
      case 'day':
        return { long: dayLong.format(start), short: dayShort.format(start) };
      case 'week': {
        const first = dayShort.format(start);
        const last = dayYear.format(end - 1);
        // A week that the range cuts may have one day only.
        const days = dayShort.format(end - 1) === first ? last : `${first} – ${last}`;
        return {
          long: week(weekOf(placeOf(start, joda).date).number, days),
          short: first,
        };
      }
      case 'month': {
        const month = monthLong.format(start);
        const first = dayShort.format(start);
        const last = dayShort.format(end - 1);
        const { date } = placeOf(start, joda);
        const whole = date.endsWith('-01') && placeOf(end, joda).date.endsWith('-01');
        // A month that the range cuts says which of its days are meant.
        return {
          long: whole ? month : `${month} (${first === last ? first : `${first} – ${last}`})`,
          short: monthShort.format(start),
        };
      }
    }
  };
}
