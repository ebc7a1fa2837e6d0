import { describe, expect, it } from 'vitest';
import type { CentreSettings } from '#lib/settings.ts';
import { planSearch } from './planInputs.ts';
import { readPlanParams, type Search } from './planParams.ts';

const centres: CentreSettings[] = [
  {
    id: '153',
    label: 'Büyükşehir 153',
    zone: 'Europe/Istanbul',
    serviceLevelFormula: 'strict',
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
      shrinkage: 0.3,
      maxOccupancy: 0.85,
      teams: 'pooled',
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
      shrinkage: '0.25',
      occupancy: '0.9',
      teams: 'separate',
    };
    const { params, problems } = read(search);
    expect(problems).toEqual([]);
    expect(Object.fromEntries(new URLSearchParams(planSearch(params.scope.id, params.week.id, params.inputs)))).toEqual(
      search,
    );
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
    ['occupancy', '0'],
    ['occupancy', 'NaN'],
    ['teams', 'all'],
  ])('names a wrong %s (%s) and takes the default', (param, given) => {
    const { params, problems } = read({ [param]: given });
    expect(problems).toEqual([{ param, given }]);
    expect(params).toEqual(read({}).params);
  });
});
