import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Visit, visitKey, waitingVisit } from '../contact/visit.ts';
import { type IntervalTally, intervalStart } from '../interval/intervalTally.ts';
import { emptyTally, tallyVisit } from '../interval/tallyVisit.ts';
import { mergeVisit } from '../ledger/mergeVisit.ts';
import type { PbxEvent } from '../pbx/pbxEvent.ts';
import { LiveExchange } from './liveExchange.ts';

const t0 = Date.UTC(2026, 9, 5, 9, 0);
const pastVisit: Visit = waitingVisit({
  exchange: '153',
  callId: '16.1',
  queue: 'genel',
  nth: 1,
  contactId: '16.1',
  channel: 'voice',
  offeredAt: t0,
  position: 1,
});

/** An exchange's worker with its database: rows are written when `write` says so, as the real one merges them. */
function installation(since?: number) {
  const live = new LiveExchange(
    {
      exchange: '153',
      profileOf: (queue) => ({ centre: 'b153', label: queue, thresholdSeconds: 20 }),
      wrapUpSeconds: 0,
    },
    since,
  );
  const unwritten = new Map<string, Visit>();
  const database = new Map<string, Visit>();
  const upsert = (visit: Visit) => {
    const known = database.get(visitKey(visit));
    database.set(visitKey(visit), known === undefined ? visit : mergeVisit(known, visit));
  };
  const tell = (seconds: number, event: Record<string, unknown>) => {
    const at = t0 + seconds * 1000;
    for (const { after } of live.apply({ at, receivedAt: at, ...event } as PbxEvent).visits)
      unwritten.set(visitKey(after), after);
  };
  const write = () => {
    for (const visit of unwritten.values()) upsert(visit);
    unwritten.clear();
  };
  const join = (seconds: number, callId: string, nth = 1) =>
    tell(seconds, {
      kind: 'visit_joined',
      callId,
      queue: 'genel',
      nth,
      contactId: callId,
      channel: 'voice',
      position: 1,
    });
  const leave = (seconds: number, callId: string, outcome = 'abandoned', nth = 1) =>
    tell(seconds, {
      kind: 'visit_not_answered',
      ...{ callId, queue: 'genel', nth, outcome, leftAt: t0 + seconds * 1000, waitSeconds: 5, reason: null },
    });
  const hangUp = (seconds: number, callId: string) =>
    tell(seconds, { kind: 'contact_ended', contactId: callId, contained: false, subject: null });
  const bring = (meanwhile: () => void = () => {}) => {
    const recount = live.recount(t0, { visits: [...unwritten.values()], contacts: [] });
    const rows = [...database.values()];
    recount.add(rows.slice(0, rows.length >> 1));
    meanwhile();
    recount.add(rows.slice(rows.length >> 1));
    recount.finish();
  };
  const shown = () => [...live.floor.intervals.values()][0];
  const counted = () => {
    const tally = emptyTally(t0);
    for (const visit of database.values()) tallyVisit(tally, visit, 20, 1);
    return tally;
  };
  const countedByInterval = () => {
    const intervals = new Map<number, IntervalTally>();
    for (const visit of database.values()) {
      const start = intervalStart(visit.offeredAt);
      const tally = intervals.get(start) ?? emptyTally(start);
      intervals.set(start, tally);
      tallyVisit(tally, visit, 20, 1);
    }
    return intervals.values();
  };
  return {
    live,
    unwritten,
    database,
    upsert,
    tell,
    write,
    join,
    leave,
    hangUp,
    bring,
    shown,
    counted,
    countedByInterval,
  };
}

test('the past counts once, whatever was met before and whatever is heard of it later', () => {
  const x = installation();
  x.join(1, '17.1');
  x.upsert({ ...pastVisit, callId: '16.1', outcome: 'answered', waitSeconds: 5 });
  x.upsert({ ...pastVisit, callId: '16.2' });
  x.bring();
  expect(x.shown()).toMatchObject({ offered: 3, answered: 1 });
  expect(x.live.floor.floor.queues['153:genel']).toMatchObject({ waiting: 1 });
  x.join(0, '16.2');
  x.leave(9, '16.2');
  expect(x.shown()).toMatchObject({ offered: 3, answered: 1, abandoned: 1 });
});

test('what the queue_log tells of a visit that was restored as waiting takes it off the board', () => {
  const x = installation();
  const restored = { ...pastVisit, callId: '16.9', contactId: '16.9' };
  x.live.restore([restored], []);
  x.upsert(restored);
  x.upsert({ ...restored, outcome: 'abandoned', waitSeconds: 7, waitEndedAt: t0 + 7000 });
  x.bring();
  expect(x.live.floor.floor.contacts).toEqual({});
  expect(x.live.floor.floor.queues['153:genel']).toMatchObject({ waiting: 0 });
  // the lists tell later that it is gone, not how
  x.leave(120, '16.9', 'unknown');
  expect(x.shown()).toMatchObject({ offered: 1, abandoned: 1, unknown: 0, waitSecondsAll: 7 });
});

test('what the record tells again of a visit that has just been counted from the database counts once', () => {
  const x = installation();
  const ended: Visit = { ...pastVisit, outcome: 'abandoned', waitSeconds: 7, waitEndedAt: t0 + 7000 };
  x.upsert(ended);
  const recount = x.live.recount(t0, { visits: [], contacts: [] });
  recount.add([ended]);
  // read again by a follower that was killed before its position was kept
  expect(x.live.record(ended, null, t0 + 60_000)).toMatchObject({ counted: false });
  recount.finish();
  expect(x.shown()).toMatchObject({ offered: 1, abandoned: 1 });
});

