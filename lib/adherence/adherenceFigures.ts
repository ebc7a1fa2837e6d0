import type { Stretch } from '../roster/averageOnDuty.ts';
import { type ActualStretch, agrees } from './actualActivity.ts';
import { filledOut, observedTime, type Unobserved } from './observedTime.ts';
import { isScheduled, type PlannedStretch } from './plannedDay.ts';

/** How one agent kept to the roster. Seconds of scheduled time are of that part of it that was observed. */
export interface AdherenceFigures {
  /** Scheduled so far, work and breaks alike, observed or not. */
  scheduledSeconds: number;
  /** Of it, of which nothing is known: left out of all that follows. */
  unobservedSeconds: number;
  /** Of the scheduled and observed time, that in which the agent did what was planned. */
  agreedSeconds: number;
  /** Of the observed time: planned at the desk; spent at the desk within and outside the shift. */
  plannedDeskSeconds: number;
  deskSeconds: number;
  /** 0–1; null: nothing was scheduled and observed. */
  adherence: number | null;
  /** From 0, above 1 who works more than planned; null: no desk work was planned in observed time. */
  conformance: number | null;
}

/**
 * Adherence to the schedule: of the scheduled time, the share in which the agent did what was scheduled then, breaks at the
 * time of breaks included: time in agreement ÷ scheduled time. Conformance (compliance): how much was worked against how
 * much was to be, whenever: time at the desk ÷ time scheduled at the desk. So the glossary of the Society of Workforce
 * Planning Professionals (swpp.org/glossary, “Adherence to schedule”, “Compliance”) tells them apart; it notes that centres
 * use the words differently. Here time that was not observed is left out of both, above and below the line, and told apart;
 * time of which no roster says anything counts in neither.
 *
 * @param planned the agent's day without holes, as `plannedDay` gives it
 * @param actual the agent's stretches in order, not overlapping; between them, where observed, the agent was out
 * @param unobserved when the agent's exchange was not heard
 * @param until epoch ms: what comes later does not count yet
 * @example planned 8–12 at the desk, a break 10–10.15 taken 10.05–10.20: 230 of 240 min agreed, adherence 95.8 %, conformance 100 %
 */
export function adherenceFigures(
  planned: readonly PlannedStretch[],
  actual: readonly ActualStretch[],
  unobserved: readonly Unobserved[],
  until: number,
): AdherenceFigures {
  const sums = { scheduled: 0, observed: 0, agreed: 0, plannedDesk: 0, desk: 0 };
  const day = { from: planned[0]?.from ?? until, to: Math.min(planned.at(-1)?.to ?? until, until) };
  const done = filledOut(actual, observedTime(day, unobserved));
  for (const plan of planned) {
    const scheduled = isScheduled(plan.activity);
    if (scheduled) sums.scheduled += overlap(plan, day);
    if (plan.activity === null) continue;
    for (const one of done) {
      const ms = overlap(plan, one);
      if (ms === 0) continue;
      if (one.activity === 'desk') sums.desk += ms;
      if (!scheduled) continue;
      sums.observed += ms;
      if (plan.activity === 'work') sums.plannedDesk += ms;
      if (agrees(plan.activity, one.activity)) sums.agreed += ms;
    }
  }
  return {
    scheduledSeconds: sums.scheduled / 1000,
    unobservedSeconds: (sums.scheduled - sums.observed) / 1000,
    agreedSeconds: sums.agreed / 1000,
    plannedDeskSeconds: sums.plannedDesk / 1000,
    deskSeconds: sums.desk / 1000,
    adherence: sums.observed > 0 ? sums.agreed / sums.observed : null,
    conformance: sums.plannedDesk > 0 ? sums.desk / sums.plannedDesk : null,
  };
}

function overlap(a: Stretch, b: Stretch): number {
  return Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));
}
