import { LocalDate } from '@js-joda/core';
import { type IsoWeek, plusWeeks, weekOf } from '#lib/forecast/isoWeek.ts';

export interface WeekChoice {
  id: string;
  number: number;
  /** Monday and Sunday as UTC midnights, for formatting in UTC. */
  from: number;
  to: number;
  is: 'this' | 'next' | null;
}

/** Weeks to choose from: eight back to twelve ahead, and the one that is shown wherever it lies. */
export function weekChoices(shown: IsoWeek, today: string): WeekChoice[] {
  const now = weekOf(today);
  const weeks = Array.from({ length: 21 }, (_, i) => plusWeeks(now, i - 8));
  if (!weeks.some((week) => week.id === shown.id)) weeks.push(shown);
  return weeks
    .sort((a, b) => a.monday.localeCompare(b.monday))
    .map((week) => ({
      id: week.id,
      number: week.number,
      from: midnight(week.monday),
      to: midnight(week.sunday),
      is: week.id === now.id ? 'this' : week.id === plusWeeks(now, 1).id ? 'next' : null,
    }));
}

function midnight(date: string): number {
  return LocalDate.parse(date).toEpochDay() * 86_400_000;
}
