import type { CentreNow, ContactDay, Floor } from '#lib/feed/feedEvents.ts';
import { isOfDay } from './dayTotals.ts';
import { type FigureScope, holdsCentre } from './figureScope.ts';

/** Contacts of the present day by what became of them, all centres and exchanges of a scope together. */
export interface ContactShares {
  contacts: number;
  contained: number;
  leftInIvr: number;
  toQueue: number;
  unknown: number;
  /** Still in the IVR. */
  inIvr: number;
  /** Contained ÷ contacts that ended in the IVR or passed it, 0–1; null where none did, or the exchange does not tell. */
  containment: number | null;
  /** Contacts whose subject is known, those out of scope, and their share 0–1; null where no subject is known. */
  withSubject: number;
  outOfScope: number;
  outOfScopeShare: number | null;
  /** Start of the first of the centres' present days, epoch ms. */
  dayStart: number;
  /** The latest instant since which one of the exchanges was observed, epoch ms: before it some contacts are missing. */
  observedSince: number;
  /** Ids of exchanges of which nothing is told. */
  untold: string[];
}

/**
 * IVR containment is contained ÷ (contained + left in the IVR + went on to a queue): contacts that ended otherwise or are still
 * in the IVR say nothing yet of whether it served them. The out-of-scope share is of contacts whose subject is known.
 *
 * @param now the instant of which the floor is true, epoch ms
 * @returns null where no exchange of the scope tells of its contacts
 */
export function contactShares(
  floor: Pick<Floor, 'centres' | 'contactDays' | 'queues'>,
  scope: FigureScope,
  now: number,
): ContactShares | null {
  const centres = Object.values(floor.centres).filter(({ id }) => holdsCentre(scope, id));
  const days = centres.flatMap((centre) => daysOf(floor.contactDays, centre, now));
  const told = days.filter(({ observedSince }) => observedSince !== null);
  if (told.length === 0) return null;
  const sum = (of: (day: ContactDay) => number) => told.reduce((total, day) => total + of(day), 0);
  const [contacts, contained, leftInIvr] = [
    sum((day) => day.contacts),
    sum((day) => day.contained),
    sum((day) => day.leftInIvr),
  ];
  const [toQueue, unknown] = [sum((day) => day.toQueue), sum((day) => day.unknown)];
  const [withSubject, outOfScope] = [sum((day) => day.withSubject), sum((day) => day.outOfScope)];
  const heard = new Set(told.map(({ exchange }) => exchange));
  const ids = new Set(centres.map(({ id }) => id));
  const exchanges = Object.values(floor.queues).flatMap((queue) => (ids.has(queue.centre) ? [queue.exchange] : []));
  return {
    ...{ contacts, contained, leftInIvr, toQueue, unknown, withSubject, outOfScope },
    inIvr: Math.max(0, contacts - contained - leftInIvr - toQueue - unknown),
    containment: ratio(contained, contained + leftInIvr + toQueue),
    outOfScopeShare: ratio(outOfScope, withSubject),
    dayStart: Math.min(...told.map(({ start }) => start)),
    observedSince: Math.max(...told.map((day) => day.observedSince ?? day.start)),
    untold: [...new Set(exchanges)].filter((exchange) => !heard.has(exchange)).sort(),
  };
}

function daysOf(days: Floor['contactDays'], centre: CentreNow, now: number): ContactDay[] {
  return Object.values(days).filter((day) => day.centre === centre.id && isOfDay(day, centre, now));
}

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
