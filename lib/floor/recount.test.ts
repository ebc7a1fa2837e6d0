import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Visit, visitKey, waitingVisit } from '../contact/visit.ts';
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
function installation() {
  const live = new LiveExchange({
    exchange: '153',
    profileOf: (queue) => ({ centre: 'b153', label: queue, thresholdSeconds: 20 }),
    wrapUpSeconds: 0,
  });
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
    const recount = live.recount(t0, [...unwritten.values()]);
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
  return { live, unwritten, upsert, tell, write, join, leave, hangUp, bring, shown, counted };
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
  const recount = x.live.recount(t0, []);
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
