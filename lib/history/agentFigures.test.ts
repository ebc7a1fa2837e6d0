import { expect, test } from 'vitest';
import { addPauses, addStateTime, agentFigures, emptyAgentParts, sumAgentParts } from './agentFigures.ts';
import { occupancy } from './occupancy.ts';

const who = { exchange: 'x', agent: 'PJSIP/1', name: 'Ayşe', formerNames: [] };

function busyDay(talk: number, available: number) {
  const parts = emptyAgentParts();
  addStateTime(parts, 'on_contact', false, talk);
  addStateTime(parts, 'on_hold', false, 300);
  addStateTime(parts, 'wrap_up', false, 300);
  addStateTime(parts, 'available', false, available);
  addStateTime(parts, 'ringing', false, 60);
  return parts;
}

test('occupancy is handling over handling and waiting, ringing among the waiting', () => {
  const time = { talkSeconds: 2400, holdSeconds: 300, wrapUpSeconds: 300, availableSeconds: 540, ringingSeconds: 60 };
  expect(occupancy(time)).toBeCloseTo(0.8333, 4);
  const idle = { talkSeconds: 0, holdSeconds: 0, wrapUpSeconds: 0, availableSeconds: 0, ringingSeconds: 0 };
  expect(occupancy(idle)).toBeNull();
});

test('pauses, unreachable phones and calls outside the queues change no occupancy, but are signed-in time', () => {
  const parts = busyDay(2400, 540);
  const { occupancy: before, signedInSeconds } = agentFigures(who, parts);
  addStateTime(parts, 'paused', false, 1000);
  addStateTime(parts, 'unavailable', false, 100);
  addStateTime(parts, 'on_contact', true, 50);
  addStateTime(parts, 'ringing', true, 5);
  addStateTime(parts, 'signed_out', false, 9999);
  const figures = agentFigures(who, parts);
  expect(figures.occupancy).toBe(before);
  expect(figures.signedInSeconds).toBe((signedInSeconds ?? 0) + 1155);
  expect(figures.time).toMatchObject({ pausedSeconds: 1000, unavailableSeconds: 100, outsideSeconds: 55 });
});

test('nothing observed is unknown; signed out all day is known to be nothing', () => {
  expect(agentFigures(who, emptyAgentParts())).toMatchObject({
    ...{ signedInSeconds: null, time: null, occupancy: null, averageTalkSeconds: null, answered: 0 },
  });
  const away = emptyAgentParts();
  addStateTime(away, 'signed_out', false, 28_800);
  expect(agentFigures(who, away)).toMatchObject({ signedInSeconds: 0, occupancy: null });
});

test('totals are of the parts, never means of means', () => {
  const total = agentFigures(who, sumAgentParts([busyDay(2400, 540), busyDay(0, 6000), emptyAgentParts()]));
  expect(total.occupancy).toBeCloseTo((3000 + 600) / (3000 + 600 + 540 + 6000 + 120), 10);
  const two = [emptyAgentParts(), emptyAgentParts()];
  for (const [i, parts] of two.entries()) {
    parts.answered = i === 0 ? 3 : 1;
    parts.talks = parts.answered;
    parts.talkSeconds = i === 0 ? 300 : 20;
    addPauses(parts, 'Mola', { count: 1, seconds: 600 });
    addPauses(parts, null, { count: i, seconds: 60 });
  }
  expect(agentFigures(who, sumAgentParts(two))).toMatchObject({
    answered: 4,
    averageTalkSeconds: 80,
    averageHoldSeconds: null,
    pauses: [
      { reason: 'Mola', count: 2, seconds: 1200 },
      { reason: null, count: 1, seconds: 120 },
    ],
  });
});
