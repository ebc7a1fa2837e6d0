import { expect, test } from 'vitest';
import { SourceWatch } from './sourceWatch.ts';

const of = { id: 'merkez', centre: '153', label: 'Merkez', demo: false };

test('before its first word a source is connecting, after it a lost one is stale since the first failure', () => {
  const source = new SourceWatch(of, 0, null, () => {});
  source.lost(1000, 'refused', 'refuses connections');
  expect(source.health).toMatchObject({ state: 'connecting', since: 0, cause: 'refused', lastHeardAt: null });
  source.live(2000);
  source.lost(3000, 'closed', 'closed the connection');
  source.lost(4000, 'refused', 'refuses connections');
  expect(source.health).toMatchObject({ state: 'stale', since: 3000, cause: 'refused', lastHeardAt: 2000 });
});

test('what was amiss while the source is live is shown for five minutes, and is no cause of staleness', () => {
  const told: (string | null)[] = [];
  const source = new SourceWatch(of, 0, null, ({ detail }) => told.push(detail));
  source.live(0);
  source.notice(1000, 'a message was dropped');
  source.tick(200_000);
  source.notice(201_000, 'a message was dropped');
  source.tick(400_000);
  expect(source.health).toMatchObject({ state: 'live', cause: null, detail: 'a message was dropped' });
  source.tick(600_000);
  expect(told).toEqual([null, 'a message was dropped', null]);
});

test('being heard is told on no more often than asked', () => {
  let tellings = 0;
  const source = new SourceWatch(of, 0, null, () => tellings++);
  source.live(0);
  for (let at = 100; at <= 4000; at += 100) source.heard(at, 2000);
  expect(tellings).toBe(3);
});

test('a silent exchange’s figures are of its last word, until it speaks again or is lost', () => {
  const source = new SourceWatch(of, 0, null, () => {});
  source.silent(500, 0, 'said nothing');
  expect(source.health.state).toBe('connecting');
  source.speaks(600);
  expect(source.health.state).toBe('connecting');
  source.live(1000);
  source.silent(6000, 1900, 'said nothing');
  expect(source.health).toMatchObject({ state: 'stale', since: 6000, lastHeardAt: 1900, cause: 'silent' });
  expect(source.told).toBe(true);
  source.speaks(7000);
  expect(source.health).toMatchObject({ state: 'live', lastHeardAt: 7000, cause: null, detail: null });
  source.silent(12_000, 8000, 'said nothing');
  source.lost(28_000, 'silent', 'given up');
  expect(source.health).toMatchObject({ state: 'stale', since: 12_000, lastHeardAt: 8000 });
  source.speaks(29_000);
  expect([source.health.state, source.told]).toEqual(['stale', false]);
});

test('rows that the database does not take are told until it does, whatever else changes', () => {
  const source = new SourceWatch(of, 0, null, () => {});
  source.live(0);
  expect(source.health).not.toHaveProperty('heldUpRows');
  source.heldUp(1204);
  source.lost(1000, 'closed', 'closed the connection');
  expect(source.health).toMatchObject({ state: 'stale', heldUpRows: 1204 });
  source.heldUp(null);
  expect(source.health).not.toHaveProperty('heldUpRows');
});

test('until the day is counted it is unknown, whatever else changes', () => {
  const source = new SourceWatch(of, 0, null, () => {});
  source.live(0);
  source.heldUp(3);
  expect(source.health).toMatchObject({ state: 'live', uncounted: true });
  source.counted();
  source.lost(1000, 'closed', 'closed the connection');
  expect(source.health).not.toHaveProperty('uncounted');
});
