import { expect, test } from 'vitest';
import { demoCentres } from '#lib/pbx/demo/demoCentres.ts';
import { chaosRun } from './chaosRun.ts';
import { faultSchedule } from './faultSchedule.ts';

const exchanges = demoCentres.map(({ id }) => id);

test('the same seed gives the same schedule, in which everything goes wrong once before anything does twice', () => {
  const plan = { seed: 7, lastsMs: 600_000, everyMs: 12_000, exchanges };
  const schedule = faultSchedule(plan);
  expect(faultSchedule(plan)).toEqual(schedule);
  expect(faultSchedule({ ...plan, seed: 8 })).not.toEqual(schedule);
  const kinds = new Set(schedule.map(({ fault }) => fault.kind));
  expect([...kinds].sort()).toEqual(
    ['cut', 'kill', 'kill_exchange', 'kill_supervisor', 'pause', 'restart_exchange', 'stall'].sort(),
  );
  for (const part of [...exchanges.map((id) => `pbx:${id}`), 'web', 'database', 'history', 'planner', 'alarms'])
    expect(schedule.map(({ fault }) => fault)).toContainEqual({ kind: 'kill', part });
});

/** `npm run chaos` in short: every process is killed, lines are cut, the database stands still, an exchange restarts. */
test('after half a minute of chaos the ledger is the exchange’s queue_log, row by row, and the wall kept its promises', async () => {
  const [first = '', second = ''] = exchanges;
  const told: string[] = [];
  const result = await chaosRun(
    {
      seed: 7,
      lastsMs: 24_000,
      callsPerSecond: 8,
      speed: 20,
      endingMs: 3_000,
      schedule: [
        { at: 1_000, fault: { kind: 'kill', part: `pbx:${first}` } },
        { at: 3_000, fault: { kind: 'cut', exchange: second, afterBytes: 333, lastsMs: 1_000 } },
        { at: 5_000, fault: { kind: 'kill', part: 'web' } },
        { at: 7_000, fault: { kind: 'pause', part: 'database', lastsMs: 3_000 } },
        { at: 8_000, fault: { kind: 'kill', part: `pbx:${second}` } },
        { at: 12_000, fault: { kind: 'restart_exchange', exchange: first } },
        { at: 12_500, fault: { kind: 'kill', part: 'history' } },
        { at: 13_000, fault: { kind: 'kill', part: 'planner' } },
        { at: 15_000, fault: { kind: 'kill', part: 'alarms' } },
        { at: 14_000, fault: { kind: 'kill_exchange', exchange: second, downMs: 500 } },
        { at: 16_000, fault: { kind: 'kill', part: 'database' } },
        { at: 16_100, fault: { kind: 'kill', part: `pbx:${first}` } },
        { at: 17_500, fault: { kind: 'stall', exchange: second, lastsMs: 6_000 } },
      ],
    },
    { stage: () => undefined, elapsed: () => undefined, fault: (sentence) => told.push(sentence) },
  );
  expect(told).toHaveLength(13);
  const { missing, double, different, wall, wallDiffers } = result;
  const named = [...Object.values(result.ledger), ...Object.values(result.contacts)].flatMap((one) => one.named);
  expect({ named, missing, double, different, wall: wall.named, wallDiffers }).toEqual({
    named: [],
    missing: 0,
    double: 0,
    different: 0,
    wall: [],
    wallDiffers: [],
  });
  expect(Object.values(result.ledger).every(({ logged }) => logged > 30)).toBe(true);
  for (const { fates } of Object.values(result.contacts)) {
    expect(fates.contained).toBeGreaterThan(0);
    expect(fates.to_queue).toBeGreaterThan(30);
  }
  expect(result.alarms).toBeGreaterThan(0);
  expect(result.passed).toBe(true);
}, 180_000);
