import { describe, expect, it } from 'vitest';
import { gridColumns, gridRows } from './grid.ts';
import { neededKinds } from './neededKinds.ts';
import { hallOverview } from './templates/hallOverview.ts';
import { factsOf } from './tileFacts.ts';
import { tileKinds } from './tileKind.ts';
import { optionsOf, tileOptions } from './tileOptions.ts';
import { wholeBoardSchema } from './wholeBoard.ts';

const board = (tiles: object[]) => wholeBoardSchema.parse({ id: 'a', name: 'a', centres: [], tiles });
const place = { id: 't', x: 0, y: 0, w: 8, h: 4 };

describe('the facts of each kind of tile', () => {
  it.each(tileKinds)('%s has options of its own, and sizes that fit the grid', (kind) => {
    const facts = factsOf(kind);
    const options = optionsOf({ kind, options: {} });
    expect(tileOptions[kind].parse(options)).toEqual(options);
    expect(facts.size.w).toBeLessThanOrEqual(gridColumns);
    expect(facts.size.h).toBeLessThanOrEqual(gridRows);
    expect(facts.least.w).toBeLessThanOrEqual(facts.size.w);
    expect(facts.least.h).toBeLessThanOrEqual(facts.size.h);
    expect(facts.kinds(options)).not.toContain('callers');
  });

  it('fills in what is missing, and falls back where a newer build wrote options that this one does not take', () => {
    expect(optionsOf({ kind: 'number', options: { metric: 'paused' } })).toEqual({ metric: 'paused', trend: 'none' });
    expect(optionsOf({ kind: 'number', options: { metric: 'of_the_future' } })).toEqual({
      metric: 'waiting',
      trend: 'none',
    });
  });
});

describe('neededKinds', () => {
  it('is what the tiles show, beside what every board needs', () => {
    const always = ['alarmWatch', 'alarms', 'centres', 'queues', 'sources'];
    expect(neededKinds(board([]))).toEqual(always);
    const of = (tile: object) => neededKinds(board([{ ...place, ...tile }])).filter((kind) => !always.includes(kind));
    expect(of({ kind: 'number', options: { metric: 'waiting' } })).toEqual([]);
    expect(of({ kind: 'number', options: { metric: 'available' } })).toEqual(['agents']);
    expect(of({ kind: 'number', options: { metric: 'offered', trend: 'forecast' } })).toEqual(['days', 'outlooks']);
    expect(of({ kind: 'waiting_list' })).toEqual(['contacts']);
    expect(of({ kind: 'day_curve' })).toEqual(['intervals', 'outlooks']);
    expect(of({ kind: 'clock' })).toEqual([]);
  });

  it('asks nothing of contacts or callers for the hall overview', () => {
    const kinds = neededKinds(hallOverview({ id: 'all', name: 'a', centres: [] }));
    expect(kinds).toEqual([
      ...['agents', 'alarmWatch', 'alarms', 'centres', 'days', 'intervals', 'outlooks', 'queues', 'sources'],
    ]);
  });
});
