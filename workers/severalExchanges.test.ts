import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { demandOf } from '#lib/database/demand.ts';
import { gapsWithin } from '#lib/database/observationGaps.ts';
import { rollUpTouched } from '#lib/database/rollups.ts';
import { openTestHall, type TestHall, type TestScreen } from './testHall.ts';

/**
 * Two demo exchanges, each in a process of its own with a worker of its own: one centre has queues at both, another has
 * queues at the second only, where the first has some too.
 */
const yaml = (ports: Record<string, number>) => `centres:
  - id: merkez
    queues:
      - { exchange: kuzey, queue: 153-genel, label: Genel }
      - { exchange: guney, queue: 185-ariza, label: Genel }
  - id: su
    queues:
      - { exchange: guney, queue: 185-kanal }
      - { exchange: guney, queue: 185-abone }
exchanges:
  - { id: kuzey, label: Kuzey, centre: merkez, host: 127.0.0.1, port: ${ports['153']}, username: santral }
  - { id: guney, label: Güney, centre: su, host: 127.0.0.1, port: ${ports['185']}, username: santral }
`;

const folders: string[] = [];
const exchanges = new Map<string, ChildProcess>();
const workers = new Map<string, ChildProcess>();
let hall: TestHall;
let merkez: TestScreen;
let su: TestScreen;
let all: TestScreen;

beforeAll(async () => {
  const ports = { ...(await startExchange('153')), ...(await startExchange('185')) };
  hall = await openTestHall(yaml(ports), { SANTRAL_SECRET_KUZEY: 'demo-153', SANTRAL_SECRET_GUNEY: 'demo-185' });
  [merkez, su, all] = ['merkez', 'su', 'all'].map((board) => hall.screen(board)) as [
    TestScreen,
    TestScreen,
    TestScreen,
  ];
  for (const { id } of hall.settings.exchanges) workers.set(id, hall.startWorker(id));
  await vi.waitFor(() => expect(states(all)).toEqual({ kuzey: 'live', guney: 'live' }), 30_000);
}, 60_000);
afterAll(async () => {
  await hall?.close();
  for (const exchange of exchanges.values()) exchange.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function startExchange(id: string): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'santral-exchange-'));
  folders.push(folder);
  const exchange = spawn(process.execPath, [join(import.meta.dirname, 'demoPbx.ts'), 'serve', id], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      SANTRAL_DATA: folder,
      SANTRAL_DEMO_SPEED: '20',
      SANTRAL_DEMO_SCENARIO: 'busy',
      [`SANTRAL_DEMO_PORT_${id}`]: '0',
    },
  });
  exchanges.set(id, exchange);
  for await (const line of createInterface({ input: exchange.stdout })) {
    const { ready, ports } = JSON.parse(line);
    if (ready === 'demoPbx') return ports;
  }
  throw new Error(`Exchange ${id} ended before it was ready`);
}

const states = (screen: TestScreen) => Object.fromEntries(screen.figures().sources.map(({ id, state }) => [id, state]));
const queuesOf = (screen: TestScreen) => screen.figures().queues.map(({ queue }) => queue.id);
const offeredAt = (screen: TestScreen, exchange: string) =>
  screen
    .figures()
    .queues.filter(({ queue }) => queue.exchange === exchange)
    .reduce((sum, row) => sum + (row.today?.offered ?? 0), 0);

test('a centre at two exchanges is the sum of both, with the health of both', async () => {
  await vi.waitFor(() => {
    expect(offeredAt(merkez, 'kuzey')).toBeGreaterThan(3);
    expect(offeredAt(merkez, 'guney')).toBeGreaterThan(3);
  }, 30_000);
  // queues that no centre lists belong to their exchange's own
  expect(queuesOf(merkez)).toEqual(expect.arrayContaining(['kuzey:153-genel', 'kuzey:153-ulasim', 'guney:185-ariza']));
  expect(queuesOf(merkez)).not.toContain('guney:185-kanal');
  expect(queuesOf(su)).toEqual(expect.arrayContaining(['guney:185-kanal', 'guney:185-abone', 'guney:185-fatura']));
  expect(queuesOf(su)).not.toContain('guney:185-ariza');
  const { today, waiting, queues } = merkez.figures();
  expect(today?.offered).toBe(offeredAt(merkez, 'kuzey') + offeredAt(merkez, 'guney'));
  expect(waiting).toBe(queues.reduce((sum, { queue }) => sum + queue.waiting, 0));
  expect(states(merkez)).toEqual({ kuzey: 'live', guney: 'live' });
  expect(states(su)).toEqual({ guney: 'live' });
});

