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
  /** Some exchange tells of the IVR; else this is of queues' contacts alone, and the counts by what became of them are 0. */
  toldOfIvr: boolean;
  /** Contained ÷ contacts that ended in the IVR or passed it, 0–1; null where none did, or no exchange tells of it. */
  containment: number | null;
  /** Contacts whose subject is known, those out of scope, and their share 0–1; null where no subject is known. */
  withSubject: number;
  outOfScope: number;
  outOfScopeShare: number | null;
  /** Start of the first of the centres' present days, epoch ms. */
  dayStart: number;
  /** The latest instant since which an exchange that tells of the IVR was observed, epoch ms: before it some contacts are missing. */
  observedSince: number;
  /** Ids of exchanges that have contacts today and do not tell of the IVR. */
  untold: string[];
}

/**
 * IVR containment is contained ÷ (contained + left in the IVR + went on to a queue): contacts that ended otherwise or are still
 * in the IVR say nothing yet of whether it served them. The out-of-scope share is of contacts whose subject is known.
 *
 * @param now the instant of which the floor is true, epoch ms
 * @returns null where no contact of the day is known
 */
export function contactShares(
  floor: Pick<Floor, 'centres' | 'contactDays'>,
  scope: FigureScope,
  now: number,
): ContactShares | null {
  const centres = Object.values(floor.centres).filter(({ id }) => holdsCentre(scope, id));
  const days = centres.flatMap((centre) => daysOf(floor.contactDays, centre, now));
  const [first] = days;
  if (!first) return null;
  const told = days.filter(({ observedSince }) => observedSince !== null);
  const sum = (of: readonly ContactDay[], count: (day: ContactDay) => number) =>
    of.reduce((total, day) => total + count(day), 0);
  const contained = sum(told, (day) => day.contained);
  const leftInIvr = sum(told, (day) => day.leftInIvr);
  const toQueue = sum(told, (day) => day.toQueue);
  const unknown = sum(told, (day) => day.unknown);
  const [withSubject, outOfScope] = [sum(days, (day) => day.withSubject), sum(days, (day) => day.outOfScope)];
  const reached = sum(told, (day) => day.contacts);
  return {
    contacts: sum(days, (day) => day.contacts),
    ...{ contained, leftInIvr, toQueue, unknown, withSubject, outOfScope },
    toldOfIvr: told.length > 0,
    inIvr: Math.max(0, reached - contained - leftInIvr - toQueue - unknown),
    containment: ratio(contained, contained + leftInIvr + toQueue),
    outOfScopeShare: ratio(outOfScope, withSubject),
    dayStart: Math.min(...days.map(({ start }) => start)),
    observedSince: Math.max(first.start, ...told.map((day) => day.observedSince ?? day.start)),
    untold: days.flatMap(({ exchange, observedSince }) => (observedSince === null ? [exchange] : [])).sort(),
  };
}

function daysOf(days: Floor['contactDays'], centre: CentreNow, now: number): ContactDay[] {
  return Object.values(days).filter((day) => day.centre === centre.id && isOfDay(day, centre, now));
}

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
