import { expect, it } from 'vitest';
import { lostPlaces } from './lostPlaces.ts';

const there = {
  centres: [{ id: '153' }],
  queues: [
    { id: '153:genel', gone: false },
    { id: '153:eski', gone: true },
  ],
};
const lost = (centres: string[], queues: string[]) => lostPlaces({ scope: { centres, queues } }, there);

it('tells what a rule names that is no more, and whether anything is left to be watched', () => {
  expect(lost([], [])).toEqual({ centres: [], queues: [], watched: true });
  expect(lost(['153'], ['153:genel', '153:eski'])).toEqual({ centres: [], queues: ['153:eski'], watched: true });
  expect(lost([], ['153:eski', '9:yok'])).toEqual({ centres: [], queues: ['153:eski', '9:yok'], watched: false });
  expect(lost(['444'], [])).toEqual({ centres: ['444'], queues: [], watched: false });
});
