import type { Floor } from '#lib/feed/feedEvents.ts';
import { intervalMs } from '#lib/interval/intervalTally.ts';
import { expectedBetween } from './boardOutlook.ts';
import {
  countsOf,
  type DayTotals,
  dayEndOf,
  dayStartOf,
  endedOtherwise,
  isOfDay,
  levelOf,
  totalsOf,
} from './dayTotals.ts';
import { type FigureScope, holdsCentre } from './figureScope.ts';

/** One bar of the day's chart. Its parts add up to what was offered. */
export interface DayBar {
  /** Epoch ms. */
  start: number;
  answered: number;
  abandoned: number;
  otherwise: number;
  /** Still waiting. */
  inProgress: number;
  offered: number;
  /** Service level 0–1; null where there is none. */
  level: number | null;
  /** Contacts expected, and of what is to come between what 80 of 100 such bars lie; null: not known. */
  expected: number | null;
  band: [number, number] | null;
}

export const barMs = 2 * intervalMs;

/**
 * The whole day of a board in half hours, the hours to come as empty bars, so that the day keeps its place on the
 * screen. Empty without a centre. Where the board's centres lie in several zones the bars span all their days, and each
 * centre's calls of its own day are in them, so that they add up to the day's totals.
 *
 * @param now the instant of which the floor is true, epoch ms
 */
export function dayChart(floor: Floor, scope: FigureScope, now: number): DayBar[] {
  const centres = Object.values(floor.centres).filter((centre) => holdsCentre(scope, centre.id));
  if (centres.length === 0) return [];
  const start = Math.min(...centres.map((centre) => dayStartOf(centre, now)));
  const end = Math.max(...centres.map((centre) => dayEndOf(centre, now)));

  const byBar = new Map<number, DayTotals[]>();
  for (const interval of Object.values(floor.intervals)) {
    if (!holdsCentre(scope, interval.centre)) continue;
    const centre = floor.centres[interval.centre];
    if (!centre || !isOfDay(interval, centre, now)) continue;
    const bar = Math.floor((interval.start - start) / barMs);
    const own = byBar.get(bar);
    if (own) own.push(countsOf(interval));
    else byBar.set(bar, [countsOf(interval)]);
  }
  return Array.from({ length: Math.ceil((end - start) / barMs) }, (_, bar) => {
    const totals = totalsOf(byBar.get(bar) ?? []);
    const otherwise = endedOtherwise(totals);
    const began = start + bar * barMs;
    const outlook = expectedBetween(floor, centres, { start: began, end: began + barMs, now });
    return {
      start: began,
      answered: totals.answered,
      abandoned: totals.abandoned,
      otherwise,
      inProgress: Math.max(0, totals.offered - totals.answered - totals.abandoned - otherwise),
      offered: totals.offered,
      level: levelOf(centres, totals).ratio,
      expected: outlook?.expected ?? null,
      band: outlook?.band ?? null,
    };
  });
}
