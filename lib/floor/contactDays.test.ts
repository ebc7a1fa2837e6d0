import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Contact, contactKey, mergeContact } from '../contact/contact.ts';
import { subjectList } from '../contact/subject.ts';
import { dayStarts } from '../interval/centreDay.ts';
import type { PbxEvent } from '../pbx/pbxEvent.ts';
import { LiveExchange } from './liveExchange.ts';

/** Nine in the morning in Istanbul, whose day began at 21:00 UTC the day before. */
const t0 = Date.UTC(2026, 9, 5, 6, 0);
const dayStart = Date.UTC(2026, 9, 4, 21, 0);
const minute = 60_000;

/** An exchange's worker with its database: rows are written when `write` says so, as the real one merges them. */
function installation() {
  const live = new LiveExchange(
    {
      exchange: 'x',
      centre: 'home',
      profileOf: (queue) => ({ centre: queue === 'su' ? 'water' : 'home', label: queue, thresholdSeconds: 20 }),
      outOfScopeOf: (centre) => subjectList(centre === 'home' ? ['Hastane Randevusu', 'DOĞALGAZ'] : ['yol']),
      dayStartOf: dayStarts(['home', 'water'].map((id) => ({ id, zone: 'Europe/Istanbul' }))),
      wrapUpSeconds: 0,
    },
    t0,
  );
  live.floor.contactDays.observed((from) => from);
  const unwritten = new Map<string, Contact>();
  const database = new Map<string, Contact>();
  const put = (contact: Contact) => unwritten.set(contactKey(contact), contact);
  const tell = (at: number, event: Record<string, unknown>) => {
    for (const { after } of live.apply({ at, receivedAt: at, ...event } as PbxEvent).contacts) put(after);
  };
  const x = {
    live,
    database,
    start: (id: string, at = t0) => tell(at, { kind: 'contact_started', contactId: id, channel: 'voice' }),
    told: (id: string, served: true | null, subject: string | null, at = t0) =>
      tell(at, { kind: 'contact_told', contactId: id, served, subject }),
    end: (id: string, contained: boolean | null, subject: string | null = null, at = t0) =>
      tell(at, { kind: 'contact_ended', contactId: id, contained, subject }),
    join: (id: string, queue: string, at = t0, nth = 1) =>
      tell(at, {
        ...{ kind: 'visit_joined', callId: id, queue, nth, contactId: id, channel: 'voice', position: 1 },
      }),
    record(contact: Partial<Contact> & { contactId: string }, at = t0) {
      const told = live.recordContact({ ...logged, ...contact }, at);
      if (told !== null) put(told.contact);
      return told?.counted ?? null;
    },
    write() {
      for (const [key, contact] of unwritten) {
        const known = database.get(key);
        database.set(key, known === undefined ? contact : mergeContact(known, contact));
      }
      unwritten.clear();
    },
    recount(from = dayStart, meanwhile: () => void = () => {}, now = t0) {
      const recount = live.recount(from, { visits: [], contacts: [...unwritten.values()] }, now);
      const rows = [...database.values()];
      recount.contacts.add(rows.slice(0, rows.length >> 1));
      meanwhile();
      recount.contacts.add(rows.slice(rows.length >> 1));
      recount.finish(now);
    },
    days: () => live.floor.floor.contactDays,
    day: (centre = 'home', start = dayStart) => live.floor.floor.contactDays[`x/${centre}@${start}`],
  };
  return x;
}

const logged: Contact = {
  ...{ exchange: 'x', contactId: '', channel: 'voice', startedAt: t0, endedAt: t0 + 20_000 },
  ...{ visits: 0, firstQueue: null, contained: null, subject: null },
};
const counts = { contacts: 0, contained: 0, leftInIvr: 0, toQueue: 0, unknown: 0, withSubject: 0, outOfScope: 0 };

test('a contact counts as what became of it, and in the IVR while nothing has', () => {
  const x = installation();
  for (const id of ['a', 'b', 'c', 'd', 'e']) x.start(id);
  expect(x.day()).toMatchObject({ ...counts, contacts: 5, observedSince: dayStart });
  x.told('a', true, 'borç');
  expect(x.day()).toMatchObject({ ...counts, contacts: 5, withSubject: 1 });
  x.end('a', true, 'borç');
  x.end('b', false);
  x.end('c', null);
  x.join('d', 'genel');
  expect(x.day()).toEqual({
    ...{ id: `x/home@${dayStart}`, exchange: 'x', centre: 'home', start: dayStart, observedSince: dayStart },
    ...{ contacts: 5, contained: 1, leftInIvr: 1, toQueue: 1, unknown: 1, withSubject: 1, outOfScope: 0 },
  });
});

test('a contact is its first queue’s centre’s, whatever queue it enters then, and its subject is judged there', () => {
  const x = installation();
  x.start('a');
  x.told('a', null, 'HASTANE RANDEVUSU');
  expect(x.day()).toMatchObject({ contacts: 1, outOfScope: 1 });
  x.join('a', 'su');
  expect(x.day()).toBeUndefined();
  x.join('a', 'genel');
  x.end('a', false, 'Hastane Randevusu');
  expect(x.days()).toEqual({
    [`x/water@${dayStart}`]: expect.objectContaining({ contacts: 1, toQueue: 1, outOfScope: 0 }),
  });
});

test('an agent who codes the contact after its end is counted', () => {
  const x = installation();
  x.start('a');
  x.join('a', 'genel');
  x.end('a', false);
  x.told('a', null, 'doğalgaz', t0 + minute);
  expect(x.day()).toMatchObject({ contacts: 1, withSubject: 1, outOfScope: 1 });
});

