import { describe, expect, it } from 'vitest';
import type { Floor } from '#lib/feed/feedEvents.ts';
import { scopeFigures } from './boardFigures.ts';
import { everything } from './figureScope.ts';
import { freshness } from './freshness.ts';
import { type MetricId, metricIds, metricOf } from './metric.ts';
import { centre, dayMs, dayStart, floor, source } from './sampleFloor.ts';
import { hallNow, sampleHall } from './sampleHall.ts';

function read(of: Floor, at = hallNow) {
  const figures = scopeFigures(of, everything, at);
  const fresh = freshness('live', figures.sources, at);
  return (id: MetricId) => metricOf(id).read(figures, fresh);
}

describe('metrics', () => {
  it('each tells a value of a busy hall, within its unit', () => {
    const busy = read(sampleHall('busy'));
    for (const id of metricIds) {
      const { value, unknown } = busy(id);
      expect(unknown, id).toBeNull();
      expect(value, id).toBeGreaterThanOrEqual(0);
      if (metricOf(id).unit === 'ratio') expect(value, id).toBeLessThanOrEqual(1);
    }
    const [offered, answered, abandoned, otherwise] = (['offered', 'answered', 'abandoned', 'otherwise'] as const).map(
      (id) => busy(id).value ?? 0,
    );
    expect((answered ?? 0) + (abandoned ?? 0) + (otherwise ?? 0)).toBe(offered);
    expect(busy('tonight').value).toBeGreaterThan(offered ?? 0);
  });

  it('each says why it is not known; none is ever zero for that', () => {
    const empty = read(sampleHall('empty'));
    for (const id of metricIds)
      expect(empty(id), id).toEqual({ value: null, unknown: id === 'tonight' ? 'no_forecast' : 'no_queue_known' });
    const quiet = read(sampleHall('quiet'));
    expect(quiet('offered')).toEqual({ value: 0, unknown: null });
    expect(quiet('abandonedShare').unknown).toBe('nothing_offered');
    expect(quiet('serviceLevel').unknown).toBe('nothing_offered');
    expect(quiet('answerSpeed').unknown).toBe('nothing_answered');
    expect(quiet('talkTime').unknown).toBe('nothing_answered');
  });

  it('of a day in which no exchange was heard nothing is known', () => {
    const busy = sampleHall('busy');
    const away = { state: 'stale', lastHeardAt: dayStart } as const;
    const silent = { ...busy, sources: floor({ sources: [source('153', away), source('185', away)] }).sources };
    const tomorrow = read(silent, dayStart + dayMs + 60_000);
    expect(tomorrow('offered')).toEqual({ value: null, unknown: 'not_heard_today' });
    expect(tomorrow('serviceLevel').unknown).toBe('not_heard_today');
  });

  it('of a day that is still to be counted nothing is known, but for queues of which it is told', () => {
    const busy = sampleHall('busy');
    const started = { state: 'live', uncounted: true } as const;
    const { sources } = floor({ sources: [source('153', started), source('185', started)] });
    expect(read({ ...busy, sources })('offered')).toEqual(read(busy)('offered'));
    const uncounted = read({ ...busy, sources, days: {} });
    expect(uncounted('offered')).toEqual({ value: null, unknown: 'day_not_counted' });
    expect(uncounted('serviceLevel')).toEqual({ value: null, unknown: 'day_not_counted' });
  });

  it('has no service level where the centres’ formulas differ', () => {
    const mixed = {
      ...sampleHall('busy'),
      centres: floor({ centres: [centre('153'), centre('185', { formula: 'of_answered' })] }).centres,
    };
    expect(read(mixed)('serviceLevel')).toEqual({ value: null, unknown: 'formulas_differ' });
  });
});
