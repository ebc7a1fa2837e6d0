import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Visit, visitKey, waitingVisit } from '../contact/visit.ts';
import { emptyTally, tallyVisit } from '../interval/tallyVisit.ts';
import { mergeVisit } from '../ledger/mergeVisit.ts';
import type { PbxEvent } from '../pbx/pbxEvent.ts';
import { LiveExchange } from './liveExchange.ts';

const t0 = Date.UTC(2026, 9, 5, 9, 0);
const queue = 'genel';

/** A worker that hears events and reads the exchange's own record; what it keeps goes to the database as it merges. */
function worker(since = t0) {
  const live = new LiveExchange(
    {
      exchange: '153',
      profileOf: (name) => ({ centre: 'b153', label: name, thresholdSeconds: 20 }),
      wrapUpSeconds: 0,
      suspicionLimits: { ringingSeconds: null, wrapUpSeconds: null },
      onSuspect: () => undefined,
    },
    since,
  );
  const database = new Map<string, Visit>();
  const keep = (visit: Visit) => {
    const known = database.get(visitKey(visit));
    database.set(visitKey(visit), known === undefined ? visit : mergeVisit(known, visit));
  };
  const uncounted: Visit[] = [];
  return {
    live,
    database,
    uncounted,
    hear(at: number, event: Record<string, unknown>) {
      for (const { after } of live.apply({ at, receivedAt: at, ...event } as PbxEvent).visits) keep(after);
    },
    read(account: Visit, now: number) {
      const told = live.record(account, null, now);
      if (told === null) return;
      keep(told.visit);
      if (!told.counted) uncounted.push(told.visit);
    },
    shown: () => [...live.floor.intervals.values()][0],
    counted() {
      const tally = emptyTally(t0);
      for (const visit of database.values()) tallyVisit(tally, visit, 20, 1);
      return tally;
    },
  };
}

const of = (call: number) => ({ callId: `17.${call}`, queue, nth: 1 });
const joined = (call: number) => ({
  kind: 'visit_joined',
  ...of(call),
  contactId: `17.${call}`,
  channel: 'voice',
  position: 1,
});
const answered = (call: number) => ({
  kind: 'visit_answered',
  ...of(call),
  agent: 'SIP/1001',
  agentName: 'Ayşe',
  waitSeconds: 4,
  ringSeconds: 2,
});
const talkEnded = (call: number, at: number, talkEnd = 'by_agent') => ({
  kind: 'talk_ended',
  ...of(call),
  agent: 'SIP/1001',
  talkEnd,
  endedAt: at,
  talkSeconds: 6,
});
const notAnswered = (call: number, at: number, outcome: string) => ({
  kind: 'visit_not_answered',
  ...of(call),
  outcome,
  leftAt: at,
  waitSeconds: 5,
  reason: outcome === 'unknown' ? 'its end was not seen' : null,
});
const gone = (call: number) => ({ kind: 'contact_ended', contactId: `17.${call}`, contained: false, subject: null });

/** As the record tells it: whole seconds, no agent's id, no contact. */
function logged(call: number, more: Partial<Visit>): Visit {
  const visit = waitingVisit({
    exchange: '153',
    ...of(call),
    contactId: `17.${call}`,
    channel: 'voice',
    offeredAt: t0 + call * 1000,
    position: 1,
  });
  return { ...visit, ...more };
}
const connect: Partial<Visit> = {
  outcome: 'answered',
  waitSeconds: 4,
  ringSeconds: 2,
  agentName: 'Ayşe',
  waitEndedAt: t0 + 9_000,
};
const complete: Partial<Visit> = { ...connect, talkEnd: 'by_agent', talkSeconds: 6, talkEndedAt: t0 + 15_000 };

test('a wait that was reckoned from a list moves to the instant and the interval that the record tells', () => {
  const quarter = 15 * 60_000;
  const x = worker();
  x.hear(t0 + quarter + 4_321, { ...joined(1), at: t0 + quarter + 4_321 });
  x.read(logged(1, { offeredAt: t0 + quarter - 2_000 }), t0 + quarter + 6_000);
  const { intervals, floor } = x.live.floor;
  expect([...intervals.values()].filter(({ offered }) => offered > 0)).toMatchObject([{ start: t0, offered: 1 }]);
  expect(Object.values(floor.queues)).toMatchObject([{ waiting: 1, longestWaitingSince: t0 + quarter - 2_000 }]);
  expect(floor.contacts['153|17.1|genel|1']).toMatchObject({ state: 'waiting', since: t0 + quarter - 2_000 });
});

