import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { type Visit, visitKey } from '#lib/contact/visit.ts';
import { type FilePosition, FollowedFile } from './followedFile.ts';
import { QueueLogFollower } from './queueLogFollower.ts';

const { waitFor } = vi;

const top = mkdtempSync(join(tmpdir(), 'santral-follower-'));
afterAll(() => rmSync(top, { recursive: true }));
const running: QueueLogFollower[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((follower) => follower.stop()));
});

const now = Math.floor(Date.now() / 1000);
const enter = (call: string, at: number) => `${at}|${call}|genel|NONE|ENTERQUEUE||0532|1\n`;
const abandon = (call: string, at: number, wait: number) => `${at}|${call}|genel|NONE|ABANDON|1|1|${wait}\n`;

function follow(folder = mkdtempSync(join(top, 'log-')), quietMs = 30_000) {
  const path = join(folder, 'queue_log');
  const told = new Map<string, Visit>();
  const notices: string[] = [];
  let kept = true;
  const follower = new QueueLogFollower({
    exchange: '153',
    log: path,
    open: (position) =>
      new FollowedFile({ path, kept: position as FilePosition | null, onNotice: (said) => notices.push(said) }),
    keepIn: join(folder, 'kept'),
    onTold: (visits) => {
      for (const visit of visits) told.set(visitKey(visit), visit);
    },
    isKept: () => kept,
    onNotice: (said) => notices.push(said),
    pollMs: 10,
    quietMs,
  });
  running.push(follower);
  const outcomes = () => [...told.values()].map(({ callId, nth, outcome }) => `${callId} ${nth} ${outcome}`);
  return { folder, path, follower, told, notices, outcomes, keep: (yes: boolean) => (kept = yes) };
}

test('what stands there at the first start is known; what comes is told, of calls that began before too', async () => {
  const x = follow();
  writeFileSync(x.path, enter('c.1', now - 50) + abandon('c.1', now - 40, 10) + enter('c.2', now - 30));
  expect(x.follower.isNew).toBe(true);
  x.follower.start();
  await waitFor(() => expect(x.follower.covered).not.toBeNull());
  appendFileSync(x.path, abandon('c.2', now - 20, 10));
  await waitFor(() => expect(x.outcomes()).toEqual(['c.2 1 abandoned']));
  expect(x.follower.rows).toBe(1);
});

test('a worker that comes back reads on from where it stood, also over a rotation', async () => {
  const first = follow();
  writeFileSync(first.path, enter('c.1', now - 50));
  first.follower.start();
  await waitFor(() => expect(first.follower.covered).not.toBeNull());
  await first.follower.stop();
  appendFileSync(first.path, enter('c.2', now - 40));
  renameSync(first.path, `${first.path}-20261121`);
  writeFileSync(first.path, abandon('c.1', now - 30, 20) + abandon('c.2', now - 30, 10));
  const second = follow(first.folder);
  expect(second.follower.isNew).toBe(false);
  second.follower.start();
  await waitFor(() => expect(second.outcomes()).toEqual(['c.1 1 abandoned', 'c.2 1 abandoned']));
  await waitFor(() => expect(second.follower.covered?.from).toBe((now - 50) * 1000));
  expect(second.notices).toEqual([]);
});

test('what is not on the disk yet is told again by the next worker', async () => {
  const first = follow();
  writeFileSync(first.path, enter('c.1', now - 50));
  first.follower.start();
  await waitFor(() => expect(first.follower.covered).not.toBeNull());
  first.keep(false);
  appendFileSync(first.path, abandon('c.1', now - 30, 20));
  await waitFor(() => expect(first.told.size).toBe(1));
  await first.follower.stop();
  const second = follow(first.folder);
  second.follower.start();
  await waitFor(() => expect(second.outcomes()).toEqual(['c.1 1 abandoned']));
});

test('a quiet night is read as well: covered grows without a row, from the last one on', async () => {
  const x = follow(undefined, 20);
  writeFileSync(x.path, enter('c.1', now - 3600) + abandon('c.1', now - 3590, 10));
  const started = Date.now();
  x.follower.start();
  await waitFor(() => expect(x.follower.covered?.until).toBeGreaterThan(started));
  expect(x.follower.covered?.from).toBe((now - 3590) * 1000);
});

test('a log that was emptied unread breaks what is covered, and says so', async () => {
  const x = follow(undefined, 20);
  writeFileSync(x.path, enter('c.1', now - 3600));
  x.follower.start();
  await waitFor(() => expect(x.follower.covered).not.toBeNull());
  const cut = Date.now();
  writeFileSync(x.path, '');
  await waitFor(() => expect(x.follower.covered?.from).toBeGreaterThanOrEqual(cut));
  expect(x.notices[0]).toMatch(/was cut short, and no rotated copy of it lies beside it/);
});

test('a log that is not there is a notice; when it comes it is read from its start', async () => {
  const x = follow();
  x.follower.start();
  await waitFor(() => expect(x.notices).toHaveLength(1));
  expect(x.notices[0]).toMatch(/queue_log is not there; it is read as soon as it is/);
  expect(x.follower.problem).toBeNull();
  expect(x.follower.covered).toBeNull();
  writeFileSync(x.path, enter('c.1', now - 9) + abandon('c.1', now, 9));
  await waitFor(() => expect(x.outcomes()).toEqual(['c.1 1 abandoned']));
});

test('bad lines are counted, the first ones named, and the rest is read', async () => {
  const x = follow();
  writeFileSync(x.path, enter('c.1', now - 9));
  x.follower.start();
  await waitFor(() => expect(x.follower.covered).not.toBeNull());
  appendFileSync(
    x.path,
    Buffer.concat([Buffer.from('\u0000\u0000no row\n'), Buffer.alloc(3e6, 'x'), Buffer.from('\n')]),
  );
  appendFileSync(x.path, `\u0000\u0000${abandon('c.1', now, 9)}`);
  await waitFor(() => expect(x.outcomes()).toEqual(['c.1 1 abandoned']));
  expect(x.follower.badLines).toBe(2);
  expect(x.notices).toEqual([
    `A line of ${x.path} has 1 fields where time|call|queue|agent|event are needed`,
    `A line of ${x.path} is longer than 64 KB`,
  ]);
});
