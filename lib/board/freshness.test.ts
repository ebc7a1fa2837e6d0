import { describe, expect, it } from 'vitest';
import { freshness, longestWaitSeconds } from './freshness.ts';
import { queue, source } from './sampleFloor.ts';

const now = 10_000_000;
const live = source('153', { lastHeardAt: now - 1000 });
const stale = source('185', { state: 'stale', since: now - 20_000, lastHeardAt: now - 25_000, cause: 'silent' });
const genel = queue('153', 'genel', { waiting: 1, longestWaitingSince: now - 12_000 });
const ariza = queue('185', 'ariza', { waiting: 4, longestWaitingSince: now - 60_000 });

describe('freshness', () => {
  it('is live when the link and every source are', () => {
    const fresh = freshness('live', [live], now);
    expect([fresh.live, fresh.isLive('153'), fresh.heldUntil('153')]).toEqual([true, true, now]);
  });

  it('lets a stale source’s timers stand still at its last word, and only those', () => {
    const fresh = freshness('live', [live, stale], now);
    expect([fresh.live, fresh.isLive('153'), fresh.isLive('185')]).toEqual([false, true, false]);
    expect(fresh.unwell).toEqual([stale]);
    expect(longestWaitSeconds([ariza], fresh)).toBe(35);
    expect(longestWaitSeconds([genel, ariza], freshness('live', [live, stale], now + 30_000))).toBe(42);
  });

  it('lets all timers stand still when the link is lost', () => {
    const fresh = freshness('lost', [live], now - 5000);
    expect([fresh.live, fresh.isLive('153')]).toEqual([false, false]);
    expect(longestWaitSeconds([genel], fresh)).toBe(7);
  });
});

describe('longestWaitSeconds', () => {
  it('is 0 when nobody waits, unknown without queues, and never negative', () => {
    const fresh = freshness('live', [live], now);
    expect(longestWaitSeconds([queue('153', 'bos')], fresh)).toBe(0);
    expect(longestWaitSeconds([], fresh)).toBeNull();
    expect(longestWaitSeconds([queue('153', 'a', { longestWaitingSince: now + 300 })], fresh)).toBe(0);
  });
});
