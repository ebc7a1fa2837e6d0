import { describe, expect, it } from 'vitest';
import { freshness } from '#lib/board/freshness.ts';
import { agent, centre, dayStart, floor, queue, source } from '#lib/board/sampleFloor.ts';
import { formatsOf } from '../i18n/formats.ts';
import { ActivitySince } from './adherence/activitySince.ts';
import type { RosterAgent, RosterToday } from './adherence/rosterToday.ts';
import { usualDesk } from './deskAddress.ts';
import {
  agentMatches,
  type DeskAgent,
  deskAgents,
  fitsFilter,
  isFlagged,
  NameRanks,
  plannedDays,
  sortedAgents,
} from './deskAgents.ts';
import { callFits, callMatches, deskCalls, sortedCalls } from './deskCalls.ts';

const minute = 60_000;
const hour = 60 * minute;
const now = dayStart + 10 * hour;
const { compare } = formatsOf('tr');
const limits = usualDesk.limits;
const figures = {
  ...{ scheduledSeconds: 3600, unobservedSeconds: 0, agreedSeconds: 3600, plannedDeskSeconds: 3600, deskSeconds: 3600 },
  ...{ adherence: 1, conformance: 1 },
};
function rostered(id: string | null, name: string, change: Partial<RosterAgent> = {}): RosterAgent {
  const shift = { startsAt: dayStart + 8 * hour, endsAt: dayStart + 16 * hour, activity: 'work' as const };
  return { id, centre: '153', name, entries: [shift], actual: null, figures, ...change };
}
const day = { from: dayStart, to: dayStart + 24 * hour };
const roster = (...agents: RosterAgent[]): RosterToday => ({
  asOf: now,
  centres: [{ id: '153', day, covered: [day], pauseMeanings: {} }],
  agents,
});
const whole = floor({
  centres: [centre('153')],
  sources: [source('153', { label: 'Alo 153' })],
  queues: [queue('153', 'genel', { label: 'Genel Bilgi' }), queue('153', 'su', { label: 'Su' })],
  agents: [
    agent('153', 'İrem Işık', { since: now - 3 * minute, queues: ['153:genel', '153:su'] }),
    agent('153', 'Çağrı Ünal', {
      ...{ state: 'on_contact', since: now - 20 * minute, onQueue: '153:genel', queues: ['153:genel'] },
    }),
    agent('153', 'Ayşe Kaya', { state: 'paused', since: now - 5 * minute, pauseReason: 'Yemek', queues: ['153:su'] }),
    agent('153', 'Zeynep Avcı', { state: 'signed_out', since: now - 9 * hour }),
  ],
});

function desk(told: RosterToday | null, link: 'live' | 'lost' = 'live'): DeskAgent[] {
  const activities = new ActivitySince();
  activities.take(whole.agents, told);
  const fresh = freshness(link, Object.values(whole.sources), now);
  return deskAgents(whole, plannedDays(told), { fresh, activities, now });
}
const of = (rows: DeskAgent[], name: string) => rows.find((row) => row.name === name) as DeskAgent;