test('an exchange whose clock is wrong makes no timer wrong and moves no entry', () => {
  const ahead = 120_000;
  const x = worker();
  const enteredAt = (call: number) => t0 + call * 11_000;
  for (let call = 1; call <= 10; call++) {
    x.hear(enteredAt(call) + 123, joined(call));
    x.read(logged(call, { offeredAt: enteredAt(call) + ahead }), enteredAt(call) + 500);
  }
  x.hear(t0 + 120_000, answered(10));
  const talk = { ...connect, offeredAt: enteredAt(10) + ahead, waitEndedAt: t0 + 120_000 + ahead };
  x.read(logged(10, talk), t0 + 120_500);
  const contacts = Object.values(x.live.floor.floor.contacts).map(({ state, since }) => [state, since - t0]);
  const waiting = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((call) => ['waiting', call * 11_000 + 123]);
  expect(contacts).toEqual([...waiting, ['on_contact', 120_000]]);
  // an entry that no event told, by the clock here
  const untold = { ...connect, offeredAt: enteredAt(11) + ahead, waitEndedAt: enteredAt(11) + 4_000 + ahead };
  x.read(logged(11, untold), t0 + 130_000);
  expect(x.database.get('153|17.11|genel|1')).toMatchObject({
    offeredAt: enteredAt(11),
    waitEndedAt: enteredAt(11) + 4_000,
  });
});

test('a worker that was held up does not take its own delay for another clock', () => {
  const x = worker();
  for (let call = 1; call <= 40; call++) x.hear(t0 + 60_000 + call, joined(call));
  for (let call = 1; call <= 41; call++)
    x.read(logged(call, { offeredAt: t0 + 50_000 + call * 100 - ((call * 100) % 1000) }), t0 + 61_000);
  expect(x.database.get('153|17.41|genel|1')).toMatchObject({ offeredAt: t0 + 54_000 });
});

test('the record a little ahead of the events, or behind them, makes the same visit and the same floor', () => {
  const behind = worker();
  behind.hear(t0 + 1_250, joined(1));
  behind.hear(t0 + 9_400, answered(1));
  behind.read(logged(1, connect), t0 + 10_000);
  behind.hear(t0 + 15_300, talkEnded(1, t0 + 15_300));
  behind.hear(t0 + 15_400, gone(1));
  behind.read(logged(1, complete), t0 + 16_000);
  const ahead = worker();
  ahead.hear(t0 + 1_250, joined(1));
  ahead.read(logged(1, connect), t0 + 9_100);
  expect(ahead.live.floor.floor.contacts['153|17.1|genel|1']).toMatchObject({ state: 'on_contact' });
  ahead.hear(t0 + 9_400, answered(1));
  ahead.read(logged(1, complete), t0 + 15_100);
  ahead.hear(t0 + 15_300, talkEnded(1, t0 + 15_300));
  ahead.hear(t0 + 15_400, gone(1));
  const instants = { waitEndedAt: 0, talkEndedAt: 0 };
  const [one] = behind.database.values();
  const [other] = ahead.database.values();
  expect({ ...one, ...instants }).toEqual({ ...other, ...instants });
  expect(one).toMatchObject({ agent: 'SIP/1001', talkEnd: 'by_agent', waitEndedAt: t0 + 9_400 });
  for (const x of [behind, ahead]) {
    expect(x.shown()).toMatchObject({ offered: 1, answered: 1, talkSeconds: 6 });
    expect(x.live.floor.floor.contacts).toEqual({});
  }
});

test('a visit of which no event told is counted once, shown to nobody, and one with the event that comes late', () => {
  const x = worker();
  x.read(logged(1, connect), t0 + 10_000);
  expect(x.shown()).toMatchObject({ offered: 1, answered: 1 });
  expect(x.live.floor.floor.contacts).toEqual({});
  x.hear(t0 + 11_000, joined(1));
  x.hear(t0 + 11_001, answered(1));
  expect(x.shown()).toMatchObject({ offered: 1, answered: 1 });
  expect(x.live.floor.floor.contacts['153|17.1|genel|1']).toMatchObject({ state: 'on_contact' });
  expect([...x.database.values()]).toMatchObject([{ agent: 'SIP/1001' }]);
});

