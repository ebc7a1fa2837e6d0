import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Contact, contactKey, mergeContact } from '../contact/contact.ts';
import { dayStarts } from '../interval/centreDay.ts';
import type { PbxEvent } from '../pbx/pbxEvent.ts';
import { LiveExchange } from './liveExchange.ts';

const t0 = Date.UTC(2026, 9, 5, 6, 0);
const dayStart = Date.UTC(2026, 9, 4, 21, 0);
const quarter = t0 + 900_000;

/** An exchange's worker that may be killed, with its spool and the database, which outlive it. */
function installation(since: number) {
  const database = new Map<string, Contact>();
  /** Contacts as they were put last, and those of them that the database does not have yet. */
  const put = new Map<string, Contact>();
  const unwritten = new Map<string, Contact>();
  let asked: number | null = null;
  let counting = false;
  const upsert = (contact: Contact) => {
    const known = database.get(contactKey(contact));
    database.set(contactKey(contact), known === undefined ? contact : mergeContact(known, contact));
  };
  const keep = (contact: Contact) => {
    put.set(contact.contactId, contact);
    unwritten.set(contact.contactId, contact);
  };
  const start = (now: number) =>
    new LiveExchange(
      {
        exchange: 'x',
        profileOf: (queue) => ({ centre: 'x', label: queue, thresholdSeconds: 20 }),
        dayStartOf: dayStarts([{ id: 'x', zone: 'Europe/Istanbul' }]),
        wrapUpSeconds: 0,
      },
      now,
    );
  let live = start(since);
  const tell = (at: number, event: Record<string, unknown>) => {
    for (const { after } of live.apply({ at, receivedAt: at, ...event } as PbxEvent).contacts) keep(after);
  };
  const x = {
    database,
    start: (id: string, at: number) => tell(at, { kind: 'contact_started', contactId: id, channel: 'voice' }),
    end: (id: string, contained: boolean | null, at: number) =>
      tell(at, { kind: 'contact_ended', contactId: id, contained, subject: null }),
    join: (id: string, at: number, nth = 1) =>
      tell(at, {
        ...{ kind: 'visit_joined', callId: id, queue: 'genel', nth, contactId: id, channel: 'voice', position: 1 },
      }),
    /** What the queue_log tells, read by this worker. */
    record(account: Contact, now: number) {
      const told = live.recordContact(account, now);
      if (told === null) return;
      keep(told.contact);
      if (!told.counted) x.ask(told.contact.startedAt);
    },
    /** The same, read by another process. */
    import(account: Contact) {
      upsert(account);
      x.ask(dayStart);
    },
    write() {
      for (const contact of unwritten.values()) upsert(contact);
      unwritten.clear();
    },
    ask(from: number) {
      asked = Math.min(asked ?? from, from);
    },
    /** Killed with SIGKILL and started again: the spool tells what goes on. */
    restart(now: number) {
      live = start(now);
      live.restore(
        [],
        [...put.values()].filter(({ endedAt }) => endedAt === null),
      );
      asked = dayStart;
    },
    /** Counts what is asked, as DaySoFar does; something may happen between two portions of the rows. */
    count(now: number, meanwhile: () => void = () => {}) {
      if (asked === null || counting) return;
      const from = asked;
      asked = null;
      counting = true;
      const worker = live;
      const recount = worker.recount(from, { visits: [], contacts: [...unwritten.values()] }, now);
      const rows = [...database.values()].filter(({ startedAt }) => startedAt >= recount.rowsFrom);
      recount.contacts.add(rows.slice(0, rows.length >> 1));
      meanwhile();
      recount.contacts.add(rows.slice(rows.length >> 1));
      const unmatched = new Set(recount.contacts.unmatched());
      recount.contacts.add([...database.values()].filter(({ contactId }) => unmatched.has(contactId)));
      // a worker that was killed meanwhile counts no more
      if (worker === live) recount.finish(now);
      counting = false;
    },
    isAsked: () => asked !== null,
    day() {
      const { observedSince: _, ...day } = live.floor.floor.contactDays[`x/x@${dayStart}`] ?? { observedSince: null };
      return day;
    },
  };
  return x;
}

const answered: Contact = {
  ...{ exchange: 'x', contactId: 'a', channel: 'voice', startedAt: t0 + 1_000, endedAt: t0 + 9_000 },
  ...{ visits: 1, firstQueue: 'genel', contained: false, subject: null },
};

