import { beforeAll, describe, expect, it } from 'vitest';
import { plusDays } from '../calendar.ts';
import { type HolidayCalendar, holidayCalendar } from './holidayCalendar.ts';
import { holidayName } from './holidayNames.ts';
import { feastsOf, religiousYears } from './religiousDates.ts';

let turkish: HolidayCalendar;
beforeAll(async () => {
  turkish = await holidayCalendar({ country: 'TR' });
});

const daysOf = (calendar: HolidayCalendar, year: number) =>
  Array.from({ length: 366 }, (_, i) => plusDays(`${year}-01-01`, i))
    .filter((date) => date.startsWith(`${year}`))
    .flatMap((date) => calendar.holidaysOn(date).map((day) => day));
const told = (calendar: HolidayCalendar, year: number) =>
  daysOf(calendar, year).map(({ date, id, offFromMinute }) => `${date.slice(5)} ${id} ${offFromMinute / 60}`);

describe('Türkiye, by law 2429', () => {
  it('2026: seven fixed days, three feast days, four, and three eves from 13:00', () => {
    expect(told(turkish, 2026)).toEqual([
      '01-01 new_year 0',
      '03-19 eid_al_fitr_eve 13',
      '03-20 eid_al_fitr_1 0',
      '03-21 eid_al_fitr_2 0',
      '03-22 eid_al_fitr_3 0',
      '04-23 national_sovereignty_day 0',
      '05-01 labour_day 0',
      '05-19 youth_and_sports_day 0',
      '05-26 eid_al_adha_eve 13',
      '05-27 eid_al_adha_1 0',
      '05-28 eid_al_adha_2 0',
      '05-29 eid_al_adha_3 0',
      '05-30 eid_al_adha_4 0',
      '07-15 democracy_day 0',
      '08-30 victory_day 0',
      '10-28 republic_day_eve 13',
      '10-29 republic_day 0',
    ]);
  });

  it('15 July is a day off since 2017 (law 6752)', () => {
    expect(turkish.holidaysOn('2016-07-15')).toEqual([]);
    expect(turkish.traitsOf('2017-07-15').holiday).toBe('democracy_day');
  });

  // First days as Diyanet published them year by year.
  it.each([
    [2015, '2015-07-17', '2015-09-24'],
    [2016, '2016-07-05', '2016-09-12'],
    [2017, '2017-06-25', '2017-09-01'],
    [2018, '2018-06-15', '2018-08-21'],
    [2019, '2019-06-04', '2019-08-11'],
    [2020, '2020-05-24', '2020-07-31'],
    [2021, '2021-05-13', '2021-07-20'],
    [2022, '2022-05-02', '2022-07-09'],
    [2023, '2023-04-21', '2023-06-28'],
    [2024, '2024-04-10', '2024-06-16'],
    [2025, '2025-03-30', '2025-06-06'],
    [2027, '2027-03-09', '2027-05-16'],
    [2028, '2028-02-26', '2028-05-05'],
    [2029, '2029-02-14', '2029-04-24'],
    [2030, '2030-02-04', '2030-04-13'],
  ])('%i: the feasts begin on %s and %s, each after an eve', (_, fitr, adha) => {
    expect(turkish.traitsOf(fitr)).toMatchObject({ holiday: 'eid_al_fitr_1', kind: 'religious', offFromMinute: 0 });
    expect(turkish.traitsOf(plusDays(fitr, 2)).holiday).toBe('eid_al_fitr_3');
    expect(turkish.holidaysOn(plusDays(fitr, 3)).filter(({ kind }) => kind === 'religious')).toEqual([]);
    expect(turkish.holidaysOn(plusDays(fitr, -1)).map(({ id }) => id)).toContain('eid_al_fitr_eve');
    expect(turkish.traitsOf(adha)).toMatchObject({ holiday: 'eid_al_adha_1', kind: 'religious', offFromMinute: 0 });
    expect(turkish.traitsOf(plusDays(adha, 3)).holiday).toBe('eid_al_adha_4');
    expect(turkish.traitsOf(plusDays(adha, 4)).kind).not.toBe('religious');
    const eve = turkish.holidaysOn(plusDays(adha, -1)).find(({ id }) => id === 'eid_al_adha_eve');
    expect(eve).toMatchObject({ kind: 'eve', offFromMinute: 780 });
  });

  it('of two days off on one date the weightier counts: a feast before a national day, either before an eve', () => {
    expect(turkish.holidaysOn('2023-04-23').map(({ id }) => id)).toEqual(['eid_al_fitr_3', 'national_sovereignty_day']);
    expect(turkish.traitsOf('2023-04-23').holiday).toBe('eid_al_fitr_3');
    expect(turkish.holidaysOn('2022-05-01').map(({ id }) => id)).toEqual(['labour_day', 'eid_al_fitr_eve']);
    expect(turkish.traitsOf('2022-05-01').offFromMinute).toBe(0);
  });

  it('a year may hold a feast twice, its eve in the year before, and its days in the year after', () => {
    expect(feastsOf(2033).eidAlFitr).toEqual(['2033-01-02', '2033-12-23']);
    expect(turkish.holidaysOn('2033-01-01').map(({ id }) => id)).toEqual(['new_year', 'eid_al_fitr_eve']);
    expect(feastsOf(2039).eidAlAdha).toEqual(['2039-01-05', '2039-12-26']);
    expect(told(turkish, 2033).filter((day) => day.includes('eid_al_fitr_1'))).toHaveLength(2);
  });

  it('every feast of the known years follows the one before by a lunar year, 354 or 355 days', () => {
    const years = Array.from({ length: 26 }, (_, i) => religiousYears.first + i);
    for (const feast of ['eidAlFitr', 'eidAlAdha'] as const) {
      const firsts = years.flatMap((year) => feastsOf(year)[feast]).map((date) => Date.parse(date) / 86_400_000);
      expect(firsts.length).toBeGreaterThanOrEqual(26);
      for (const [i, day] of firsts.slice(1).entries()) expect([353, 354, 355]).toContain(day - (firsts[i] ?? 0));
    }
  });

  it('Ramadan is 29 or 30 days and ends with the eve', () => {
    const fasting = (from: string) => Array.from({ length: 45 }, (_, i) => turkish.traitsOf(plusDays(from, i - 5)));
    for (const first of ['2016-06-06', '2021-04-13', '2024-03-11', '2026-02-19', '2030-12-26']) {
      expect(turkish.traitsOf(plusDays(first, -1)).ramadan).toBe(false);
      const days = fasting(first).filter(({ ramadan }) => ramadan);
      expect([29, 30]).toContain(days.length);
      expect(days.at(-1)?.holiday).toBe('eid_al_fitr_eve');
    }
  });

  it('knows school terms of the past, breaks in them, and says where it does not', () => {
    const term = (date: string) => turkish.traitsOf(date).schoolTerm;
    expect(term('2024-10-14')).toBe(true);
    expect(term('2024-11-13')).toBe(false); // November break
    expect(term('2025-01-25')).toBe(false); // between the terms
    expect(term('2025-07-10')).toBe(false);
    expect(term('2023-02-13')).toBe(false); // after the earthquakes
    expect(term('2020-11-02')).toBe(null); // the pandemic
    expect(term('2039-10-03')).toBe(null);
    expect(term('2014-10-06')).toBe(null);
  });

  it('a site’s own terms decide from their first day to their last', async () => {
    const schoolTerms = [
      { from: '2031-09-08', to: '2031-11-07' },
      { from: '2031-11-17', to: '2032-01-16' },
    ];
    const { traitsOf } = await holidayCalendar({ country: 'TR', schoolTerms });
    expect(
      ['2031-09-07', '2031-09-08', '2031-11-10', '2032-01-16', '2032-01-17'].map((d) => traitsOf(d).schoolTerm),
    ).toEqual([null, true, false, true, null]);
    expect(traitsOf('2024-10-14').schoolTerm).toBe(true);
  });

  it('each day has a name in Turkish and in English', () => {
    for (const { id } of daysOf(turkish, 2026)) {
      for (const locale of ['tr', 'en'] as const) {
        expect(turkish.nameOf(id, locale), id).toMatch(/\p{Lu}/u);
        expect(holidayName(id, locale), id).toBe(turkish.nameOf(id, locale));
      }
    }
    expect(holidayName('eid_al_adha_4', 'tr')).toBe('Kurban Bayramı, 4. gün');
    expect(holidayName('eid_al_fitr_eve', 'en')).toBe('Eve of Eid al-Fitr');
    expect(holidayName('good_friday', 'tr')).toBe(null);
  });

  it('carries the site’s own special days, and gives the same object for the same date', async () => {
    const { traitsOf } = await holidayCalendar({
      country: 'TR',
      specialOn: (d) => (d === '2026-02-03' ? ['snow'] : []),
    });
    expect(traitsOf('2026-02-03').special).toEqual(['snow']);
    expect(traitsOf('2026-02-04').special).toEqual([]);
    expect(traitsOf('2026-02-03')).toBe(traitsOf('2026-02-03'));
  });
});

