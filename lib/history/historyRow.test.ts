import { expect, test } from 'vitest';
import { histogramOf } from '../interval/waitHistogram.ts';
import { addParts, emptyParts, type HistoryParts, historyRow, inTime } from './historyRow.ts';

const span = { start: 0, end: 900_000, incomplete: false };

function partsWith(answered: number[], abandoned: number[], talkSeconds: number): HistoryParts {
  const parts = emptyParts();
  const sum = (waits: number[]) => waits.reduce((total, wait) => total + wait, 0);
  return {
    ...parts,
    offered: answered.length + abandoned.length,
    outcomes: { ...parts.outcomes, answered: answered.length, abandoned: abandoned.length },
    waitSecondsAnswered: sum(answered),
    waitsAnswered: answered.length,
    waitSecondsAll: sum([...answered, ...abandoned]),
    waitsAll: answered.length + abandoned.length,
    maxWaitSeconds: Math.max(...answered, ...abandoned),
    talkSeconds: talkSeconds * answered.length,
    talks: answered.length,
    answeredWaits: histogramOf(answered),
    abandonedWaits: histogramOf(abandoned),
  };
}

const repeat = (count: number, wait: number) => Array.from({ length: count }, () => wait);

// Answered 1000, abandoned 60, answered <= 20 s 860, abandoned <= 20 s 20, abandoned <= 5 s 10.
const worked = partsWith(
  [...repeat(860, 20), ...repeat(140, 21)],
  [...repeat(10, 5), ...repeat(10, 6), ...repeat(40, 60)],
  180,
);

test.each([
  ['of_answered', 0.86],
  ['answered_or_abandoned_in_time_of_offered', 0.8302],
  ['of_offered_less_abandoned_in_time', 0.8269],
  ['crediting_short_abandons', 0.8208],
  ['excluding_short_abandons', 0.819],
  ['strict', 0.8113],
] as const)('service level %s from the histograms', (formula, expected) => {
  const row = historyRow(span, inTime(worked, 20), { formula });
  expect(row.serviceLevel).toBeCloseTo(expected, 4);
});

test('a total is weighted by its parts, not the mean of their means', () => {
  const total = addParts([partsWith([10, 10, 10], [], 60), partsWith([40], [5], 300)]);
  const row = historyRow(span, inTime(total, 20), { formula: 'strict' });
  expect(row).toMatchObject({
    offered: 5,
    answered: 4,
    asaSeconds: 70 / 4,
    meanWaitSeconds: 75 / 5,
    meanTalkSeconds: 480 / 4,
    ahtSeconds: 120,
    maxWaitSeconds: 40,
    p80WaitSeconds: 10,
    serviceLevel: 3 / 5,
    abandonedShare: 1 / 5,
  });
});

test('nothing measured is null, never 0', () => {
  expect(historyRow(span, emptyParts(), { formula: 'strict' })).toMatchObject({
    offered: 0,
    serviceLevel: null,
    answeredShare: null,
    abandonedShare: null,
    asaSeconds: null,
    meanWaitSeconds: null,
    maxWaitSeconds: null,
    p80WaitSeconds: null,
    ahtSeconds: null,
    meanWrapUpSeconds: null,
  });
});

test('those who still wait are offered and in progress', () => {
  const parts = { ...worked, offered: worked.offered + 3 };
  expect(historyRow(span, parts, { formula: 'strict' }).inProgress).toBe(3);
});

test('after-contact work adds to the handling time where it is known', () => {
  const parts = { ...worked, wrapUpSeconds: 300, wrapUps: 10 };
  expect(historyRow(span, parts, { formula: 'strict' })).toMatchObject({
    meanWrapUpSeconds: 30,
    ahtSeconds: 210,
  });
});

test('in time means within the threshold of the own queue', () => {
  const urgent = inTime(partsWith([10, 11], [10], 60), 10);
  const patient = inTime(partsWith([10, 11, 30], [31], 60), 30);
  expect(historyRow(span, addParts([urgent, patient]), { formula: 'strict' })).toMatchObject({
    answeredInTime: 4,
    abandonedInTime: 1,
    serviceLevel: 4 / 7,
  });
});
