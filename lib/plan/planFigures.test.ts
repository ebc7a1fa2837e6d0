import { describe, expect, it } from 'vitest';
import { coverageOf } from './coverage.ts';
import { deflectionSavings } from './deflectionSavings.ts';
import { planFigures } from './planFigures.ts';
import { defaultInputs, type PlanInputs } from './planInputs.ts';
import { samplePlannedWeek } from './samplePlannedWeek.ts';

const inputs: PlanInputs = { ...defaultInputs({ ratio: 0.8, thresholdSeconds: 20 }, 0.3), maxOccupancy: 1 };
const genel = { id: 'pbx:genel', label: 'Genel' };

describe('planFigures', () => {
  it('plans a week, each day by its intervals', () => {
    const week = samplePlannedWeek();
    const plan = planFigures(week, inputs);
    expect(plan.days).toHaveLength(7);
    expect(plan.rows).toHaveLength(7 * 48);
    const monday = plan.days[0]?.rows ?? [];
    expect(monday[17]).toMatchObject({ offered: 0, required: 0, scheduled: 0, p10: 0, p90: 0, rostered: null });
    // 20 calls in half an hour of 3 minutes: 2 erlangs, 4 agents for 80/20 of callers who wait, 6 on the roster.
    expect(monday[24]).toMatchObject({ offered: 20, erlangs: 2, required: 4, scheduled: 6, coverage: null });
    expect(plan.totals.offered).toBeCloseTo(7 * 320, 9);
    expect(plan.totals).toMatchObject({ requiredPeak: 4, rosteredHours: null, actual: null, unknownIntervals: 0 });
    expect(planFigures(week, { ...inputs, stepMinutes: 60 }).totals.offered).toBeCloseTo(7 * 320, 9);
  });

  it('asks for nearly the same agents with quick figures and exact ones', () => {
    const week = samplePlannedWeek({ queues: [{ ...genel, patienceSeconds: 90 }], callsAt: (hour) => 5 + 3 * hour });
    const [quick, exact] = (['quick', 'exact'] as const).map((figures) => planFigures(week, inputs, figures).totals);
    expect((quick?.requiredHours ?? 0) / (exact?.requiredHours ?? 0)).toBeCloseTo(1, 1);
    expect(quick?.serviceLevel).not.toBe(exact?.serviceLevel);
  });

  it('follows each slider', () => {
    const week = samplePlannedWeek({ queues: [{ ...genel, patienceSeconds: 60 }], callsAt: () => 50 });
    const hours = (turned: Partial<PlanInputs>) => planFigures(week, { ...inputs, ...turned }).totals;
    const plain = hours({});
    expect(hours({ demandFactor: 1.2 }).offered).toBeCloseTo(1.2 * (plain.offered ?? 0), 6);
    const less = (turned: Partial<PlanInputs>) => (plain.requiredHours ?? 0) - (hours(turned).requiredHours ?? 0);
    expect(less({ demandFactor: 1.2 })).toBeLessThan(0);
    expect(less({ ahtFactor: 0.9 })).toBeGreaterThan(0);
    expect(less({ target: { ratio: 0.95, thresholdSeconds: 20 } })).toBeLessThan(0);
    expect(less({ patienceSeconds: 600 })).toBeLessThan(0);
    expect(less({ model: 'erlang-c' })).toBeLessThan(0);
    expect(less({ deflected: { share: 0.2, queue: null } })).toBeGreaterThan(0);
    expect(less({ shrinkage: 0.5 })).toBe(0);
    expect(hours({ shrinkage: 0.5 }).scheduledHours).toBe(2 * (plain.requiredHours ?? 0));
  });

  it('bands widen for the day by less than they add up to', () => {
    const plan = planFigures(samplePlannedWeek({ callsAt: () => 100, band: 0.3 }), inputs);
    const [day] = plan.days;
    const { offered, p10, p90 } = day?.totals ?? {};
    expect(plan.rows[0]?.p90).toBeGreaterThan(200 * 1.25);
    expect(p90).toBeGreaterThan((offered ?? 0) * 1.05);
    expect(p90).toBeLessThan((offered ?? 0) * 1.3);
    expect(p10).toBeLessThan((offered ?? 0) * 0.95);
  });

  it('holds the roster against the plan, and says nothing where there is none', () => {
    const week = samplePlannedWeek();
    const roster = (agents: number) => ({ ...week, rostered: week.actual.map(() => agents) });
    const covered = (agents: number) => planFigures(roster(agents), inputs).days[0]?.rows[24]?.coverage;
    expect([3, 4, 6, 7, 7.5].map(covered)).toEqual(['short', 'thin', 'enough', 'enough', 'over']);
    const { totals } = planFigures(roster(5), inputs);
    expect(totals.rosteredHours).toBe(7 * 24 * 5);
    expect(totals.overHours).toBeGreaterThan(7 * 15 * 5);
    expect(totals.shortHours).toBeGreaterThan(0);
    const half = { ...week, rostered: week.actual.map((_, i) => (i < 300 ? 5 : null)) };
    expect(planFigures(half, inputs).totals.rosteredHours).toBeNull();
    expect(planFigures(half, inputs).days[0]?.totals.rosteredHours).toBe(24 * 5);
    expect(coverageOf(0, 0, 0)).toBeNull();
  });

  it('leaves what is not known unknown', () => {
    const none = samplePlannedWeek({ callsAt: () => null });
    expect(planFigures(none, inputs).totals).toMatchObject({
      offered: null,
      p90: null,
      requiredHours: null,
      unknownIntervals: 7 * 48,
    });
    const week = samplePlannedWeek();
    const seen = { ...week, actual: week.actual.map((_, i) => (i < 50 ? 2 : null)) };
    expect(planFigures(seen, inputs).days[0]?.totals).toMatchObject({ actual: 100, actualWhole: false });
  });
});

describe('deflectionSavings', () => {
  const week = samplePlannedWeek({
    queues: [
      { ...genel, patienceSeconds: 120 },
      { id: 'pbx:su', label: 'Su', patienceSeconds: 120 },
    ],
    callsAt: (hour) => 20 + 5 * Math.min(hour, 24 - hour),
  });

  it('tells agents in fractions, of all queues or of one', () => {
    const saved = (queue: string | null) =>
      deflectionSavings(week, { ...inputs, deflected: { share: 0.1, queue } }) ?? null;
    const [all, one] = [saved(null), saved('pbx:su')];
    expect(all?.contacts).toBeCloseTo(0.1 * (planFigures(week, inputs).totals.offered ?? 0), 6);
    expect(one?.contacts).toBeCloseTo((all?.contacts ?? 0) / 2, 6);
    // A tenth of 2 × 160 calls of 3 minutes in half an hour is 3.2 erlangs.
    expect(all?.peak?.agents).toBeGreaterThan(2.5);
    expect(all?.peak?.agents).toBeLessThan(4);
    expect(Number.isInteger(all?.peak?.agents)).toBe(false);
    expect(all?.scheduledHours).toBeGreaterThan(all?.requiredHours ?? Number.NaN);
  });

  it('is nothing where nothing is deflected', () => {
    expect(deflectionSavings(week, inputs)).toBeNull();
  });
});
