import type { Database } from '#lib/database/database.ts';
import { forecastDays } from '#lib/database/forecasts.ts';
import type { QueueOfExchange } from '#lib/database/historyRows.ts';
import { planningFacts } from '#lib/database/planningFacts.ts';
import { rosteredAgents } from '#lib/database/roster.ts';
import type { StaffingNow } from '#lib/feed/feedEvents.ts';
import { dayStart, placeOf, plusDays, zoneOf } from '#lib/forecast/calendar.ts';
import { weekOf } from '#lib/forecast/isoWeek.ts';
import { planFigures } from '#lib/plan/planFigures.ts';
import { defaultInputs } from '#lib/plan/planInputs.ts';
import { planQueue } from '#lib/plan/planQueue.ts';
import type { PlannedCentre } from './plannedQueues.ts';
import type { Today } from './todayOutlook.ts';

const quarterMs = 15 * 60_000;

/**
 * Agents by quarter of an hour of a centre's present day and the next, since the hours to come reach beyond midnight.
 * Required: as the plan page reckons a week in quarters of an hour, with its settings and the centre's target, but for
 * today's demand, which is that of the day's outlook. Planned: at the desk by the roster, breaks and the like taken off.
 *
 * @param now epoch ms
 */
export async function todayStaffing(
  db: Database,
  { centre, queues }: PlannedCentre,
  { demand }: Pick<Today, 'demand'>,
  now: number,
): Promise<StaffingNow[]> {
  const zone = zoneOf(centre.zone);
  const today = placeOf(now, zone).date;
  const tomorrow = plusDays(today, 1);
  const known = new Map<string, ReadonlyMap<string, (number | null)[]>>();
  const told: StaffingNow[] = [];
  for (const date of [today, tomorrow]) {
    const [start, end] = [dayStart(date, zone), dayStart(plusDays(date, 1), zone)];
    const { monday } = weekOf(date);
    const required = known.get(monday) ?? (await requiredAgents(db, { centre, queues }, demand, today, monday));
    known.set(monday, required);
    const planned = await rosteredAgents(db, centre.id, null, start, end, 15);
    told.push({
      ...{ id: `${centre.id}@${start}`, centre: centre.id, start, madeAt: now },
      required: planned.map((_, i) => required.get(date)?.[i] ?? null),
      planned: planned.map((agents) => (agents === null ? null : Number(agents.toFixed(2)))),
    });
  }
  return told;
}

/** By date of a week. All of it is reckoned, as on the page: what is carried over from the days before counts alike. */
async function requiredAgents(
  db: Database,
  { centre, queues }: Pick<PlannedCentre, 'centre' | 'queues'>,
  demand: Today['demand'],
  today: string,
  monday: string,
): Promise<ReadonlyMap<string, (number | null)[]>> {
  const zone = zoneOf(centre.zone);
  const dates = Array.from({ length: 8 }, (_, i) => plusDays(monday, i));
  const dayStarts = dates.map((date) => dayStart(date, zone));
  const [from, to] = [dayStarts[0] as number, dayStarts[7] as number];
  const quarters = (to - from) / quarterMs;
  const days = await forecastDays(db, queues, monday, plusDays(monday, 6));
  if (days.length === 0) return new Map();
  const facts = await planningFacts(db, queues);
  const plan = planFigures(
    {
      ...{ from, dayStarts, before: { lastWeek: null, lastYear: null }, rostered: null },
      actual: Array.from({ length: quarters }, () => null),
      queues: queues.map((queue) => {
        const own = (one: QueueOfExchange) => one.exchange === queue.exchange && one.queue === queue.queue;
        const ofQueue = days
          .filter(own)
          .map((day) => (day.date === today ? { ...day, mean: demand.get(queue.id) ?? day.mean } : day));
        return planQueue(queue, ofQueue, facts.find(own), { from, quarters });
      }),
    },
    // Shrinkage bears on who is to be rostered, not on who is to sit at a desk.
    { ...defaultInputs(centre.target, 0), stepMinutes: 15 },
  );
  return new Map(plan.days.map(({ rows }, i) => [dates[i] as string, rows.map(({ required }) => required)]));
}