describe('agents on the desk', () => {
  it('keep to the roster or not, and one whom nobody has seen is missing', () => {
    const rows = desk(
      roster(
        rostered('153:İrem Işık', 'İrem Işık', { actual: { activity: 'desk', since: dayStart + 8.5 * hour } }),
        rostered('153:Ayşe Kaya', 'Ayşe Kaya'),
        rostered('153:Yeni Gelen', 'Yeni Gelen'),
        rostered(null, 'Bilinmeyen'),
      ),
    );
    expect(of(rows, 'İrem Işık').adherence).toEqual({ status: 'in', planned: 'work', since: dayStart + 8.5 * hour });
    expect(of(rows, 'Ayşe Kaya').adherence).toMatchObject({ status: 'out', how: 'away', since: now - 5 * minute });
    expect(of(rows, 'Çağrı Ünal').adherence).toMatchObject({ status: 'unrostered' });
    expect(of(rows, 'Zeynep Avcı').adherence).toEqual({ status: 'off' });
    expect(of(rows, 'Yeni Gelen')).toMatchObject({ agent: null, adherence: { status: 'out', how: 'not_come' } });
    // nobody knows whether that is one of those who are here
    expect(of(rows, 'Bilinmeyen').adherence).toEqual({ status: 'unknown', why: 'not_observed' });
    const fitting = (filter: 'here' | 'out' | 'paused') =>
      rows.filter((row) => fitsFilter(row, filter, limits)).map(({ name }) => name);
    expect(fitting('here')).toEqual(['İrem Işık', 'Çağrı Ünal', 'Ayşe Kaya', 'Yeni Gelen']);
    expect(fitting('out')).toEqual(['Çağrı Ünal', 'Ayşe Kaya', 'Yeni Gelen']);
    expect(fitting('paused')).toEqual(['Ayşe Kaya']);
  });

  it('without a roster, or without the link, adherence is unknown', () => {
    expect(desk(null).map(({ adherence }) => adherence.status)).toEqual(Array(4).fill('unknown'));
    const lost = desk(roster(rostered('153:İrem Işık', 'İrem Işık')), 'lost');
    expect(of(lost, 'İrem Işık')).toMatchObject({ live: false, adherence: { why: 'not_observed' } });
  });

  it('are flagged over a limit, which may be none', () => {
    const rows = desk(null);
    const flagged = (change = {}) =>
      rows.filter((row) => isFlagged(row, { ...limits, ...change })).map(({ name }) => name);
    expect(flagged()).toEqual(['Çağrı Ünal']);
    expect(flagged({ talk: null, pause: 4 })).toEqual(['Ayşe Kaya']);
  });

  it('are searched and sorted the Turkish way', () => {
    const rows = desk(null);
    const labels = new Map([['153:genel', 'Genel Bilgi']]);
    const found = (search: string) => rows.filter((row) => agentMatches(row, search, labels)).map(({ name }) => name);
    expect(found('İREM')).toEqual(['İrem Işık']);
    expect(found('IŞIK')).toEqual(['İrem Işık']);
    expect(found('yemek')).toEqual(['Ayşe Kaya']);
    expect(found('genel')).toEqual(['Çağrı Ünal']);
    const ranks = new NameRanks(compare).of(rows);
    const names = (column: 'name' | 'since' | 'kept', falling: boolean) =>
      sortedAgents(rows, { column, falling }, ranks).map(({ name }) => name);
    expect(names('name', false)).toEqual(['Ayşe Kaya', 'Çağrı Ünal', 'İrem Işık', 'Zeynep Avcı']);
    expect(names('since', true)).toEqual(['Zeynep Avcı', 'Çağrı Ünal', 'Ayşe Kaya', 'İrem Işık']);
    // nothing is known of any: by name
    expect(names('kept', true)).toEqual(names('name', false));
  });
});

