import { expect, it } from 'vitest';
import type { HistoryChanges } from '#lib/database/historyChanges.ts';
import { PlanningTimes } from './planningTimes.ts';

const still: HistoryChanges = { imported: 0, importing: false, behind: 0 };
const moment = (seconds: number, history: Partial<HistoryChanges> = {}, date = '2026-03-02', minuteOfDay = 600) => ({
  now: seconds * 1000,
  days: [
    { centre: 'a', date, minuteOfDay },
    { centre: 'b', date, minuteOfDay: minuteOfDay - 60 },
  ],
  history: { ...still, ...history },
});

it('plans at the start, then no more until a day has begun in one of the zones', () => {
  const times = new PlanningTimes();
  expect(times.due(moment(0))).toBe('first');
  times.planned(moment(0), 1);
  expect(times.due(moment(10))).toBeNull();
  expect(times.due(moment(90_000, {}, '2026-03-03', 2))).toBeNull();
  expect(times.due(moment(90_060, {}, '2026-03-03', 3))).toBe('new_day');
});

it('waits for an import to end, and for nothing to come after it', () => {
  const times = new PlanningTimes();
  expect(times.due(moment(0, { behind: 5000 }))).toBeNull();
  expect(times.due(moment(60, { importing: true }))).toBeNull();
  expect(times.due(moment(70))).toBeNull();
  expect(times.due(moment(75, { behind: 100 }))).toBeNull();
  expect(times.due(moment(80))).toBeNull();
  expect(times.due(moment(101))).toBe('first');
});

it('plans a part of a history that takes long to come, and the whole of it once it is there', () => {
  const times = new PlanningTimes();
  const coming = { imported: 1000, importing: true, behind: 5000 };
  expect(times.due(moment(0, coming))).toBeNull();
  expect(times.due(moment(181, coming))).toBe('first');
  times.planned(moment(181, coming), 1);
  expect(times.due(moment(400, coming))).toBeNull();
  expect(times.due(moment(900, coming))).toBeNull();
  expect(times.due(moment(910, { imported: 9000 }))).toBeNull();
  expect(times.due(moment(931, { imported: 9000 }))).toBe('new_history');
  times.planned(moment(931, { imported: 9000 }), 1);
  expect(times.due(moment(941, { imported: 9000 }))).toBeNull();
});

it('plans a little more history an hour later, much more at once', () => {
  const times = new PlanningTimes();
  const known = { imported: 1_000_000 };
  times.planned(moment(0, known), 1);
  expect(times.due(moment(60, { imported: 1_000_010 }))).toBeNull();
  expect(times.due(moment(3601, { imported: 1_000_010 }))).toBe('new_history');
  expect(times.due(moment(60, { imported: 1_060_000 }))).toBe('new_history');
  // Counted anew, as after an outage whose record was read.
  expect(times.due(moment(70, { ...known, behind: 3 }))).toBeNull();
  expect(times.due(moment(3600, known))).toBeNull();
  expect(times.due(moment(3621, known))).toBe('new_history');
});

it('waits no longer for a past that begins to come after a round without any than for one that was coming already', () => {
  const times = new PlanningTimes();
  expect(times.due(moment(0))).toBe('first');
  times.planned(moment(0), 0);
  expect(times.due(moment(5))).toBeNull();
  expect(times.due(moment(10, { importing: true }))).toBeNull();
  const coming = { imported: 1000, importing: true, behind: 5000 };
  expect(times.due(moment(20, coming))).toBeNull();
  expect(times.due(moment(191, coming))).toBe('first');
  times.planned(moment(191, coming), 9);
  expect(times.due(moment(400, coming))).toBeNull();
  expect(times.due(moment(900, { imported: 9000 }))).toBeNull();
  expect(times.due(moment(921, { imported: 9000 }))).toBe('new_history');
});

it('plans once more for what was counted anew while a round went on', () => {
  const times = new PlanningTimes();
  const known = { imported: 1_000_000 };
  times.planned(moment(0, known), 1);
  expect(times.due(moment(90, { ...known, behind: 3 }))).toBeNull();
  // The round of the moment 80 ends at 100.
  times.planned(moment(80, known), 1);
  expect(times.due(moment(100, known))).toBeNull();
  expect(times.due(moment(3700, known))).toBe('new_history');
});
