import { expect, test } from 'vitest';
import { type Visit, visitKey, waitingVisit } from '../contact/visit.ts';
import type { PbxEvent } from '../pbx/pbxEvent.ts';
import { LiveExchange } from './liveExchange.ts';

const t0 = Date.UTC(2026, 9, 5, 9, 0);
const queue = 'genel';

/** Callers who are put back into the same queue every minute, while nobody listens and then somebody does. */
function worker() {
  const live = new LiveExchange({
    exchange: 'x',
    profileOf: (name) => ({ centre: 'x', label: name, thresholdSeconds: 20 }),
    wrapUpSeconds: 0,
  });
  const rows = new Map<string, Visit>();
  const hear = (at: number, event: Record<string, unknown>, receivedAt = at) => {
    for (const { after } of live.apply({ at, receivedAt, ...event } as PbxEvent).visits)
      rows.set(visitKey(after), after);
  };
  return {
    live,
    rows,
    hear,
    joined: (at: number, nth: number, receivedAt = at, of = queue) =>
      hear(
        at,
        { kind: 'visit_joined', callId: 'C', queue: of, nth, contactId: 'C', channel: 'voice', position: 1 },
        receivedAt,
      ),
    timedOut: (at: number, nth: number) =>
      hear(at, {
        kind: 'visit_not_answered',
        callId: 'C',
        queue,
        nth,
        outcome: 'timed_out',
        leftAt: at,
        waitSeconds: 60,
        reason: null,
      }),
    /** The record tells that the call entered once more. */
    reentered: (nth: number, now: number) => live.ledger.reentered({ callId: 'C', queue, nth }, now),
    /** The record's account of the stay that began at `at`. */
    read(at: number, nth: number, now: number, waitSeconds = 60) {
      const visit: Visit = {
        ...waitingVisit({
          exchange: 'x',
          callId: 'C',
          queue,
          nth,
          contactId: 'C',
          channel: 'voice',
          offeredAt: at,
          position: 1,
        }),
        ...{ outcome: 'timed_out', waitEndedAt: at + waitSeconds * 1000, waitSeconds },
      };
      const told = live.record(visit, rows.get(visitKey(visit)) ?? null, now);
      for (const row of told === null ? [] : [told.visit, ...told.moved]) rows.set(visitKey(row), row);
    },
    waiting: () => live.floor.floor.queues[`x:${queue}`]?.waiting,
    contacts: () => Object.values(live.floor.floor.contacts).map(({ id, since }) => ({ id, since })),
    outcomes: () =>
      [...rows.values()].sort((a, b) => a.offeredAt - b.offeredAt).map(({ nth, outcome }) => ({ nth, outcome })),
  };
}
const minute = (nth: number) => t0 + (nth - 1) * 60_000;

test('whoever waits is shown, also when the record tells of entries that nobody heard, before the list or after it', () => {
  for (const recordFirst of [true, false]) {
    const x = worker();
    const now = minute(3) + 20_300;
    const record = () => {
      x.read(minute(1), 1, now);
      x.read(minute(2), 2, now);
    };
    if (recordFirst) record();
    x.joined(minute(3) + 300, 1, now);
    if (!recordFirst) record();
    expect(x.waiting()).toBe(1);
    expect(x.contacts()).toEqual([{ id: 'x|C|genel|3', since: minute(3) + 300 }]);
    x.timedOut(minute(4) + 100, 1);
    x.joined(minute(4) + 110, 2);
    x.read(minute(3), 3, minute(4) + 900);
    expect(x.contacts()).toEqual([{ id: 'x|C|genel|4', since: minute(4) + 110 }]);
    expect(x.outcomes()).toEqual([
      { nth: 1, outcome: 'timed_out' },
      { nth: 2, outcome: 'timed_out' },
      { nth: 3, outcome: 'timed_out' },
      { nth: 4, outcome: null },
    ]);
  }
});

test('a queue that was left unheard and is entered anew, from another one that a list told', () => {
  const x = worker();
  x.read(minute(1), 1, minute(2) + 30_000);
  x.joined(minute(2), 1, minute(2) + 30_000, 'sosyal');
  x.joined(minute(3) + 100, 1);
  expect(x.contacts().map(({ id }) => id)).toEqual(['x|C|sosyal|1', 'x|C|genel|2']);
});

test('after a lost connection too; and of calls that were heard from their beginning the numbers are the same', () => {
  const cut = worker();
  cut.joined(minute(1), 1);
  cut.hear(minute(1) + 1_000, { kind: 'link_down', reason: 'closed', restarting: false });
  cut.hear(minute(3) + 5_000, {
    kind: 'visit_not_answered',
    callId: 'C',
    queue,
    nth: 1,
    outcome: 'unknown',
    leftAt: minute(3),
    waitSeconds: null,
    reason: 'unseen',
  });
  cut.joined(minute(3), 2, minute(3) + 5_000);
  cut.read(minute(1), 1, minute(3) + 6_000);
  cut.read(minute(2), 2, minute(3) + 6_000);
  expect(cut.contacts().map(({ id }) => id)).toEqual(['x|C|genel|3']);

  // the exchange's clock is two minutes behind, and the record a little ahead of the events
  const heard = worker();
  heard.joined(minute(3), 1);
  heard.read(minute(1), 1, minute(4));
  heard.timedOut(minute(4) + 100, 1);
  expect(heard.outcomes()).toEqual([{ nth: 1, outcome: 'timed_out' }]);
});

test('a clock that is two minutes behind makes no entry of one that was heard, whichever tells first that it ended', () => {
  for (const restored of [true, false]) {
    const x = worker();
    x.joined(minute(3), 1);
    if (restored) x.live.ledger.restore([...x.rows.values()], []);
    else x.hear(minute(3) + 1_000, { kind: 'link_down', reason: 'closed', restarting: false });
    x.read(minute(1), 1, minute(4) + 200);
    x.timedOut(minute(4) + 300, 1);
    expect(x.outcomes()).toEqual([{ nth: 1, outcome: 'timed_out' }]);
  }
});

test('who hears of an entry only when the record tells its end already takes it for no other one, unless the record knows another', () => {
  for (const recordFirst of [true, false])
    for (const again of [true, false]) {
      const x = worker();
      x.hear(t0 - 60_000, { kind: 'contact_started', contactId: 'C', channel: 'voice' });
      x.hear(t0 - 50_000, { kind: 'link_down', reason: 'closed', restarting: false });
      const now = t0 + 8_000;
      const record = () => {
        if (again) x.reentered(2, now);
        x.read(t0, 1, now, 6);
      };
      if (recordFirst) record();
      // the process stood still for eight seconds: all that came meanwhile seems to come now
      x.joined(now, 1);
      if (!recordFirst) record();
      x.timedOut(now + 100, 1);
      expect(x.outcomes().map(({ nth }) => nth)).toEqual(again ? [1, 2] : [1]);
    }
});
