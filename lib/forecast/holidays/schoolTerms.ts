/** A stretch of days, both ends within it; ISO dates. */
export interface DateSpan {
  from: string;
  to: string;
}

/**
 * When Türkiye's schools taught, by the Ministry of National Education's work calendars (MEB, "Çalışma Takvimi", sent
 * to the provinces before each school year), as they were kept: in 2015 the first bell waited for Eid al-Adha, and in
 * 2023 the second term waited until 20 February after the earthquakes. One line a school year.
 */
const turkishTerms: readonly (readonly string[])[] = [
  ['2015-09-28..2016-01-22', '2016-02-08..2016-06-17'],
  ['2016-09-19..2017-01-20', '2017-02-06..2017-06-09'],
  ['2017-09-18..2018-01-19', '2018-02-05..2018-06-08'],
  ['2018-09-17..2019-01-18', '2019-02-04..2019-06-14'],
  ['2019-09-09..2019-11-15', '2019-11-25..2020-01-17', '2020-02-03..2020-03-13'],
  ['2021-09-06..2021-11-12', '2021-11-22..2022-01-21', '2022-02-07..2022-04-08', '2022-04-18..2022-06-17'],
  ['2022-09-12..2022-11-11', '2022-11-21..2023-01-20', '2023-02-20..2023-04-14', '2023-04-24..2023-06-16'],
  ['2023-09-11..2023-11-10', '2023-11-20..2024-01-19', '2024-02-05..2024-04-05', '2024-04-15..2024-06-14'],
  ['2024-09-09..2024-11-08', '2024-11-18..2025-01-17', '2025-02-03..2025-03-28', '2025-04-07..2025-06-20'],
  ['2025-09-08..2025-11-07', '2025-11-17..2026-01-16', '2026-02-02..2026-03-13', '2026-03-23..2026-06-26'],
  ['2026-09-14..2026-11-13', '2026-11-23..2027-01-22', '2027-02-08..2027-03-05', '2027-03-15..2027-06-25'],
];

/**
 * From 16 March 2020 until September 2021 teaching went back and forth between school and home: neither term nor
 * holidays.
 */
const pandemic: DateSpan = { from: '2020-03-14', to: '2021-09-05' };

const spans: readonly DateSpan[] = turkishTerms.flat().map((span) => {
  const [from = '', to = ''] = span.split('..');
  return { from, to };
});

/**
 * Are schools in session? The weekends of a term belong to it, those beside a break do not.
 *
 * @param country ISO 3166 code; only Türkiye's calendars are known
 * @param own the site's own terms: from the first day to the last that they name, they decide
 * @returns null where it is not known
 */
export function inSchoolTerm(date: string, country: string | null, own: readonly DateSpan[] = []): boolean | null {
  const decided = within(own, date);
  if (decided !== null) return decided;
  if (country !== 'TR' || holds(pandemic, date)) return null;
  return within(spans, date);
}

function within(terms: readonly DateSpan[], date: string): boolean | null {
  if (terms.every(({ from }) => date < from) || terms.every(({ to }) => date > to)) return null;
  return terms.some((term) => holds(term, date));
}

export function holds({ from, to }: DateSpan, date: string): boolean {
  return from <= date && date <= to;
}
