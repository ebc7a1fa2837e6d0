import { describe, expect, it } from 'vitest';
import type { AlarmNow } from '#lib/feed/feedEvents.ts';
import { type KnownAlarms, newAlarms, takenOver } from './newAlarms.ts';

const minute = 60_000;
const alarm = (id: string, raisedAt: number, change: Partial<AlarmNow> = {}): AlarmNow => ({
  ...{ id, rule: 'r', name: '', centre: '153', queue: null, source: null, kind: 'waiting', level: 'alarm', raisedAt },
  ...{ value: 12, limit: 10, sound: true, acknowledgedAt: null, acknowledgedBy: null },
  ...change,
});

/** A screen that looks now and then; which alarms ring. */
function screen(kept: KnownAlarms | null = null) {
  let known = kept;
  return {
    look(now: number, ...alarms: AlarmNow[]): string[] {
      const seen = newAlarms(alarms, known, now);
      known = seen.known;
      return seen.fresh.map(({ id }) => id);
    },
    reloaded: () => screen(known && takenOver(known)),
    known: () => known,
  };
}

describe('an alarm rings once', () => {
  it('when it is raised before the eyes of the screen, not when it stood before', () => {
    const tv = screen();
    expect(tv.look(10 * minute, alarm('old', 9 * minute))).toEqual([]);
    expect(tv.look(11 * minute, alarm('old', 9 * minute), alarm('new', 11 * minute))).toEqual(['new']);
    expect(tv.look(12 * minute, alarm('old', 9 * minute), alarm('new', 11 * minute))).toEqual([]);
  });

  it('on return, however long the screen was away, unless somebody sees to it or it was heard before', () => {
    const tv = screen();
    tv.look(minute, alarm('heard', 0));
    const seen = alarm('seen to', 3 * minute, { acknowledgedAt: 4 * minute, acknowledgedBy: 'Ayşe' });
    expect(tv.look(60 * minute, alarm('heard', 0), alarm('missed', 2 * minute), seen)).toEqual(['missed']);
    expect(tv.look(61 * minute, alarm('heard', 0), alarm('missed', 2 * minute), seen)).toEqual([]);
  });

  it('and not again after a reload, but for what was raised meanwhile', () => {
    const tv = screen();
    tv.look(minute);
    expect(tv.look(2 * minute, alarm('a', 2 * minute))).toEqual(['a']);
    const again = tv.reloaded();
    expect(again.look(30 * minute, alarm('a', 2 * minute), alarm('b', 20 * minute))).toEqual(['b']);
  });

  it('though hundreds came and went while it stands', () => {
    const tv = screen();
    tv.look(0);
    const long = alarm('long', minute);
    expect(tv.look(minute, long)).toEqual(['long']);
    for (let n = 0; n < 700; n++) tv.look(2 * minute + n, long, alarm(`short-${n}`, 2 * minute + n));
    expect(tv.reloaded().look(3 * minute, long)).toEqual([]);
    expect(tv.look(3 * minute, long)).toEqual([]);
    expect(tv.known()?.ids.length).toBeLessThan(310);
  });

  it('and is noted as known at once, also when as many are known as are kept', () => {
    const standing = Array.from({ length: 300 }, (_, n) => alarm(`a${n}`, minute + n));
    const first = newAlarms(standing, null, 2 * minute);
    const next = newAlarms([alarm('b', 3 * minute)], first.known, 3 * minute);
    expect([next.learnt, next.known.ids.includes('b')]).toEqual([true, true]);
    expect(newAlarms([alarm('b', 3 * minute)], next.known, 4 * minute).learnt).toBe(false);
  });

  it('not for what cannot be dated, since the server’s clock was set back', () => {
    const tv = screen();
    tv.look(60 * minute);
    expect(tv.look(minute, alarm('a', minute))).toEqual([]);
    expect(tv.look(2 * minute, alarm('a', minute), alarm('b', 2 * minute))).toEqual(['b']);
  });
});
