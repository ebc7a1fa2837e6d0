import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AgentSpan } from '#lib/agent/agentSpan.ts';
import type { AgentState } from '#lib/agent/agentState.ts';
import { upsertAgentStates } from '#lib/database/agentStates.ts';
import { upsertObservationGap } from '#lib/database/observationGaps.ts';
import { writeRoster } from '#lib/database/roster.ts';
import { openTestDatabase, type TestDatabase } from '#lib/database/testDatabase.ts';
import type { RosterActivity } from '#lib/roster/rosteredShift.ts';
import type { CentreSettings, ExchangeSettings } from '#lib/settings.ts';
import { DayPresence } from './dayPresence.ts';
import { readAgentDay, readRosterToday } from './readRosterToday.ts';

/** Midnight of 5 October 2026 in Istanbul. */
const midnight = Date.UTC(2026, 9, 4, 21);
/** `8.15` is a quarter past eight. */
const at = (clock: number) => midnight + (Math.floor(clock) * 60 + Math.round((clock % 1) * 100)) * 60_000;
const centre = { id: 'merkez', label: 'Merkez', zone: 'Europe/Istanbul', queues: [] } as unknown as CentreSettings;
const site = {
  centres: [centre],
  exchanges: [{ id: 'x', centre: 'merkez' }] as unknown as ExchangeSettings[],
  shrinkages: [{ centre: 'merkez', causes: [], pauseMeanings: {} }],
};

function span(agent: string, agentName: string, state: AgentState, from: number, to: number | null): AgentSpan {
  return {
    ...{ exchange: 'x', agent, agentName, state, queue: null, renamedFrom: null, since: at(from) },
    ...{ pauseReason: state === 'paused' ? 'Yemek' : null, startedAt: at(from), endedAt: to === null ? null : at(to) },
  };
}
function entry(agent: string, from: number, to: number, activity: RosterActivity = 'work') {
  return {
    ...{ agent, agentName: null, queues: null, startsAt: at(from), endsAt: at(to), activity },
    shiftStartsAt: at(activity === 'work' ? from : 8),
  };
}

let shared: TestDatabase;
beforeAll(async () => {
  shared = await openTestDatabase();
  await upsertAgentStates(shared.db, [
    span('PJSIP/1', 'Ayşe Yılmaz', 'signed_out', -10, 8),
    // a day of many short states
    ...Array.from({ length: 60 }, (_, nth) => [
      span('PJSIP/1', 'Ayşe Yılmaz', 'available', 8 + nth / 100, 8.005 + nth / 100),
      span('PJSIP/1', 'Ayşe Yılmaz', 'on_contact', 8.005 + nth / 100, 8.01 + nth / 100),
    ]).flat(),
    span('PJSIP/1', 'Ayşe Yılmaz', 'available', 9, 12.1),
    span('PJSIP/1', 'Ayşe Yılmaz', 'paused', 12.1, 12.4),
    span('PJSIP/1', 'Ayşe Yılmaz', 'wrap_up', 12.4, null),
    span('PJSIP/2', 'Işıl Demir', 'available', 7, 10),
  ]);
  await writeRoster(shared.db, {
    centre: 'merkez',
    days: { from: at(0), to: at(24) },
    covers: { from: at(0), to: at(24) },
    entries: [entry('1', 8, 17), entry('1', 12, 12.3, 'break'), entry('IŞIL DEMİR', 8, 16), entry('1009', 8, 16)],
  });
}, 60_000);
afterAll(() => shared.close());

const presences = new Map<string, DayPresence>();
const read = async (clock: number) => {
  const told = await readRosterToday(shared.db, site, [centre], presences, at(clock));
  return { ...told, of: (id: string | null) => told.agents.find((one) => one.id === id) };
};

test('agents are found on the roster by id and by name, one whom nobody has seen stays', async () => {
  const told = await read(9);
  expect(told.agents.map(({ id, name }) => [id, name])).toEqual([
    ['x:PJSIP/1', 'Ayşe Yılmaz'],
    [null, '1009'],
    ['x:PJSIP/2', 'Işıl Demir'],
  ]);
  expect(told.centres).toMatchObject([{ id: 'merkez', covered: [{ from: at(0), to: at(24) }] }]);
  expect(told.of(null)).toMatchObject({ actual: null, figures: { scheduledSeconds: 3600, adherence: null } });
});

test('figures grow from reading to reading, whatever was read before', async () => {
  expect((await read(10)).of('x:PJSIP/1')).toMatchObject({
    actual: { activity: 'desk', since: at(8) },
    figures: { scheduledSeconds: 7200, agreedSeconds: 7200, adherence: 1, conformance: 1 },
  });
  const later = (await read(13)).of('x:PJSIP/1');
  // ten minutes late into the break, ten minutes late out of it
  expect(later?.figures).toMatchObject({ scheduledSeconds: 5 * 3600, agreedSeconds: 4 * 3600 + 40 * 60 });
  expect(later?.actual).toEqual({ activity: 'desk', since: at(12.4) });
  const anew = await readRosterToday(shared.db, site, [centre], new Map(), at(13));
  expect(anew.agents.find(({ id }) => id === 'x:PJSIP/1')).toEqual(later);
});

test('who signed out is out since then, and works less than planned', async () => {
  expect((await read(12)).of('x:PJSIP/2')).toMatchObject({
    actual: { activity: 'out', since: at(10) },
    // an hour more before the shift
    figures: { scheduledSeconds: 4 * 3600, agreedSeconds: 2 * 3600, deskSeconds: 3 * 3600, conformance: 0.75 },
  });
});

test('readings at one time count nothing twice', async () => {
  const together = new DayPresence(['x'], midnight);
  const clocks = [12.3, 13, 13.01];
  const told = await Promise.all(clocks.map((clock) => together.read(shared.db, at(clock))));
  for (const [nth, clock] of clocks.entries())
    expect(told[nth]).toEqual(await new DayPresence(['x'], midnight).read(shared.db, at(clock)));
});

test('one day in full', async () => {
  const day = await readAgentDay(shared.db, site, [centre], presences, { id: 'x:PJSIP/1', now: at(13) });
  expect(day).toMatchObject({ id: 'x:PJSIP/1', name: 'Ayşe Yılmaz', day: { from: at(0), to: at(24) }, unobserved: [] });
  expect(day?.states[0]).toEqual({ state: 'signed_out', queue: null, pauseReason: null, from: at(0), to: at(8) });
  expect(day?.states.at(-1)).toMatchObject({ state: 'wrap_up', from: at(12.4), to: at(13) });
  expect(day?.entries).toHaveLength(2);
  expect(await readAgentDay(shared.db, site, [centre], presences, { id: 'x:PJSIP/7', now: at(13) })).toBeNull();
});

test('what was not observed is left out of the figures and told', async () => {
  await upsertObservationGap(shared.db, { exchange: 'x', startedAt: at(10), endedAt: at(11), reason: 'closed' });
  const told = (await read(12)).of('x:PJSIP/2');
  expect(told?.figures).toMatchObject({ scheduledSeconds: 4 * 3600, unobservedSeconds: 3600, agreedSeconds: 2 * 3600 });
  await upsertObservationGap(shared.db, { exchange: 'x', startedAt: at(11.5), endedAt: null, reason: 'closed' });
  expect((await read(12)).of('x:PJSIP/2')?.actual).toBeNull();
});
