/**
 * Türkiye's religious dates, one line a Hijri year (1436 to 1462): the first days of Ramadan, Eid al-Fitr and Eid al-Adha.
 *
 * Until 2032 these are the dates that the Presidency of Religious Affairs (Diyanet) has published
 * (vakithesaplama.diyanet.gov.tr, "Dinî günler"); they are not those of Saudi Arabia, on which most libraries rest.
 * From 2033 on they are computed by the rule that Diyanet follows (Istanbul, 1978 and 2016): a month begins on the day
 * after the first evening on which the crescent stands 5° above the horizon and 8° from the sun at sunset anywhere
 * before the night ends, here up to the Pacific coast of America. The rule gives 34 of the 36 feasts that are published
 * for 2015–2032; the two others, Eid al-Adha of 2015 and 2016, were set by the pilgrimage. A published date that
 * differs goes into santral.yaml as a special day, and into this list.
 */
const firstDays: readonly (readonly [ramadan: string, eidAlFitr: string, eidAlAdha: string])[] = [
  ['2015-06-18', '2015-07-17', '2015-09-24'],
  ['2016-06-06', '2016-07-05', '2016-09-12'],
  ['2017-05-27', '2017-06-25', '2017-09-01'],
  ['2018-05-16', '2018-06-15', '2018-08-21'],
  ['2019-05-06', '2019-06-04', '2019-08-11'],
  ['2020-04-24', '2020-05-24', '2020-07-31'],
  ['2021-04-13', '2021-05-13', '2021-07-20'],
  ['2022-04-02', '2022-05-02', '2022-07-09'],
  ['2023-03-23', '2023-04-21', '2023-06-28'],
  ['2024-03-11', '2024-04-10', '2024-06-16'],
  ['2025-03-01', '2025-03-30', '2025-06-06'],
  ['2026-02-19', '2026-03-20', '2026-05-27'],
  ['2027-02-08', '2027-03-09', '2027-05-16'],
  ['2028-01-28', '2028-02-26', '2028-05-05'],
  ['2029-01-16', '2029-02-14', '2029-04-24'],
  ['2030-01-05', '2030-02-04', '2030-04-13'],
  ['2030-12-26', '2031-01-24', '2031-04-02'],
  ['2031-12-15', '2032-01-14', '2032-03-22'],
  ['2032-12-04', '2033-01-02', '2033-03-11'],
  ['2033-11-23', '2033-12-23', '2034-03-01'],
  ['2034-11-12', '2034-12-12', '2035-02-18'],
  ['2035-11-01', '2035-12-01', '2036-02-07'],
  ['2036-10-20', '2036-11-19', '2037-01-26'],
  ['2037-10-10', '2037-11-08', '2038-01-16'],
  ['2038-09-30', '2038-10-29', '2039-01-05'],
  ['2039-09-19', '2039-10-19', '2039-12-26'],
  ['2040-09-08', '2040-10-07', '2040-12-14'],
];

/** Years for which Türkiye's religious dates are known; `published` is the last one that Diyanet has published. */
export const religiousYears = { first: 2015, published: 2032, last: 2040 } as const;

/**
 * First days of the two feasts that fall into the year; twice the same where it holds two of them, as 2033 and 2039 do.
 */
export function feastsOf(year: number): { eidAlFitr: string[]; eidAlAdha: string[] } {
  const within = (date: string) => date.startsWith(`${year}-`);
  return {
    eidAlFitr: firstDays.map(([, fitr]) => fitr).filter(within),
    eidAlAdha: firstDays.map(([, , adha]) => adha).filter(within),
  };
}

/** Is it a day of fasting? The feast's eve is the last. */
export function inTurkishRamadan(date: string): boolean {
  return firstDays.some(([first, feast]) => first <= date && date < feast);
}
