import { expect, it } from 'vitest';
import type { PartHealth, SourceHealth } from '../feed/feedEvents.ts';
import { expectedParts, healthStatusCode, verdict } from './health.ts';

const part = (name: string, ok = true): PartHealth => ({ part: name, ok, since: 0, reason: ok ? null : 'gone' });
const source = (id: string, state: SourceHealth['state']): SourceHealth => ({
  id,
  centre: id,
  label: id,
  state,
  since: 0,
  lastHeardAt: null,
  cause: state === 'live' ? null : 'closed',
  detail: null,
  demo: false,
});
const word = (parts: PartHealth[], sources: SourceHealth[]) => {
  const health = verdict(parts, sources);
  return `${health.status} ${healthStatusCode(health)}`;
};

it('says ok, degraded or down', () => {
  const all = [part('database'), part('pbx:153'), part('pbx:185'), part('history')];
  const live = [source('153', 'live'), source('185', 'live')];
  expect(word(all, live)).toBe('ok 200');
  expect(word([...all, part('demo', false)], live)).toBe('degraded 200');
  expect(word(all, [source('153', 'stale'), source('185', 'live')])).toBe('degraded 200');
  expect(word([part('database', false), ...all.slice(1)], live)).toBe('down 503');
  expect(word([part('database'), part('pbx:153', false), part('pbx:185', false)], [])).toBe('down 503');
});

it('expects a part for each exchange, and the demo only where it runs', () => {
  expect(expectedParts({ exchanges: [{ id: 'a' }], demo: null })).toEqual([
    'database',
    'pbx:a',
    'history',
    'planner',
    'alarms',
  ]);
  expect(expectedParts({ exchanges: [{ id: 'a' }], demo: {} })).toContain('demo');
});
