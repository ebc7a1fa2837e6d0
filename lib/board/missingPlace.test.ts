import { expect, it } from 'vitest';
import { missingCentres, missingPlace } from './missingPlace.ts';
import { centre, floor, queue, source } from './sampleFloor.ts';

const hall = floor({ centres: [centre('153')], queues: [queue('153', 'genel')], sources: [source('153')] });
const tile = (centres: string[], queues: string[] = [], kind: 'number' | 'ticker' = 'number') => ({
  kind,
  scope: { centres, queues },
});
const all = { centres: [] };

it('names the centres of a board of which none is set up any more', () => {
  expect(missingCentres({ centres: ['185'] }, hall)).toEqual(['185']);
  expect(missingCentres({ centres: ['185', '153'] }, hall)).toBeNull();
  expect(missingCentres(all, floor({}))).toBeNull();
});

it('names what a tile is about, where nothing of it is there', () => {
  expect(missingPlace(all, tile([]), hall)).toBeNull();
  expect(missingPlace(all, tile(['153']), hall)).toBeNull();
  expect(missingPlace(all, tile(['185']), hall)).toEqual({ what: 'centres', names: ['185'] });
  expect(missingPlace(all, tile(['185', '153']), hall)).toBeNull();
  expect(missingPlace(all, tile([], ['153:genel', '153:su']), hall)).toBeNull();
  expect(missingPlace(all, tile([], ['153:su']), hall)).toEqual({ what: 'queues', names: ['su'] });
  // of an exchange that is not set up any more
  expect(missingPlace(all, tile([], ['185:su']), hall)).toEqual({ what: 'queues', names: ['su'] });
  expect(missingPlace(all, tile(['185'], [], 'ticker'), hall)).toBeNull();
});

it('says nothing of a queue before its exchange has told, nor of a centre that is another board’s', () => {
  const silent = floor({ centres: [centre('153')], sources: [source('153', { state: 'connecting' })] });
  expect(missingPlace(all, tile([], ['153:su']), silent)).toBeNull();
  expect(missingPlace({ centres: ['153'] }, tile(['185']), hall)).toBeNull();
});
