import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Board, tileSchema } from '#lib/board/board.ts';
import { boardStaffing } from '#lib/board/boardStaffing.ts';
import { createBoard } from '#lib/database/boards.ts';
import { dayOutlooks } from '#lib/database/dayOutlooks.ts';
import { forecastDays } from '#lib/database/forecasts.ts';
import { planningFacts } from '#lib/database/planningFacts.ts';
import { rollUpTouched } from '#lib/database/rollups.ts';
import { writeRoster } from '#lib/database/roster.ts';
import { placeOf, plusDays, zoneOf } from '#lib/forecast/calendar.ts';
import { demoCentres } from '#lib/pbx/demo/demoCentres.ts';
import { writeHistory } from '#lib/pbx/demo/history.ts';
import { PendingImports } from '#lib/pbx/queue-log/pendingImports.ts';
import { openTestHall, type TestHall, type TestScreen } from './testHall.ts';

/** The planner's process with the database, the feed and a screen, over their real sockets, on three weeks of the demo's past. */
const yaml = `centres:
  - id: merkez
    queues:
      - { queue: 153-genel, label: Genel }
      - { queue: 153-ulasim, label: Ulaşım }
exchanges: [{ id: x, host: 127.0.0.1, port: 9, username: santral, login: plain }]
`;
const zone = 'Europe/Istanbul';
const queues = ['153-genel', '153-ulasim'].map((queue) => ({ exchange: 'x', queue }));
const today = () => placeOf(Date.now(), zoneOf(zone)).date;

/** A board of the day's agents. */
const agentsBoard: Board = {
  ...{ id: 'kadro', name: 'Kadro', centres: ['merkez'] },
  tiles: [tileSchema.parse({ id: 'staffing', kind: 'staffing', x: 0, y: 0, w: 16, h: 6 })],
};

let hall: TestHall;
let screen: TestScreen;
let agents: TestScreen;
let planner: ChildProcess;

beforeAll(async () => {
  hall = await openTestHall(yaml, { SANTRAL_SECRET_X: 'sir' });
  screen = hall.screen('merkez');
  await createBoard(hall.db, agentsBoard, 'Ayşe');
  await hall.control.boardsChanged();
  agents = hall.screen('kadro');
});
afterAll(() => hall?.close());

const rounds = async () => /^santral_planner_rounds_total\{.*\} (\d+)$/m.exec(await hall.metrics())?.[1];
const outlook = () => screen.figures().outlook;
const staffing = () => {
  const floor = agents.store.state().floor;
  return floor && boardStaffing(floor, Object.values(floor.centres), agents.store.now());
};

test('without history it is well, and says why nothing is forecast', async () => {
  planner = hall.startPlanner();
  const own = () => hall.health().parts.find(({ part }) => part === 'planner');
  await vi.waitFor(() =>
    expect(own()).toMatchObject({ ok: true, reason: expect.stringMatching(/^There is nothing to forecast from/) }),
  );
  expect(await rounds()).toBe('1');
  expect(outlook()).toBeNull();
  expect(await forecastDays(hall.db, queues, today(), plusDays(today(), 55))).toEqual([]);
});

test('once a past has been imported, the coming weeks are forecast and the wall knows how today ends', async () => {
  const [centre] = demoCentres;
  if (!centre) throw new Error('the demo has no centre');
  const dataDir = hall.settings.dataDir;
  await writeHistory({ dataDir, days: 21, seed: 153, centres: [centre] });
  const imports = new PendingImports(hall.db, [{ exchange: 'x', path: join(dataDir, 'demo', centre.id, 'history') }]);
  while ((await imports.next(() => {}, new AbortController().signal)) !== null);
  while ((await rollUpTouched(hall.db)) > 0);

  await vi.waitFor(() => expect(outlook()?.mean).toBeGreaterThan(100), { timeout: 60_000 });
  const known = outlook();
  expect(known?.p10).toBeLessThan(known?.mean ?? 0);
  expect(known?.p90).toBeGreaterThan(known?.mean ?? 0);
  await vi.waitFor(async () => expect(await rounds()).toBe('2'), { timeout: 60_000 });

  const days = await forecastDays(hall.db, queues, today(), plusDays(today(), 55));
  expect(days).toHaveLength(2 * 56);
  expect(days.every(({ mean }) => mean.every((value) => value !== null))).toBe(true);
  expect((await dayOutlooks(hall.db, ['merkez', 'x:153-genel'], today())).size).toBe(2);
  const now = staffing()?.quarters ?? [];
  expect(now.length).toBeGreaterThan(96);
  expect(now.every(({ required, planned }) => required !== null && planned === null)).toBe(true);
  expect(Math.max(...now.map(({ required }) => required ?? 0))).toBeGreaterThan(2);
  for (const { forecast, patience, notes } of await planningFacts(hall.db, queues)) {
    expect(forecast?.history.days).toBe(21);
    expect(forecast?.backtest?.horizons['1d']?.chosen.wape).toBeLessThan(1);
    expect(patience?.patienceSeconds).toBeGreaterThan(0);
    expect(notes).toEqual(['no_agent_states']);
  }
  expect(await hall.metrics()).toMatch(/santral_forecast_error_ratio\{queue="x:153-genel",part="planner"\} 0\.\d/);
}, 150_000);

test('a roster that is written is on the wall within seconds', async () => {
  const [from, to] = [Date.now() - 3_600_000, Date.now() + 2 * 3_600_000];
  const entry = { agent: 'a', agentName: null, queues: null, startsAt: from, endsAt: to, shiftStartsAt: from };
  await writeRoster(hall.db, {
    ...{ centre: 'merkez', entries: [{ ...entry, activity: 'work' }] },
    ...{ days: { from, to }, covers: { from, to } },
  });
  await vi.waitFor(() => expect(staffing()?.quarters[1]?.planned).toBe(1), { timeout: 30_000 });
  expect(staffing()?.quarters[20]?.planned).toBeNull();
}, 60_000);

test('started anew after a fall it forecasts again, and the wall keeps what it was told meanwhile', async () => {
  planner.kill('SIGKILL');
  await once(planner, 'exit');
  await vi.waitFor(() => expect(hall.health().parts.find(({ part }) => part === 'planner')?.ok).toBe(false));
  expect(outlook()?.mean).toBeGreaterThan(100);
  const before = outlook()?.madeAt ?? 0;
  planner = hall.startPlanner();
  await vi.waitFor(() => expect(hall.health().parts.find(({ part }) => part === 'planner')?.ok).toBe(true));
  expect(outlook()?.mean).toBeGreaterThan(100);
  expect(staffing()?.quarters[1]?.planned).toBe(1);
  // Told from the forecasts that are there, before the new ones are.
  await vi.waitFor(() => expect(outlook()?.madeAt).toBeGreaterThan(before), { timeout: 60_000 });
  await vi.waitFor(async () => expect(await rounds()).toBe('1'), { timeout: 60_000 });
  planner.kill('SIGTERM');
  expect(await once(planner, 'exit')).toEqual([0, null]);
}, 150_000);
