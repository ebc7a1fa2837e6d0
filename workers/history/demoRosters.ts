import type { Database } from '#lib/database/database.ts';
import { rosterSpans, writeRoster } from '#lib/database/roster.ts';
import { dayStart, placeOf, plusDays, zoneOf } from '#lib/forecast/calendar.ts';
import { type IsoWeek, plusWeeks, weekOf } from '#lib/forecast/isoWeek.ts';
import { demoCentres } from '#lib/pbx/demo/demoCentres.ts';
import { DemoRoster } from '#lib/pbx/demo/demoRoster.ts';
import type { Settings } from '#lib/settings.ts';

/** Weeks before and after the present one; further ahead no roster is handed out yet. */
const weeksBack = 8;
const weeksAhead = 4;

/**
 * Writes the roster that the demo's agents work by, week by week, as far as nothing is known of a week. What somebody has
 * imported stays.
 *
 * @param now epoch ms
 */
export async function writeDemoRosters(
  db: Database,
  { demo }: Pick<Settings, 'demo'>,
  now: number,
  signal?: AbortSignal,
): Promise<void> {
  if (demo === null) return;
  for (const centre of demoCentres) {
    const zone = zoneOf(centre.zone);
    const thisWeek = weekOf(placeOf(now, zone).date);
    const startOf = (week: IsoWeek) => dayStart(week.monday, zone);
    let roster: DemoRoster | null = null;
    // The present week first: that is what people look at.
    for (const nth of nearestFirst()) {
      if (signal?.aborted) return;
      const week = plusWeeks(thisWeek, nth);
      const span = { from: startOf(week), to: startOf(plusWeeks(week, 1)) };
      if ((await rosterSpans(db, centre.id, span.from, span.to)).length > 0) continue;
      roster ??= new DemoRoster(centre, demo.seed);
      const dates = Array.from({ length: 7 }, (_, i) => plusDays(week.monday, i));
      const entries = dates.flatMap((date) => roster?.day(date) ?? []);
      // Of the first week's first hours the night before is missing.
      const covers = nth === -weeksBack ? { ...span, from: dayStart(plusDays(week.monday, 1), zone) } : span;
      await writeRoster(db, { centre: centre.id, entries, days: span, covers });
    }
  }
}

function nearestFirst(): number[] {
  const ahead = Array.from({ length: weeksAhead + 1 }, (_, i) => i);
  return [...ahead, ...Array.from({ length: weeksBack }, (_, i) => -1 - i)];
}
