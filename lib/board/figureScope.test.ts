import { describe, expect, it } from 'vitest';
import { scopeFigures } from './boardFigures.ts';
import { everything, scopeKey, tileScope } from './figureScope.ts';
import { agent, centre, dayStart, floor, interval, queue, source } from './sampleFloor.ts';

const noon = dayStart + 12 * 3_600_000;
const [genel, ulasim, su] = [
  queue('153', 'genel', { waiting: 2 }),
  queue('153', 'ulasim', { waiting: 3 }),
  queue('185', 'su'),
];
const hall = floor({
  centres: [centre('153'), centre('185', { formula: 'of_answered' })],
  queues: [genel, ulasim, su],
  agents: [
    agent('153', 'ayse', { queues: [genel.id] }),
    agent('153', 'can', { queues: [genel.id, ulasim.id] }),
    agent('185', 'ece', { queues: [su.id] }),
    agent('153', 'idle', { state: 'signed_out' }),
  ],
  sources: [source('153'), source('185')],
  intervals: [
    interval(genel, noon, { offered: 10, answered: 8 }),
    interval(ulasim, noon, { offered: 5, answered: 5 }),
    interval(su, noon, { offered: 7, answered: 7 }),
  ],
});
const tile = (centres: string[], queues: string[] = []) => ({ scope: { centres, queues } });

describe('tileScope', () => {
  it('narrows its board’s, and never reaches beyond it', () => {
    const board = { centres: ['153'] };
    expect(tileScope(board, tile([]))).toEqual({ centres: ['153'], queues: null });
    expect(tileScope(board, tile([], ['153:genel']))).toEqual({ centres: ['153'], queues: ['153:genel'] });
    expect(tileScope(board, tile(['185']))).toEqual({ centres: [], queues: null });
    expect(tileScope({ centres: [] }, tile(['185']))).toEqual({ centres: ['185'], queues: null });
    expect(scopeFigures(hall, tileScope(board, tile(['185'])), noon).waiting).toBeNull();
  });

  it('has one key however its parts are ordered', () => {
    expect(scopeKey({ centres: ['a', 'b'], queues: null })).toBe(scopeKey({ centres: ['b', 'a'], queues: null }));
    expect(scopeKey(everything)).not.toBe(scopeKey({ centres: [], queues: null }));
  });
});

describe('scopeFigures of some queues', () => {
  it('counts those queues, who serves them, and their centres alone', () => {
    const figures = scopeFigures(hall, { centres: null, queues: [ulasim.id] }, noon);
    expect(figures.waiting).toBe(3);
    expect(figures.agents.map(({ name }) => name)).toEqual(['can']);
    expect(figures.centres.map(({ id }) => id)).toEqual(['153']);
    expect(figures.sources.map(({ id }) => id)).toEqual(['153']);
    expect(figures.today?.offered).toBe(5);
    // 185 counts by another formula, which is none of this tile's concern.
    expect(figures.level.unknown).toBeNull();
    expect(scopeFigures(hall, everything, noon).level.unknown).toBe('formulas_differ');
  });

  it('sums up what is expected of several queues, or of none where one is not known', () => {
    const outlook = (id: string, mean: number) => ({
      ...{ id: `${id}@${dayStart}`, centre: '153', queue: id, start: dayStart, madeAt: noon - mean, mean },
      ...{ p10: mean - 10, p90: mean + 20, expected: [], low: [], high: [] },
    });
    const of = (...ids: string[]) => ({
      ...hall,
      outlooks: Object.fromEntries(ids.map((id, i) => [`${id}@${dayStart}`, outlook(id, 100 * (i + 1))])),
    });
    const scope = { centres: null, queues: [genel.id, ulasim.id] };
    expect(scopeFigures(of(genel.id, ulasim.id), scope, noon).outlook).toEqual({
      mean: 300,
      p10: 280,
      p90: 340,
      madeAt: noon - 200,
    });
    expect(scopeFigures(of(genel.id), scope, noon).outlook).toBeNull();
  });
});