describe('other countries', () => {
  it('Germany: movable days under the same id each year, half days on 24 and 31 December', async () => {
    const german = await holidayCalendar({ country: 'DE' });
    expect(german.traitsOf('2025-04-18').holiday).toBe('good_friday');
    expect(german.traitsOf('2026-04-03').holiday).toBe('good_friday');
    expect(german.nameOf('good_friday', 'en')).toBe('Good Friday');
    expect(german.traitsOf('2026-12-24')).toMatchObject({ kind: 'eve', offFromMinute: 840 });
    expect(german.traitsOf('2026-03-20')).toMatchObject({ holiday: null, ramadan: false, schoolTerm: null });
    expect(german.holidaysOn('2026-06-04')).toEqual([]);
    const bavarian = await holidayCalendar({ country: 'DE-BY' });
    expect(bavarian.traitsOf('2026-06-04').holiday).toBe('corpus_christi');
  });

  it('Azerbaijan: a feast of several days is counted through, and Ramadan is known', async () => {
    const azerbaijani = await holidayCalendar({ country: 'AZ' });
    expect(azerbaijani.traitsOf('2025-03-30')).toMatchObject({ holiday: 'end_of_ramadan_1', kind: 'religious' });
    expect(azerbaijani.traitsOf('2026-03-21')).toMatchObject({ holiday: 'end_of_ramadan_2', kind: 'religious' });
    expect(azerbaijani.traitsOf('2026-03-01').ramadan).toBe(true);
    expect(azerbaijani.traitsOf('2026-04-01').ramadan).toBe(false);
  });

  it('the United Kingdom: a day that stands in for one at a weekend has an id of its own', async () => {
    const british = await holidayCalendar({ country: 'GB' });
    expect(british.traitsOf('2026-12-28').holiday).toBe('boxing_day_substitute');
  });

  it('none where the country is not known; an error where it does not exist', async () => {
    const nowhere = await holidayCalendar({ country: null });
    expect(nowhere.traitsOf('2026-01-01')).toMatchObject({ holiday: null, ramadan: false, schoolTerm: null });
    await expect(holidayCalendar({ country: 'DE-XX' })).rejects.toThrow(
      'country must be one that date-holidays knows, such as TR, DE or DE-BY, not DE-XX',
    );
  });
});
