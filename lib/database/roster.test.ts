import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type RosterToWrite, rosteredAgents, rosteredShifts, rosterSpans, writeRoster } from './roster.ts';
import { openTestDatabase, type TestDatabase } from './testDatabase.ts';

let shared: TestDatabase;
beforeAll(async () => {
  shared = await openTestDatabase();
});
afterAll(() => shared.close());
beforeEach(async () => {
  await shared.db.deleteFrom('roster_shift').execute();
  await shared.db.deleteFrom('roster_span').execute();
});

/** Midnight of Monday, 5 October 2026 in Istanbul. */
const midnight = Date.UTC(2026, 9, 4, 21);
const at = (hours: number) => midnight + hours * 3_600_000;
const day = { from: at(0), to: at(24) };

type Entry = RosterToWrite['entries'][number];
function entry(agent: string, from: number, to: number, more: Partial<Entry> = {}): Entry {
  const shift = { agentName: null, queues: null, activity: 'work' as const, shiftStartsAt: at(from) };
  return { agent, startsAt: at(from), endsAt: at(to), ...shift, ...more };
}
const write = (entries: Entry[], more: Partial<RosterToWrite> = {}) =>
  writeRoster(shared.db, { centre: '153', entries, days: day, covers: day, ...more });
const agents = (from: number, to: number, queues: { exchange: string; queue: string }[] | null = null, minutes = 60) =>
  rosteredAgents(shared.db, '153', queues, at(from), at(to), minutes);

test('agents at the desk are those at work less their breaks, training and meetings, on average over each interval', async () => {
  await write([
    entry('Ayşe', 8, 12),
    entry('Ayşe', 9, 9.25, { activity: 'break', shiftStartsAt: at(8) }),
    // A meeting into which the break falls takes the time only once.
    entry('Ayşe', 9, 9.5, { activity: 'meeting', shiftStartsAt: at(8) }),
    entry('Can', 8.5, 11),
    entry('Ece', 8, 16, { activity: 'training' }),
  ]);
  expect(await agents(7, 13)).toEqual([0, 1.5, 1.5, 2, 1, 0]);
  expect(await agents(8, 9, null, 15)).toEqual([1, 1, 2, 2]);
});

test('where no roster says who works, the number is unknown, and within one nobody is 0', async () => {
  await write([entry('Ayşe', 8, 12)], { covers: { from: at(8), to: at(24) } });
  expect(await agents(6, 9)).toEqual([null, null, 1]);
  expect(await agents(22, 26)).toEqual([0, 0, null, null]);
  expect(await rosteredAgents(shared.db, '185', null, at(8), at(9), 60)).toEqual([null]);
});

test('an agent serves the queues that the roster names, or all; one who serves several is one', async () => {
  await write([
    entry('Ayşe', 8, 10, { queues: ['x:genel', 'x:ulaşım'] }),
    entry('Can', 8, 10, { queues: ['x:ulaşım'] }),
    entry('Ece', 9, 10),
    entry('Ece', 9.5, 10, { activity: 'break', shiftStartsAt: at(9), queues: ['x:ulaşım'] }),
  ]);
  const queue = (name: string) => ({ exchange: 'x', queue: name });
  expect(await agents(8, 10, [queue('genel')])).toEqual([1, 1.5]);
  expect(await agents(8, 10, [queue('genel'), queue('ulaşım')])).toEqual([2, 2.5]);
  expect(await agents(8, 10, [queue('zabıta')])).toEqual([0, 0.5]);
  expect((await rosteredShifts(shared.db, '153', [queue('genel')], at(9.5), at(24))).map(({ agent }) => agent)).toEqual(
    ['Ayşe', 'Ece'],
  );
});

test('a roster stands instead of what was known of its agents in its days, the same one changes nothing', async () => {
  const first = [entry('Ayşe', 8, 12, { agentName: 'Ayşe "A" Kaya\\, x' }), entry('Can', 8, 12)];
  expect(await write(first)).toEqual({ added: 2, removed: 0 });
  expect(await write(first)).toEqual({ added: 0, removed: 0 });
  const later = { days: { from: at(24), to: at(48) }, covers: { from: at(24), to: at(48) } };
  await write([entry('Ayşe', 32, 36)], later);

  expect(await write([entry('Ayşe', 10, 14)])).toEqual({ added: 1, removed: 1 });
  const shifts = await rosteredShifts(shared.db, '153', null, at(0), at(48));
  expect(shifts.map(({ agent, startsAt }) => [agent, startsAt])).toEqual([
    ['Can', at(8)],
    ['Ayşe', at(10)],
    ['Ayşe', at(32)],
  ]);

  expect(await write([entry('Ayşe', 10, 14)], { whole: true })).toEqual({ added: 0, removed: 1 });
});

test("a night shift's break after midnight goes with its shift, and the next day's roster leaves it alone", async () => {
  const night = [entry('Ayşe', 23, 31), entry('Ayşe', 26, 26.5, { activity: 'break', shiftStartsAt: at(23) })];
  await write(night);
  const next = { days: { from: at(24), to: at(48) }, covers: { from: at(24), to: at(48) } };
  await write([entry('Ayşe', 40, 44)], next);
  expect(await agents(25, 28)).toEqual([1, 0.5, 1]);
  await write([entry('Ayşe', 8, 10)]);
  expect(await agents(25, 28)).toEqual([0, 0, 0]);
});

test('rosters of days in a row are one stretch; a day that none names stays unknown', async () => {
  const of = (from: number, to: number) => ({
    days: { from: at(from), to: at(to) },
    covers: { from: at(from + 8), to: at(to) },
  });
  await write([entry('Ayşe', 8, 12)], of(0, 24));
  await write([entry('Ayşe', 32, 36)], of(24, 48));
  await write([entry('Ayşe', 80, 84)], of(72, 96));
  expect(await rosterSpans(shared.db, '153', at(0), at(200))).toEqual([
    { from: at(8), to: at(48) },
    { from: at(80), to: at(96) },
  ]);
});

test('what cannot be written leaves everything as it was', async () => {
  await write([entry('Ayşe', 8, 12)]);
  await expect(write([entry('Ayşe', 9, 12), entry('Can', 12, 9)])).rejects.toThrow(/check/);
  expect(await agents(8, 9)).toEqual([1]);
});
