import { type SampleWeek, samplePlannedWeek } from '#lib/plan/samplePlannedWeek.ts';
import type { PlanWeek } from './planWeek.ts';
import { knownShrinkage } from './shrinkageCauses.ts';

/** A week for tests, as the browser receives it. */
export function samplePlanWeek(sample: SampleWeek = {}): PlanWeek {
  const { dates, ...week } = samplePlannedWeek(sample);
  return {
    ...week,
    zone: sample.zone ?? 'Europe/Istanbul',
    now: week.from,
    days: dates.map((date) => ({ date, notes: [] })),
    tonight: null,
    shrinkage: knownShrinkage([], { signedInSeconds: 0, causes: [] }),
    basis: {
      state: 'ready',
      madeAt: week.from,
      span: null,
      missing: [],
      without: [],
      thin: [],
      methods: [],
      notes: [],
    },
  };
}