test('a contact belongs to the day on which it began', () => {
  const x = installation();
  const midnight = dayStart + 24 * 60 * minute;
  x.start('a', midnight - 1);
  x.start('b', midnight);
  x.end('a', true, null, midnight + minute);
  expect(x.day()).toMatchObject({ contacts: 1, contained: 1 });
  expect(x.day('home', midnight)).toMatchObject({ contacts: 1, contained: 0 });
  x.live.floor.tick(midnight + 61 * minute);
  expect(Object.keys(x.days())).toEqual([`x/home@${midnight}`]);
  x.told('a', null, 'su', midnight + 62 * minute);
  expect(Object.keys(x.days())).toEqual([`x/home@${midnight}`]);
});

test('the record tells what was not heard, once, and what it cannot tell for sure is to be counted anew', () => {
  const x = installation();
  x.start('a');
  x.end('a', null, null, t0 + 20_300);
  expect(x.record({ contactId: 'a', contained: true, subject: 'su' })).toBe(true);
  expect(x.record({ contactId: 'a', contained: true, subject: 'su' })).toBeNull();
  expect(x.record({ contactId: 'b', contained: false })).toBe(true);
  expect(x.record({ contactId: 'b', contained: false })).toBeNull();
  expect(x.day()).toMatchObject({ contacts: 2, contained: 1, leftInIvr: 1, unknown: 0, withSubject: 1 });
  // from before this process began: the database may know it
  expect(x.record({ contactId: 'c', startedAt: t0 - minute, contained: true })).toBe(false);
  expect(x.day()).toMatchObject({ contacts: 2 });
  x.recount();
  expect(x.day()).toMatchObject({ contacts: 3, contained: 2 });
});

test('days are told anew when it turns out since when contacts are observed', () => {
  const x = installation();
  x.start('a');
  x.live.floor.takeChanges();
  x.live.floor.contactDays.observed((from) => from);
  expect(x.live.floor.takeChanges()).toBeNull();
  x.live.floor.contactDays.observed(() => t0);
  expect(x.live.floor.takeChanges()?.changed.contactDays).toEqual({
    [`x/home@${dayStart}`]: expect.objectContaining({ contacts: 1, observedSince: t0 }),
  });
});

test('after a start the day is what the database, and what is on its way there, says', () => {
  const before = installation();
  for (const id of ['a', 'b', 'c']) before.start(id);
  before.end('a', true, 'su');
  before.write();
  before.told('c', true, 'su');
  const after = installation();
  for (const [key, contact] of before.database) after.database.set(key, contact);
  const open = [...before.live.ledger.contacts.all()].filter(({ endedAt }) => endedAt === null);
  after.live.restore([], open);
  after.recount(dayStart, () => {
    after.end('c', true, 'su');
    after.start('d');
    after.write();
  });
  expect(after.day()).toMatchObject({ contacts: 4, contained: 2, withSubject: 2, unknown: 0 });
  after.end('b', false);
  after.recount(t0);
  expect(after.day()).toMatchObject({ contacts: 4, contained: 2, leftInIvr: 1, withSubject: 2 });
});

test('whatever happens in whatever order, the day is what the database says in the end', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd');
  const act = fc.oneof(
    fc.record({ what: fc.constant('start' as const), id }),
    fc.record({ what: fc.constant('told' as const), id, subject: fc.constantFrom(null, 'doğalgaz', 'su') }),
    fc.record({ what: fc.constant('join' as const), id, queue: fc.constantFrom('genel', 'su') }),
    fc.record({ what: fc.constant('end' as const), id, contained: fc.constantFrom(true, false, null) }),
    fc.record({ what: fc.constant('record' as const), id, contained: fc.constantFrom(true, false, null) }),
    fc.record({ what: fc.constant('write' as const) }),
    fc.record({ what: fc.constant('recount' as const) }),
  );
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      const x = installation();
      let asked = false;
      for (const [index, one] of acts.entries()) {
        const at = t0 + index * 1000;
        if (one.what === 'start') x.start(one.id, at);
        else if (one.what === 'told') x.told(one.id, null, one.subject, at);
        else if (one.what === 'join') x.join(one.id, one.queue, at, index + 1);
        else if (one.what === 'end') x.end(one.id, one.contained, null, at);
        else if (one.what === 'record')
          asked =
            x.record({ contactId: one.id, startedAt: at, endedAt: at, contained: one.contained }, at) === false ||
            asked;
        else if (one.what === 'write') x.write();
        else x.recount(dayStart, () => undefined, at);
      }
      // of one that goes on the worker alone knows that it does
      for (const one of ['a', 'b', 'c', 'd']) x.end(one, null, null, t0 + minute);
      if (asked) x.recount(dayStart, () => undefined, t0 + minute);
      x.write();
      const shown = structuredClone(x.days());
      const anew = installation();
      for (const [key, contact] of x.database) anew.database.set(key, contact);
      anew.recount();
      expect(shown).toEqual(anew.days());
    }),
    { seed: 5, numRuns: 300 },
  );
});

test('an entry into a queue that the record tells before any event does is one entry', () => {
  const x = installation();
  x.start('a');
  x.record({ contactId: 'a', visits: 1, firstQueue: 'genel', contained: false });
  x.join('a', 'genel');
  expect(x.live.ledger.contacts.get('a')).toMatchObject({ visits: 1, firstQueue: 'genel', endedAt: null });
  x.join('a', 'su');
  expect(x.live.ledger.contacts.get('a')).toMatchObject({ visits: 2, firstQueue: 'genel' });
  expect(x.day()).toMatchObject({ contacts: 1, toQueue: 1 });
});
