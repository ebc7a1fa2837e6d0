import { beforeEach, describe, expect, it } from 'vitest';
import { agent, centre, floor, queue } from '#lib/board/sampleFloor.ts';
import type { FloorChanges, FloorRemovals, Patch } from '#lib/feed/feedEvents.ts';
import { createFloorStore, type FloorStore } from './floorStore.ts';

let local = 1_000_000;
let store: FloorStore;
const first = floor({ centres: [centre('153')], queues: [queue('153', 'genel')], agents: [agent('153', 'ayse')] });

function snapshot(seq: number, epoch = 'a', what = first) {
  store.snapshot({ epoch, seq, at: local, floor: what });
}
function patch(seq: number, changed: FloorChanges = {}, removed: FloorRemovals = {}, epoch = 'a'): Patch {
  return { epoch, seq, at: local, changed, removed };
}
const waiting = (count: number): FloorChanges => {
  const changed = queue('153', 'genel', { waiting: count });
  return { queues: { [changed.id]: changed } };
};
const shown = () => store.state().floor?.queues['153:genel']?.waiting;

beforeEach(() => {
  local = 1_000_000;
  store = createFloorStore(() => local);
});

describe('snapshot and patches', () => {
  it('knows nothing before the first snapshot', () => {
    expect(store.state()).toEqual({ link: 'connecting', floor: null });
    expect(store.asOf()).toBeNull();
    expect(store.patch(patch(1, waiting(3)))).toBe('awaiting');
    expect(store.state().floor).toBeNull();
  });

  it('applies the patch that follows; what did not change stays the same object', () => {
    snapshot(7);
    expect(store.patch(patch(8, waiting(3)))).toBe('applied');
    expect(shown()).toBe(3);
    expect(store.state().floor?.agents).toBe(first.agents);
    expect(first.queues['153:genel']?.waiting).toBe(0);
  });

  it('takes entities away', () => {
    snapshot(1);
    store.patch(patch(2, {}, { agents: ['153:ayse'] }));
    expect(store.state().floor?.agents).toEqual({});
  });

  it('asks for a snapshot after a gap, and once only', () => {
    snapshot(1);
    expect(store.patch(patch(3, waiting(9)))).toBe('gap');
    expect(store.patch(patch(4, waiting(9)))).toBe('awaiting');
    expect(shown()).toBe(0);
    snapshot(4, 'a', floor({ queues: [queue('153', 'genel', { waiting: 5 })] }));
    expect(store.patch(patch(5, waiting(6)))).toBe('applied');
    expect(shown()).toBe(6);
  });

  it('asks for a snapshot when the epoch is new, whatever its seq', () => {
    snapshot(1);
    expect(store.patch(patch(2, waiting(9), {}, 'b'))).toBe('gap');
    snapshot(2, 'b');
    expect(store.patch(patch(3, waiting(2), {}, 'b'))).toBe('applied');
  });

  it('leaves out what it has already: old patches and an overtaken snapshot', () => {
    snapshot(5);
    store.patch(patch(6, waiting(4)));
    expect(store.patch(patch(6, waiting(1)))).toBe('old');
    snapshot(5);
    expect(shown()).toBe(4);
  });

  it('takes an older snapshot when it had to ask for one', () => {
    snapshot(5);
    store.patch(patch(8));
    snapshot(3);
    expect(store.patch(patch(4, waiting(2)))).toBe('applied');
  });
});

describe('link', () => {
  it('keeps the last floor when the link is lost, and is live again with the next snapshot only', () => {
    snapshot(1);
    store.unlinked();
    expect(store.state()).toEqual({ link: 'lost', floor: first });
    store.linked();
    expect(store.state().link).toBe('lost');
    expect(store.patch(patch(2, waiting(1)))).toBe('awaiting');
    snapshot(9);
    expect(store.state().link).toBe('live');
  });

  it('stays connecting when the very first link fails', () => {
    store.unlinked();
    expect(store.state().link).toBe('connecting');
  });

  it('tells listeners of changes until they leave', () => {
    let calls = 0;
    const leave = store.subscribe(() => calls++);
    snapshot(1);
    store.patch(patch(2, waiting(1)));
    store.clock({ askedAt: local, heardAt: local, serverNow: local });
    leave();
    store.unlinked();
    expect(calls).toBe(2);
  });
});

describe('clock', () => {
  it('corrects this screen by the server, before and after', () => {
    snapshot(1);
    store.clock({ askedAt: local, heardAt: local + 20, serverNow: local + 60_010 });
    expect(store.now()).toBe(local + 60_000);
    expect(store.asOf()).toBe(local + 60_000);
  });

  it('is right from the first snapshot on, though this screen is a day off', () => {
    store.snapshot({ epoch: 'a', seq: 1, at: local + 86_400_000, floor: first });
    expect(store.now()).toBe(local + 86_400_000);
    expect(store.asOf()).toBe(local + 86_400_000);
  });

  it('holds the instant of the last word once the link is lost', () => {
    snapshot(1);
    local += 1500;
    store.clock({ askedAt: local - 10, heardAt: local, serverNow: local - 5 + 60_000 });
    const heard = local + 60_000;
    local += 30_000;
    expect(store.asOf()).toBe(local + 60_000);
    store.unlinked();
    expect(store.asOf()).toBe(heard);
    store.clock({ askedAt: local, heardAt: local, serverNow: local + 60_000 });
    expect(store.asOf()).toBe(heard);
  });
});
