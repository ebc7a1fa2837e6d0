import { feastsOf } from '#lib/forecast/holidays/religiousDates.ts';

/** Public holidays of Türkiye (law 2429) as the demo's demand needs them: how much of a day is off. */

const fixed = new Set(['01-01', '04-23', '05-01', '05-19', '07-15', '08-30', '10-29']);
const sharesOfYears = new Map<number, ReadonlyMap<string, number>>();

/** Share of the day that is a holiday: 1 whole day, 0.5 an eve (off from 13:00), 0 none. @param date ISO date. */
export function turkishHolidayShare(date: string): number {
  const monthDay = date.slice(5);
  if (fixed.has(monthDay)) return 1;
  return sharesOf(Number(date.slice(0, 4))).get(date) ?? (monthDay === '10-28' ? 0.5 : 0);
}

/** The feasts of a year, which follow the moon; an eve may lie in the year before. */
function sharesOf(year: number): ReadonlyMap<string, number> {
  const known = sharesOfYears.get(year);
  if (known) return known;
  const shares = new Map<string, number>();
  for (const around of [year - 1, year, year + 1]) {
    const { eidAlFitr, eidAlAdha } = feastsOf(around);
    for (const first of eidAlFitr) addFeast(shares, first, 3);
    for (const first of eidAlAdha) addFeast(shares, first, 4);
  }
  sharesOfYears.set(year, shares);
  return shares;
}

function addFeast(shares: Map<string, number>, firstDay: string, length: number): void {
  const start = Date.parse(firstDay);
  shares.set(isoDate(start - 86_400_000), 0.5);
  for (let i = 0; i < length; i++) shares.set(isoDate(start + i * 86_400_000), 1);
}

function isoDate(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
