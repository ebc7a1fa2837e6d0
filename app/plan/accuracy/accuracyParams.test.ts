import { describe, expect, it } from 'vitest';
import { keptLeads } from '#lib/database/forecasts.ts';
import type { CentreSettings } from '#lib/settings.ts';
import type { Search } from '../../scope/address.ts';
import { accuracySearch, readAccuracyParams, spanRange } from './accuracyParams.ts';
import { leads } from './accuracySpans.ts';

const centre: CentreSettings = {
  ...{
    id: '153',
    label: 'Büyükşehir 153',
    zone: 'Europe/Istanbul',
    serviceLevelFormula: 'strict',
    outOfScopeSubjects: [],
  },
  target: { ratio: 0.8, thresholdSeconds: 20 },
  queues: [{ exchange: 'x', queue: 'genel', label: 'Genel', thresholdSeconds: 20 }],
};
const today = '2026-11-22';
const read = (search: Search) => {
  const answer = readAccuracyParams(search, [centre], () => today);
  if (!answer) throw new Error('no centre');
  return { ...answer.params, scope: answer.params.scope.id, problems: answer.problems };
};

describe('readAccuracyParams', () => {
  it('offers distances only of which forecasts are kept', () => {
    expect(keptLeads).toEqual(expect.arrayContaining([...leads]));
  });

  it('shows the last four weeks to yesterday, a week ahead, where nothing is said', () => {
    const range = { from: '2026-10-25', to: '2026-11-21' };
    expect(read({})).toEqual({ scope: '153', range, lead: 7, day: null, problems: [] });
    expect(spanRange(4, today)).toEqual(range);
  });

  it('reads what its own address says', () => {
    const range = { from: '2026-09-01', to: '2026-09-30' };
    const search = Object.fromEntries(new URLSearchParams(accuracySearch('x:genel', range, 28, '2026-09-12')));
    expect(read(search)).toEqual({ scope: 'x:genel', range, lead: 28, day: '2026-09-12', problems: [] });
  });

  it('never reaches beyond yesterday: today is not over', () => {
    expect(read({ from: '2026-11-20', to: '2026-12-31' }).range).toEqual({ from: '2026-11-20', to: '2026-11-21' });
    expect(read({ from: '2026-12-01' }).range).toEqual({ from: '2026-11-21', to: '2026-11-21' });
  });

  it('shows the last 26 weeks of a longer range, and turns a range that stands on its head', () => {
    const long = read({ from: '2025-01-01', to: '2026-11-01' });
    expect(long.range).toEqual({ from: '2026-05-04', to: '2026-11-01' });
    expect(long.problems).toEqual([{ param: 'length', given: '2025-01-01 – 2026-11-01' }]);
    expect(read({ from: '2026-05-04', to: '2026-11-01' }).problems).toEqual([]);
    const turned = read({ from: '2026-11-10', to: '2026-11-01' });
    expect(turned.range).toEqual({ from: '2026-11-01', to: '2026-11-10' });
    expect(turned.problems).toEqual([{ param: 'order', given: '2026-11-10 – 2026-11-01' }]);
  });

  it.each([
    ['scope', 'yok'],
    ['from', '2026-02-30'],
    ['to', 'dün'],
    ['to', '0000-01-03'],
    ['lead', '3'],
    ['lead', '07'],
    ['day', '2026-01-01'],
    ['day', '2026-13-01'],
  ])('names a wrong %s (%s) and takes the default', (param, given) => {
    const { problems, ...params } = read({ [param]: given });
    expect(problems).toEqual([{ param, given }]);
    const { problems: none, ...usual } = read({});
    expect(params).toEqual(usual);
    expect(none).toEqual([]);
  });
});
