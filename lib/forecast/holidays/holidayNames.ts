export type HolidayLocale = 'tr' | 'en';

/** What Türkiye's holidays are called, by the law of 17 March 1981, no. 2429, as amended. */
const names: Readonly<Record<string, Readonly<Record<HolidayLocale, string>>>> = {
  new_year: { tr: 'Yılbaşı', en: 'New Year’s Day' },
  national_sovereignty_day: {
    tr: 'Ulusal Egemenlik ve Çocuk Bayramı',
    en: 'National Sovereignty and Children’s Day',
  },
  labour_day: { tr: 'Emek ve Dayanışma Günü', en: 'Labour and Solidarity Day' },
  youth_and_sports_day: {
    tr: 'Atatürk’ü Anma, Gençlik ve Spor Bayramı',
    en: 'Commemoration of Atatürk, Youth and Sports Day',
  },
  democracy_day: { tr: 'Demokrasi ve Millî Birlik Günü', en: 'Democracy and National Unity Day' },
  victory_day: { tr: 'Zafer Bayramı', en: 'Victory Day' },
  republic_day_eve: { tr: 'Cumhuriyet Bayramı (28 Ekim 13.00)', en: 'Republic Day (28 October from 13:00)' },
  republic_day: { tr: 'Cumhuriyet Bayramı', en: 'Republic Day' },
  eid_al_fitr_eve: { tr: 'Ramazan Bayramı arifesi', en: 'Eve of Eid al-Fitr' },
  eid_al_adha_eve: { tr: 'Kurban Bayramı arifesi', en: 'Eve of Eid al-Adha' },
};
const feasts: Readonly<Record<string, Readonly<Record<HolidayLocale, string>>>> = {
  eid_al_fitr: { tr: 'Ramazan Bayramı', en: 'Eid al-Fitr' },
  eid_al_adha: { tr: 'Kurban Bayramı', en: 'Eid al-Adha' },
};

/**
 * What a Turkish holiday is called on screens: `Ramazan Bayramı, 1. gün`. Knows no library, so that a browser can name
 * what a worker found; holidays of other countries are named by their calendar (`HolidayCalendar.nameOf`).
 *
 * @returns null for an id that is none of Türkiye's
 */
export function holidayName(id: string, locale: HolidayLocale): string | null {
  const named = names[id]?.[locale];
  if (named !== undefined) return named;
  const [, feast = '', day = ''] = /^(.+)_(\d)$/.exec(id) ?? [];
  const name = feasts[feast]?.[locale];
  if (name === undefined) return null;
  return locale === 'tr' ? `${name}, ${day}. gün` : `${name}, day ${day}`;
}
