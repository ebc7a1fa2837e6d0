import { expect, it } from 'vitest';
import { floor } from '#lib/board/sampleFloor.ts';
import { emptyFloor } from '#lib/feed/applyPatch.ts';
import { alarmWatching } from './alarmWatching.ts';

const watch = (live: boolean) =>
  floor({ alarmWatch: [{ id: 'alarms', centre: null, live, since: 100_000, lastHeardAt: 98_000 }] });

it('no alarm is told as none only while somebody watches', () => {
  expect(alarmWatching(watch(true), 'live', 500_000)).toEqual({ live: true, away: false, heldAt: null });
  // of this moment no more at once; in words when it lasts
  expect(alarmWatching(watch(false), 'live', 101_000)).toEqual({ live: false, away: false, heldAt: 98_000 });
  expect(alarmWatching(watch(false), 'live', 110_000)).toEqual({ live: false, away: true, heldAt: 98_000 });
  expect(alarmWatching(emptyFloor(), 'live', 110_000).live).toBe(false);
});

it('without the server nothing is said of the watch, and nothing is of this moment', () => {
  expect(alarmWatching(watch(true), 'lost', 500_000)).toEqual({ live: false, away: false, heldAt: null });
  expect(alarmWatching(watch(false), 'lost', 500_000)).toEqual({ live: false, away: false, heldAt: null });
});
