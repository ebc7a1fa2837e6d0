import { describe, expect, it } from 'vitest';
import { planSearch } from '#lib/plan/planInputs.ts';
import type { CentreSettings } from '#lib/settings.ts';
import type { Search } from '../scope/address.ts';
import { askedInputs, readPlanParams } from './planParams.ts';
import { samplePlanWeek } from './samplePlanWeek.ts';

const centres: CentreSettings[] = [
  {
    id: '153',
    label: 'Büyükşehir 153',
    zone: 'Europe/Istanbul',
    serviceLevelFormula: 'strict',
    outOfScopeSubjects: [],
    target: { ratio: 0.9, thresholdSeconds: 15 },
    queues: [{ exchange: 'pbx', queue: 'genel', label: 'Genel', thresholdSeconds: 40 }],
  },
];
const read = (search: Search) => {
  const answer = readPlanParams(search, centres, () => '2026-12-30');
  if (!answer) throw new Error('no centre');
  return answer;
};

describe('readPlanParams', () => {
  it("plans next week for the first centre by the centre's own target", () => {
    const { params, problems } = read({});
    expect(params.week).toMatchObject({ id: '2027-W01', monday: '2027-01-04', sunday: '2027-01-10' });
    expect(params.inputs).toEqual({
      stepMinutes: 30,
      target: { ratio: 0.9, thresholdSeconds: 15 },
      model: 'erlang-a',
      patienceSeconds: null,
      shrinkage: 0.3,
      causes: null,
      maxOccupancy: 0.85,
      teams: 'pooled',
      demandFactor: 1,
      ahtFactor: 1,
      deflected: { share: 0, queue: null },
    });
    expect(problems).toEqual([]);
  });

  it("takes a queue's own threshold, and writes the same address again", () => {
    expect(read({ scope: 'pbx:genel' }).params.inputs.target).toEqual({ ratio: 0.9, thresholdSeconds: 40 });
    const search = {
      scope: 'pbx:genel',
      week: '2026-W53',
      step: '15',
      target: '87.5/30',
      shrinkage: 'leave-0.1,sickness-0.035,break-0.125',
      occupancy: '0.9',
      teams: 'separate',
      model: 'erlang-c',
      patience: '120',
      demand: '1.15',
      aht: '0.9',
      deflect: '0.2',
      deflectQueue: 'pbx:genel',
    };
    const { params, problems } = read(search);
    expect(problems).toEqual([]);
    // 1 − (1 − 0.135)(1 − 0.125)
    expect(params.inputs.shrinkage).toBe(0.2431);
    expect(Object.fromEntries(new URLSearchParams(planSearch(params.scope.id, params.week.id, params.inputs)))).toEqual(
      search,
    );
  });

  it("begins with the centre's own shrinkage where the address names none", () => {
    const week = { ...samplePlanWeek(), shrinkage: { total: 0.27, causes: [] } };
    expect(askedInputs(read({}).params, week).shrinkage).toBe(0.27);
    expect(askedInputs(read({ shrinkage: '0.3' }).params, week).shrinkage).toBe(0.3);
  });

  it.each([
    ['scope', 'yok'],
    ['week', '2027-W53'],
    ['week', '2026-W00'],
    ['week', 'gelecek'],
    ['step', '20'],
    ['target', '100/20'],
    ['target', '0/20'],
    ['target', '80'],
    ['shrinkage', '1'],
    ['shrinkage', '30'],
    ['shrinkage', '-0.1'],
    ['shrinkage', 'leave-0.1,leave-0.1'],
    ['shrinkage', 'leave-0.6,sickness-0.5'],
    ['shrinkage', 'holiday-0.1'],
    ['occupancy', '0'],
    ['occupancy', 'NaN'],
    ['teams', 'all'],
    ['model', 'erlang-b'],
    ['patience', '5'],
    ['patience', '1e3'],
    ['demand', '0'],
    ['demand', '20'],
    ['aht', '180'],
    ['deflect', '0.9'],
    ['deflectQueue', 'pbx:yok'],
  ])('names a wrong %s (%s) and takes the default', (param, given) => {
    const { params, problems } = read({ [param]: given });
    expect(problems).toEqual([{ param, given }]);
    expect(params).toEqual(read({}).params);
  });
});