describe('since when somebody does what they do', () => {
  it('is told through contacts and wrap-up, and begins anew after a pause', () => {
    const activities = new ActivitySince();
    const told = (state: 'available' | 'on_contact' | 'wrap_up' | 'paused', at: number) => {
      const one = agent('153', 'ayse', { state, since: at });
      activities.take({ [one.id]: one }, null);
      return activities.of(one.id)?.since;
    };
    expect(told('available', 1000)).toBe(1000);
    expect(told('on_contact', 2000)).toBe(1000);
    expect(told('wrap_up', 3000)).toBe(1000);
    expect(told('paused', 4000)).toBe(4000);
    expect(told('available', 5000)).toBe(5000);
    activities.take({}, null);
    expect(activities.of('153:ayse')).toBeNull();
  });

  const paused = agent('153', 'ayse', { state: 'paused', pauseReason: 'Kalite', since: now - 5 * minute });
  const before = { activity: 'training' as const, since: now - 40 * minute };
  const telling: RosterToday = {
    asOf: now,
    centres: [{ id: '153', day, covered: [day], pauseMeanings: { Kalite: 'training' } }],
    agents: [rostered(paused.id, 'Ayşe', { actual: before })],
  };

  it('is judged anew by the roster’s words when it comes after the agents', () => {
    const activities = new ActivitySince();
    activities.take({ [paused.id]: paused }, null);
    expect(activities.of(paused.id)).toMatchObject({ activity: 'other', since: paused.since });
    activities.take({ [paused.id]: paused }, telling);
    expect(activities.of(paused.id)).toMatchObject(before);
  });

  it('is told by the roster of agents that come after it, unless what they do began later', () => {
    const activities = new ActivitySince();
    activities.take({}, telling);
    activities.take({ [paused.id]: paused }, telling);
    expect(activities.of(paused.id)).toMatchObject(before);
    const anew = { ...paused, since: now + minute };
    activities.take({}, telling);
    activities.take({ [paused.id]: anew }, telling);
    expect(activities.of(paused.id)).toMatchObject({ activity: 'training', since: anew.since });
  });
});

describe('calls on the desk', () => {
  const contact = (id: string, state: 'waiting' | 'on_contact', since: number, name = 'genel') => ({
    ...{ id, queue: `153:${name}`, centre: '153', state, since: now - since * 1000 },
  });
  const caller = (id: string, number: string | null, agentId: string | null = null, name = 'genel') => ({
    ...{ id, centre: '153', queue: `153:${name}`, number, agent: agentId },
  });
  const shown = {
    ...whole,
    ...floor({
      contacts: [
        contact('a', 'waiting', 10),
        contact('b', 'waiting', 70),
        contact('c', 'on_contact', 300, 'su'),
        contact('d', 'waiting', 25, 'su'),
      ],
      callers: [
        caller('a', '0500 *** ** 67'),
        caller('b', null),
        caller('c', '0262 *** ** 10', '153:Çağrı Ünal', 'su'),
      ],
    }),
    ...{ queues: whole.queues, agents: whole.agents, sources: whole.sources, centres: whole.centres },
  };
  const labels = new Map([
    ['153:genel', 'Genel Bilgi'],
    ['153:su', 'Su'],
  ]);
  const calls = deskCalls(shown, freshness('live', Object.values(whole.sources), now), labels);
  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id).join('');

  it('know their queue, agent and number, and how they stand to the threshold', () => {
    expect(calls.find(({ id }) => id === 'c')).toMatchObject({
      ...{ queueLabel: 'Su', number: '0262 *** ** 10', level: 'none' },
      agent: { id: '153:Çağrı Ünal', name: 'Çağrı Ünal' },
    });
    expect(calls.map(({ level }) => level)).toEqual(['none', 'alarm', 'none', 'warn']);
    expect(calls.map(({ number }) => number)).toEqual(['0500 *** ** 67', null, '0262 *** ** 10', null]);
  });

  it('who waits longest comes first', () => {
    expect(ids(sortedCalls(calls, { column: 'since', falling: true }, compare))).toBe('bdac');
    expect(ids(sortedCalls(calls, { column: 'since', falling: false }, compare))).toBe('adbc');
    expect(ids(sortedCalls(calls, { column: 'queue', falling: false }, compare))).toBe('badc');
    expect(ids(sortedCalls(calls, { column: 'number', falling: false }, compare))).toBe('cabd');
  });

  it('are found by state, queue, agent and by the digits that are shown', () => {
    expect(ids(calls.filter((call) => callFits(call, 'waiting', '153:su')))).toBe('d');
    expect(ids(calls.filter((call) => callMatches(call, 'çağrı')))).toBe('c');
    expect(ids(calls.filter((call) => callMatches(call, '0262')))).toBe('c');
    expect(ids(calls.filter((call) => callMatches(call, '500 1234567')))).toBe('');
    expect(ids(calls.filter((call) => callMatches(call, 'genel')))).toBe('ab');
  });
});
