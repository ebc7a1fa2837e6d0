import { describe, expect, it } from 'vitest';
import type { CentreSettings } from '#lib/settings.ts';
import type { Search } from '../scope/address.ts';
import { historySearch, readHistoryParams } from './historyParams.ts';
import { presetRange, sensibleStep } from './historyRange.ts';

const centre = (id: string, queues: string[]): CentreSettings => ({
  id,
  label: `Merkez ${id}`,
  zone: 'Europe/Istanbul',
  serviceLevelFormula: 'strict',
  outOfScopeSubjects: [],
  target: { ratio: 0.8, thresholdSeconds: 20 },
  queues: queues.map((queue) => ({ exchange: `pbx${id}`, queue, label: queue, thresholdSeconds: 30 })),
});
const centres = [centre('153', ['genel', 'ulasim']), centre('185', ['ariza'])];
const today = '2026-11-21'; // a Saturday
const read = (search: Search, reader: 'page' | 'file' = 'page') => {
  const answer = readHistoryParams(search, centres, () => today, reader);
  if (!answer) throw new Error('no centre');
  return answer;
};

describe('readHistoryParams', () => {
  it('shows the last seven days of the first centre where nothing is asked', () => {
    const { params, problems } = read({});
    expect(params).toMatchObject({ range: { from: '2026-11-15', to: today }, preset: 'last7', step: 'day' });
    expect(params.scope).toMatchObject({ id: '153', queue: null });
    expect(problems).toEqual([]);
  });

  it('reads a queue, a range and a step, and writes the same address again', () => {
    const search = { scope: 'pbx185:ariza', from: '2026-10-01', to: '2026-10-31', step: 'week' };
    const { params, problems } = read(search);
    expect(params).toMatchObject({ step: 'week', preset: 'lastMonth' });
    expect(params.scope.queue?.queue).toBe('ariza');
    expect(problems).toEqual([]);
    expect(Object.fromEntries(new URLSearchParams(historySearch(params.scope.id, params.range, params.step)))).toEqual(
      search,
    );
  });

  it('names what is wrong and goes on without it', () => {
    for (const [search, param, given] of [
      [{ scope: 'yok' }, 'scope', 'yok'],
      [{ from: '2026-02-30' }, 'from', '2026-02-30'],
      [{ to: 'dün' }, 'to', 'dün'],
      [{ from: ['2026-11-01', '2026-11-02'] }, 'from', '2026-11-01,2026-11-02'],
      [{ step: 'year' }, 'step', 'year'],
      [{ scope: 'x'.repeat(500) }, 'scope', 'x'.repeat(60)],
    ] as const) {
      const { params, problems } = read(search as Search);
      expect(problems).toEqual([{ param, given }]);
      expect(params).toMatchObject({ range: { from: '2026-11-15', to: today }, step: 'day' });
    }
  });

  it('turns a range round, cuts one too long, and coarsens a step too fine', () => {
    const turned = read({ from: '2026-11-10', to: '2026-11-01' });
    expect(turned.params.range).toEqual({ from: '2026-11-01', to: '2026-11-10' });
    expect(turned.problems[0]?.param).toBe('order');
    const long = read({ from: '1995-01-01', to: today });
    expect(long.problems[0]?.param).toBe('length');
    expect(long.params.range.to).toBe(today);
    const month = { from: '2026-10-01', to: '2026-10-31', step: 'interval' };
    expect(read(month)).toMatchObject({ params: { step: 'day' }, problems: [{ param: 'stepTooFine' }] });
    expect(read(month, 'file')).toMatchObject({ params: { step: 'interval' }, problems: [] });
  });

  it('takes one date to reach to today, or to be the only day', () => {
    expect(read({ from: '2026-11-18' }).params.range).toEqual({ from: '2026-11-18', to: today });
    expect(read({ to: '2026-11-18' }).params.range).toEqual({ from: '2026-11-18', to: '2026-11-18' });
    expect(readHistoryParams({}, [], () => today, 'page')).toBeNull();
  });
});

describe('presetRange', () => {
  it('keeps to the calendar', () => {
    expect(presetRange('today', today)).toEqual({ from: today, to: today });
    expect(presetRange('yesterday', '2026-03-01')).toEqual({ from: '2026-02-28', to: '2026-02-28' });
    expect(presetRange('thisWeek', today)).toEqual({ from: '2026-11-16', to: today });
    expect(presetRange('thisMonth', today)).toEqual({ from: '2026-11-01', to: today });
    expect(presetRange('lastMonth', '2026-03-31')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
    expect(presetRange('last12', today)).toEqual({ from: '2025-12-01', to: today });
  });

  it('asks for rows that one can look over', () => {
    expect([1, 3, 7, 31, 90, 365].map(sensibleStep)).toEqual(['interval', 'hour', 'day', 'day', 'week', 'month']);
  });
});
