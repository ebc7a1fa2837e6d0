import { expect, test } from 'vitest';
import type { CentreSettings } from '../settings.ts';
import { queueProfiles } from './queueProfiles.ts';

const centre = (id: string, queues: CentreSettings['queues']): CentreSettings => ({
  id,
  label: id,
  zone: 'Europe/Istanbul',
  serviceLevelFormula: 'strict',
  outOfScopeSubjects: [],
  target: { ratio: 0.8, thresholdSeconds: 15 },
  queues,
});
const genel = { exchange: 'merkez', queue: '153-genel', label: 'Genel', thresholdSeconds: 20 };

test('a queue is shown as the settings say, wherever its exchange stands', () => {
  const profileOf = queueProfiles({ id: 'merkez', centre: 'a' }, [centre('a', []), centre('b', [genel])]);
  expect(profileOf('153-genel')).toEqual({ centre: 'b', label: 'Genel', thresholdSeconds: 20 });
});

test('a queue that they leave out counts for the exchange’s centre, and is told once', () => {
  const told: string[] = [];
  const profileOf = queueProfiles({ id: 'merkez', centre: 'a' }, [centre('a', [genel])], (it) => told.push(it));
  const profile = { centre: 'a', label: 'yeni', thresholdSeconds: 15 };
  expect([profileOf('yeni'), profileOf('yeni')]).toEqual([profile, profile]);
  expect(told).toEqual([
    expect.stringMatching(/^Queue yeni of merkez is not in santral\.yaml: it counts for centre a/),
  ]);
});

test('where they name none, none is left out', () => {
  const told: string[] = [];
  const profileOf = queueProfiles({ id: 'merkez', centre: 'a' }, [centre('a', [])], (it) => told.push(it));
  expect(profileOf('yeni').label).toBe('yeni');
  expect(told).toEqual([]);
});
