import { expect, test } from 'vitest';
import type { AlarmEntry } from '#lib/alarm/alarmEntry.ts';
import { alarmDifferences } from './alarmComparison.ts';

const entry = (id: string, raisedAt: number, clearedAt: number | null, target = '153'): AlarmEntry => ({
  ...{ id, rule: 'source-silent', name: 'Silent', kind: 'source_stale', level: 'alarm', target, centre: '153' },
  ...{ queue: null, source: target, raisedAt, value: null, worst: null, limit: null, deliver: true },
  ...{ acknowledgedAt: null, acknowledgedBy: null, clearedAt, endedBecause: clearedAt === null ? null : 'over' },
});

test('alarms one after the other, and those that stand on the wall, are as they should be', () => {
  const log = [entry('b', 20, null), entry('a', 0, 10), entry('c', 5, 8, '185')];
  expect(alarmDifferences(log, [{ id: 'b' }])).toEqual([]);
});

test('an alarm that is repeated, forgotten or never ends is found', () => {
  expect(alarmDifferences([entry('a', 0, null), entry('b', 20, 30)], [{ id: 'a' }])).toEqual([
    'alarm source-silent of 153: raised again while it stood',
  ]);
  expect(alarmDifferences([entry('a', 0, null)], [])).toEqual(['alarm source-silent of 153: not on the wall']);
  expect(alarmDifferences([entry('a', 0, 10)], [{ id: 'a' }])).toEqual([
    'alarm source-silent of 153: on the wall though it is over',
  ]);
  expect(alarmDifferences([], [{ id: 'a' }])).toEqual(['alarm a: on the wall, not in the log']);
});
