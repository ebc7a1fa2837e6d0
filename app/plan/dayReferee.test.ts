import { describe, expect, it } from 'vitest';
import { planFigures } from '#lib/plan/planFigures.ts';
import { defaultInputs, type PlanInputs } from '#lib/plan/planInputs.ts';
import { planVerdict } from '#lib/staffing/planReferee.ts';
import { dayReferee } from './dayReferee.ts';
import { samplePlanWeek } from './samplePlanWeek.ts';

const inputs: PlanInputs = { ...defaultInputs({ ratio: 0.8, thresholdSeconds: 20 }, 0.3), maxOccupancy: 1 };
const callsAt = (hour: number) => 10 + 4 * Math.min(hour, 24 - hour);
const queues = [
  { id: 'pbx:genel', label: 'Genel', patienceSeconds: 120 },
  { id: 'pbx:su', label: 'Su', patienceSeconds: 120 },
];

describe('dayReferee', () => {
  it.each(['pooled', 'separate'] as const)('finds what the plan promises, %s', (teams) => {
    // A band no wider than the noise of counting: the forecast's level is not in doubt.
    const week = samplePlanWeek({ queues, callsAt, band: 0.1 });
    const asked = { ...inputs, teams };
    const input = dayReferee(week, asked, 1, 'required', 300);
    if (!input) throw new Error('no day');
    const { centre } = planVerdict(input);
    expect(centre.serviceLevel).toBeCloseTo(planFigures(week, asked).days[1]?.totals.serviceLevel ?? Number.NaN, 2);
    expect(input.plan.groups).toHaveLength(teams === 'pooled' ? 1 : 2);
  });

  it('spreads days wider where the forecast is in doubt', () => {
    const spread = (band: number) => {
      const input = dayReferee(samplePlanWeek({ queues, callsAt, band }), inputs, 1, 'required', 200);
      if (!input) throw new Error('no day');
      return planVerdict(input).centre.distribution?.deviation ?? Number.NaN;
    };
    expect(spread(0.4)).toBeGreaterThan(2 * spread(0.1));
  });

  it('runs the roster, less shrinkage, where there is one', () => {
    const week = samplePlanWeek({ queues, callsAt });
    expect(dayReferee(week, inputs, 0, 'rostered')).toBeNull();
    const rostered = { ...week, rostered: week.actual.map(() => 30) };
    expect(dayReferee(rostered, inputs, 0, 'rostered')?.plan.groups[0]?.agents[0]).toBe(21);
  });

  it('judges no day of which nothing is known or expected', () => {
    expect(dayReferee(samplePlanWeek({ callsAt: () => null }), inputs, 0, 'required')).toBeNull();
    expect(dayReferee(samplePlanWeek({ callsAt: () => 0 }), inputs, 0, 'required')).toBeNull();
  });
});