test('agents of the shared exchange are on the boards of the centres whose queues they serve, once on that of all', async () => {
  const ids = (screen: TestScreen) => screen.figures().agents.map(({ id }) => id);
  const served = (screen: TestScreen, of: TestScreen) => {
    const queues = new Set(queuesOf(of));
    return screen
      .figures()
      .agents.filter((agent) => agent.queues.some((queue) => queues.has(queue)))
      .map(({ id }) => id)
      .sort();
  };
  await vi.waitFor(() => {
    expect(served(merkez, merkez)).toEqual(served(all, merkez));
    expect(served(su, su)).toEqual(served(all, su));
  }, 20_000);
  expect(ids(merkez).filter((id) => id.startsWith('guney:')).length).toBeGreaterThan(0);
  expect(new Set(ids(all)).size).toBe(ids(all).length);
});

test('an exchange or a worker that stands still makes its figures old, and leaves them as they were', async () => {
  const told = () => su.figures().sources.map(({ state, cause }) => `${state} ${cause}`);
  const listens = () => hall.health().parts.find(({ part }) => part === 'pbx:guney');
  const before = offeredAt(su, 'guney');
  exchanges.get('185')?.kill('SIGSTOP');
  await vi.waitFor(() => expect(told()).toEqual(['stale silent']), 20_000);
  await vi.waitFor(() =>
    expect(listens()).toMatchObject({ ok: false, reason: expect.stringMatching(/not even to a Ping/) }),
  );
  expect(offeredAt(su, 'guney')).toBeGreaterThanOrEqual(before);
  exchanges.get('185')?.kill('SIGCONT');
  await vi.waitFor(() => expect(told()).toEqual(['live null']), 20_000);

  workers.get('guney')?.kill('SIGSTOP');
  await vi.waitFor(() => expect(told()).toEqual(['stale worker_gone']), 20_000);
  expect(listens()).toMatchObject({ ok: false, reason: expect.stringMatching(/does not answer/) });
  expect(hall.health().status).toBe('degraded');
  expect(offeredAt(su, 'guney')).toBeGreaterThanOrEqual(before);
  workers.get('guney')?.kill('SIGCONT');
  await vi.waitFor(() => {
    expect(told()).toEqual(['live null']);
    expect(listens()?.ok).toBe(true);
  }, 20_000);
}, 90_000);

test('one exchange that is down neither hides nor stops the other', async () => {
  const before = { kuzey: offeredAt(merkez, 'kuzey'), guney: offeredAt(merkez, 'guney') };
  exchanges.get('185')?.kill('SIGKILL');
  await vi.waitFor(() => {
    expect(states(merkez)).toEqual({ kuzey: 'live', guney: 'stale' });
    expect(states(su)).toEqual({ guney: 'stale' });
  }, 20_000);
  await vi.waitFor(() => expect(offeredAt(merkez, 'kuzey')).toBeGreaterThan(before.kuzey + 3), 20_000);
  expect(offeredAt(merkez, 'guney')).toBeGreaterThanOrEqual(before.guney);
  expect(merkez.figures().agents.some(({ id }) => id.startsWith('guney:'))).toBe(true);
});

test('health and metrics tell the exchanges apart', async () => {
  await vi.waitFor(() => {
    const { status, parts, sources } = hall.health();
    expect(status).toBe('degraded');
    expect(Object.fromEntries(parts.map(({ part, ok }) => [part, ok]))).toEqual({
      'pbx:kuzey': true,
      'pbx:guney': false,
    });
    expect(sources.map(({ id }) => id).sort()).toEqual(['guney', 'kuzey']);
  }, 10_000);
  const metrics = await hall.metrics();
  expect(metrics).toContain('santral_pbx_live{part="pbx:kuzey"} 1');
  expect(metrics).toContain('santral_pbx_live{part="pbx:guney"} 0');
});

test('history holds what the wall shows, of each exchange and of the centre', async () => {
  const queues = [
    { exchange: 'guney', queue: '185-ariza' },
    { exchange: 'guney', queue: '185-kanal' },
    { exchange: 'guney', queue: '185-abone' },
    { exchange: 'guney', queue: '185-fatura' },
  ];
  // the one that is down stands still, so that both can be compared to the unit
  await vi.waitFor(
    async () => {
      await rollUpTouched(hall.db);
      const offered = async (of: typeof queues) =>
        (await demandOf(hall.db, of, Date.now() - 86_400_000, Date.now() + 86_400_000)).reduce(
          (sum, row) => sum + row.offered,
          0,
        );
      expect(await offered(queues)).toBe(offeredAt(all, 'guney'));
      expect(await offered(queues.slice(0, 1))).toBe(offeredAt(merkez, 'guney'));
      expect(await offered(queues.slice(1))).toBe(offeredAt(su, 'guney'));
    },
    { timeout: 20_000, interval: 500 },
  );
});

test('what came before an exchange was ever heard is marked as unobserved, where no queue_log tells of it', async () => {
  const { from, to } = { from: Date.now() - 86_400_000, to: Date.now() };
  await vi.waitFor(async () => {
    const [first] = await gapsWithin(hall.db, ['kuzey'], from, to);
    expect(first?.endedAt).toBeGreaterThan(first?.startedAt ?? 0);
    // a day begins on a whole quarter of an hour in every zone; nobody started this test on one
    expect((first?.startedAt ?? 1) % 900_000).toBe(0);
  });
});
