import { expect, test } from 'vitest';
import { demoCentres } from './demoCentres.ts';
import { DemoRoster } from './demoRoster.ts';
import { dayAfter, localDay } from './localDay.ts';
import { QueueLogRows } from './queueLogRows.ts';
import { Switchboard } from './switchboard.ts';

const centre = demoCentres[0] as (typeof demoCentres)[number];
const day = localDay('2026-03-04', centre.zone);

test("the roster says who works: at each hour of a day those are signed in at the demo's exchange", () => {
  const roster = new DemoRoster(centre, 1);
  const shifts = [dayAfter(day, centre.zone, -1).date, day.date]
    .flatMap((date) => roster.day(date))
    .filter(({ activity }) => activity === 'work');
  const board = new Switchboard({ centre, seed: 1, from: day.start, report: new QueueLogRows(() => undefined) });
  board.open(true);
  for (let hour = 0; hour < 24; hour++) {
    // No shift begins or ends about then, only a long call may keep somebody.
    const at = day.start + hour * 3_600_000 + 52 * 60_000;
    board.clock.runUntil(at);
    const present = board.staff.agents.filter(({ memberships }) => memberships.length > 0);
    const rostered = shifts.filter(({ startsAt, endsAt }) => startsAt <= at && at < endsAt).map(({ agent }) => agent);
    expect(present.map((agent) => agent.interface)).toEqual(expect.arrayContaining(rostered));
    expect(present.length - rostered.length, `at ${hour}:52`).toBeLessThanOrEqual(1);
  }
});

test('shifts begin on the quarter, breaks lie within them, nights serve what is open, and every day is the same again', () => {
  const entries = new DemoRoster(centre, 1).day(day.date);
  expect(entries).toEqual(new DemoRoster(centre, 1).day(day.date));
  const shifts = new Map(entries.filter(({ activity }) => activity === 'work').map((shift) => [shift.agent, shift]));
  expect(shifts.size).toBeGreaterThan(25);
  for (const entry of entries) {
    const shift = shifts.get(entry.agent);
    expect(entry.shiftStartsAt).toBe(shift?.startsAt);
    expect(entry.startsAt).toBeGreaterThanOrEqual(shift?.startsAt ?? Number.NaN);
    expect(entry.endsAt).toBeLessThanOrEqual(shift?.endsAt ?? Number.NaN);
    expect(entry.endsAt).toBeGreaterThan(entry.startsAt);
    if (entry.activity === 'work') expect(entry.startsAt % 900_000).toBe(0);
  }
  const nights = [...shifts.values()].filter(({ startsAt }) => startsAt === day.start + 23.25 * 3_600_000);
  expect(nights.length).toBeGreaterThan(2);
  for (const { queues } of nights) expect(queues).toContain('153:153-genel');
});