test('what an import wrote and was counted, the record and events tell again: it is one contact', () => {
  const x = installation(t0);
  x.import(answered);
  x.import({ ...answered, contactId: 'b', endedAt: null });
  x.count(t0 + 10_000);
  expect(x.day()).toMatchObject({ contacts: 2, toQueue: 2 });
  x.record({ ...answered, endedAt: t0 + 12_000 }, t0 + 13_000);
  x.join('b', t0 + 14_000, 2);
  expect(x.day()).toMatchObject({ contacts: 2, toQueue: 2 });
});

test('what the record told while events were not heard is one contact, should the worker be killed before they are', () => {
  const x = installation(t0);
  x.record({ ...answered, startedAt: t0 + 2_000 }, t0 + 10_000);
  x.restart(t0 + 11_000);
  x.count(t0 + 12_000);
  x.join('a', t0 + 13_000, 2);
  x.write();
  expect(x.day()).toMatchObject({ contacts: 1, toQueue: 1 });
});

test('a contact of which the record tells from its queue on is the one that waited in the IVR long before', () => {
  const x = installation(t0);
  x.import({ ...answered, startedAt: quarter - 400_000, endedAt: null, visits: 0, firstQueue: null });
  x.count(quarter - 300_000);
  x.restart(quarter + 60_000);
  x.count(quarter + 61_000);
  x.record({ ...answered, startedAt: quarter + 5_000, endedAt: quarter + 30_000 }, quarter + 62_000);
  x.count(quarter + 63_000);
  expect(x.day()).toMatchObject({ contacts: 1, toQueue: 1 });
});

test('what the record tells of a contact while it is being counted as the database has it is for the next count', () => {
  const x = installation(t0);
  const ended = { startedAt: t0 - 900_000, endedAt: t0 - 800_000 };
  x.import({ ...answered, ...ended });
  x.import({ ...answered, ...ended, contactId: 'b' });
  // between the portion that has its row and the next one
  x.count(t0 + 1_000, () => x.record({ ...answered, ...ended }, t0 + 1_000));
  expect(x.day()).toMatchObject({ contacts: 2, toQueue: 2 });
  x.count(t0 + 2_000);
  expect(x.day()).toMatchObject({ contacts: 2, toQueue: 2 });
});

test('however events, the record, imports, kills and counts fall, the day is what the database says in the end', () => {
  const calls = fc.array(
    fc.record({
      began: fc.integer({ min: -400_000, max: 3_000 }),
      inIvr: fc.integer({ min: 0, max: 200_000 }),
      ended: fc.constantFrom(true, false, null),
      queues: fc.boolean(),
    }),
    { minLength: 4, maxLength: 4 },
  );
  const step = fc.record({
    call: fc.integer({ min: 0, max: 3 }),
    what: fc.constantFrom(
      'start',
      'join',
      'end',
      'record',
      'recordEnd',
      'import',
      'importEnd',
      'write',
      'restart',
      'count',
      'countMeanwhile',
    ),
  });
  fc.assert(
    fc.property(calls, fc.array(step, { maxLength: 40 }), (of, steps) => {
      const x = installation(quarter - 420_000);
      const rest = [...steps];
      let now = quarter + 4_000;
      const run = () => {
        const next = rest.shift();
        if (next === undefined) return;
        now += 500;
        const { began, inIvr, ended, queues } = of[next.call] as (typeof of)[number];
        const id = `17.${next.call}`;
        const entered = Math.floor((quarter + began + inIvr) / 1000) * 1000;
        const account: Contact = {
          ...{ exchange: 'x', contactId: id, channel: 'voice', subject: null },
          ...(queues
            ? { startedAt: entered, visits: 1, firstQueue: 'genel', contained: false }
            : { startedAt: quarter + began, visits: 0, firstQueue: null, contained: ended }),
          endedAt: next.what.endsWith('End') ? now : null,
        };
        // of what the IVR did the log tells at the end only
        if (!queues) account.endedAt = now;
        if (next.what === 'start') x.start(id, quarter + began);
        else if (next.what === 'join') {
          if (queues) x.join(id, entered + 300);
        } else if (next.what === 'end') x.end(id, ended, now);
        else if (next.what.startsWith('record')) x.record(account, now);
        else if (next.what.startsWith('import')) x.import(account);
        else if (next.what === 'write') x.write();
        else if (next.what === 'restart') x.restart(now);
        else x.count(now, next.what === 'count' ? undefined : run);
      };
      x.restart(quarter - 420_000);
      while (rest.length > 0) run();
      for (let call = 0; call < 4; call++) x.end(`17.${call}`, null, now);
      // each count may ask for another one
      for (let i = 0; x.isAsked() && i < 5; i++) x.count(now);
      x.write();
      const shown = x.day();
      x.restart(now + 3_600_000);
      x.count(now + 3_600_000);
      expect(shown).toEqual(x.day());
    }),
    { seed: 20261122, numRuns: 2000 },
  );
});