test('what an import settles in the database is settled on the floor by the next count', () => {
  const x = installation();
  x.join(1, '17.1');
  x.leave(6, '17.1', 'unknown');
  x.hangUp(6, '17.1');
  x.write();
  x.upsert({ ...pastVisit, callId: '17.1', contactId: '17.1', outcome: 'timed_out', waitSeconds: 6 });
  x.bring();
  expect(x.shown()).toMatchObject({ offered: 1, timedOut: 1, unknown: 0 });
});

/** Counts of each interval of the queue, without those in which nothing is left. */
const tallies = (intervals: Iterable<IntervalTally>) =>
  [...intervals]
    .filter(({ offered }) => offered !== 0)
    .map(({ start, offered, answered, abandoned, timedOut, unknown, waitSecondsAll }) => ({
      start,
      ...{ offered, answered, abandoned, timedOut, unknown, waitSecondsAll },
    }))
    .sort((a, b) => a.start - b.start);

test('on both sides of a quarter too, where events come late and the record is read at any time', () => {
  const quarter = t0 + 900_000;
  const step = fc.record({
    call: fc.integer({ min: 1, max: 5 }),
    what: fc.constantFrom(
      'join',
      'leave',
      'hangUp',
      'write',
      'record',
      'import',
      'bring',
      'bringAll',
      'bringMeanwhile',
    ),
  });
  const calls = fc.array(
    fc.record({ entered: fc.integer({ min: -4000, max: 4000 }), late: fc.integer({ max: 9000, min: 0 }) }),
    {
      minLength: 5,
      maxLength: 5,
    },
  );
  fc.assert(
    fc.property(calls, fc.array(step, { maxLength: 40 }), (of, steps) => {
      // what was offered before the process began is only counted when it is asked for
      const x = installation(t0);
      const rest = [...steps];
      let asked: number | null = null;
      let counting = false;
      const recount = (from: number, meanwhile?: () => void) => {
        if (counting) {
          asked = Math.min(asked ?? from, from);
          return;
        }
        counting = true;
        const recounting = x.live.recount(from, { visits: [...x.unwritten.values()], contacts: [] }, quarter + 20_000);
        const rows = [...x.database.values()].filter(({ offeredAt }) => offeredAt >= recounting.rowsFrom);
        recounting.add(rows.slice(0, rows.length >> 1));
        meanwhile?.();
        recounting.add(rows.slice(rows.length >> 1));
        recounting.finish(quarter + 20_000);
        counting = false;
      };
      const run = () => {
        const next = rest.shift();
        if (next === undefined) return;
        const { entered, late } = of[next.call - 1] as (typeof of)[number];
        const callId = `17.${next.call}`;
        const heardSeconds = (quarter + entered + late - t0) / 1000;
        if (next.what === 'join') x.join(heardSeconds, callId);
        else if (next.what === 'leave')
          x.leave(heardSeconds + 1, callId, next.call % 2 === 0 ? 'unknown' : 'abandoned');
        else if (next.what === 'hangUp') x.hangUp(heardSeconds + 2, callId);
        else if (next.what === 'write') x.write();
        else if (next.what === 'record' || next.what === 'import') {
          const offeredAt = Math.floor((quarter + entered) / 1000) * 1000;
          const ended = { outcome: 'timed_out', waitEndedAt: offeredAt + 6000, waitSeconds: 6 } as const;
          const account: Visit = { ...pastVisit, callId, contactId: callId, offeredAt, ...ended };
          if (next.what === 'import') {
            // by another process, which writes to the database; the floor is counted anew then, one count after the other
            x.upsert(account);
            recount(t0);
            return;
          }
          const taken = x.live.record(account, x.unwritten.get(visitKey(account)) ?? null, quarter + 20_000);
          if (taken === null) return;
          for (const visit of [taken.visit, ...taken.moved]) x.unwritten.set(visitKey(visit), visit);
          if (!taken.counted) asked = Math.min(asked ?? offeredAt, taken.visit.offeredAt);
        } else if (next.what === 'bringAll') recount(t0);
        else recount(quarter, next.what === 'bring' ? undefined : run);
      };
      while (rest.length > 0) run();
      if (asked !== null) recount(asked);
      x.write();
      expect(tallies(x.live.floor.intervals.values())).toEqual(tallies(x.countedByInterval()));
    }),
    { seed: 20261121, numRuns: 1000 },
  );
});

test('the floor says what the database will say, however events, writes and counts fall', () => {
  const step = fc.record({
    call: fc.integer({ min: 1, max: 4 }),
    what: fc.constantFrom('join', 'leave', 'hangUp', 'write', 'log', 'bring', 'bringMeanwhile'),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const x = installation();
      const rest = [...steps];
      const run = () => {
        const next = rest.shift();
        if (next === undefined) return;
        const callId = `17.${next.call}`;
        if (next.what === 'join') x.join(1, callId);
        else if (next.what === 'leave') x.leave(6, callId, next.call % 2 === 0 ? 'unknown' : 'abandoned');
        else if (next.what === 'hangUp') x.hangUp(7, callId);
        else if (next.what === 'write') x.write();
        else if (next.what === 'log') {
          x.write();
          x.upsert({ ...pastVisit, callId, contactId: callId, outcome: 'timed_out', waitSeconds: 6 });
        } else x.bring(next.what === 'bring' ? undefined : run);
      };
      while (rest.length > 0) run();
      x.bring();
      x.write();
      const shown = x.shown();
      const counted = x.counted();
      if (counted.offered === 0) expect(shown).toBeUndefined();
      else expect(shown).toMatchObject({ ...counted });
    }),
    { seed: 20261121, numRuns: 500 },
  );
});