test('an end that was missed comes from the record, and what is guessed later does not replace it', () => {
  const x = worker();
  x.hear(t0 + 1_000, joined(1));
  x.read(logged(1, { outcome: 'timed_out', waitSeconds: 60, waitEndedAt: t0 + 61_000 }), t0 + 62_000);
  expect(x.live.floor.floor.queues['153:genel']).toMatchObject({ waiting: 0 });
  x.hear(t0 + 120_000, notAnswered(1, t0 + 120_000, 'unknown'));
  expect(x.shown()).toMatchObject({ offered: 1, timedOut: 1, unknown: 0, waitSecondsAll: 60 });
});

test('a redirected talk has ended then, whatever its late row counts; what ended at once is as the record says', () => {
  const x = worker();
  for (const call of [1, 2]) {
    x.hear(t0 + 1_000, joined(call));
    x.hear(t0 + 9_000, answered(call));
    x.hear(t0 + 15_000, talkEnded(call, t0 + 15_000, 'redirected'));
  }
  x.read(logged(1, { ...complete, talkEnd: 'by_caller', talkSeconds: 90, talkEndedAt: t0 + 99_000 }), t0 + 100_000);
  x.read(logged(2, complete), t0 + 100_000);
  expect([...x.database.values()]).toMatchObject([
    { talkEnd: 'redirected', talkSeconds: 6, talkEndedAt: t0 + 15_000 },
    { talkEnd: 'by_agent', talkSeconds: 6 },
  ]);
});

test('of a visit that may have been forgotten the floor counts nothing by itself', () => {
  const x = worker(t0 + 60_000);
  x.read(logged(1, complete), t0 + 61_000);
  expect(x.shown()).toBeUndefined();
  expect(x.uncounted).toHaveLength(1);
});

test('however events and record fall, the floor says what the database says and each visit is one', () => {
  const calls = [1, 2, 3];
  const endings = fc.constantFrom('answered', 'abandoned', 'timed_out', 'lost');
  fc.assert(
    fc.property(
      fc.array(endings, { minLength: 3, maxLength: 3 }),
      fc.infiniteStream(fc.boolean()),
      fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 3 }),
      (ends, heardNext, forgetAt) => {
        const x = worker();
        const events: (() => void)[] = [];
        const rows: (() => void)[] = [];
        for (const [i, call] of calls.entries()) {
          const end = ends[i];
          events.push(() => x.hear(t0 + call * 1000 + 200, joined(call)));
          if (end === 'answered') {
            events.push(() => x.hear(t0 + 9_300, answered(call)));
            events.push(() => x.hear(t0 + 15_300, talkEnded(call, t0 + 15_300)));
            rows.push(() => x.read(logged(call, connect), t0 + 20_000));
            rows.push(() => x.read(logged(call, complete), t0 + 20_000));
          } else {
            // without dialplan events a time-out is not told apart
            const heard = end === 'abandoned' ? 'abandoned' : 'unknown';
            events.push(() => x.hear(t0 + 12_300, notAnswered(call, t0 + 12_300, heard)));
            const outcome = end === 'lost' ? 'abandoned' : (end as Visit['outcome']);
            if (end !== 'lost')
              rows.push(() => x.read(logged(call, { outcome, waitSeconds: 5, waitEndedAt: t0 + 12_000 }), t0 + 20_000));
          }
          events.push(() => x.hear(t0 + 15_400, gone(call)));
        }
        const order = heardNext[Symbol.iterator]();
        for (let i = 0; events.length + rows.length > 0; i++) {
          const from = rows.length === 0 || (events.length > 0 && order.next().value) ? events : rows;
          from.shift()?.();
          if (forgetAt.includes(i)) x.live.ledger.forgetClosed(t0 + 20_000);
        }
        expect(x.shown()).toMatchObject({ ...x.counted() });
        expect(x.database.size).toBe(3);
        expect(x.live.floor.floor.contacts).toEqual({});
        for (const [i, call] of calls.entries()) {
          const visit = x.database.get(`153|17.${call}|${queue}|1`);
          const end = ends[i] === 'lost' ? 'unknown' : ends[i];
          expect(visit).toMatchObject({ outcome: end, agent: end === 'answered' ? 'SIP/1001' : null });
        }
      },
    ),
    { seed: 20261121, numRuns: 400 },
  );
});
