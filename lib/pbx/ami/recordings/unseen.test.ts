import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Visit } from '#lib/contact/visit.ts';
import { queueCounts } from '#lib/ledger/queueCounts.ts';
import { RecordingRun } from '#lib/pbx/ami/recordingRun.ts';
import { settledBy } from '#lib/pbx/ami/replay.ts';
import { SeededRandom } from '#lib/pbx/demo/seededRandom.ts';
import { readQueueLog } from '#lib/pbx/queue-log/readQueueLog.ts';
import * as changes from './changes.ts';
import { cuts, listedAtEnd, polled } from './lists.ts';
import { readsOf, recordingOf, type Told, voiceMenu } from './toldRecording.ts';

/** With SANTRAL_LONG_TESTS=20 in the environment twenty times as many tellings are tried. */
const longer = Number(process.env.SANTRAL_LONG_TESTS ?? 1);
const seed = 20261121;
const fixtures = [
  'a-tidy',
  'a-tidy/readonly',
  'c-outcomes',
  'c-outcomes/readonly',
  'd-restart',
  'd-restart/readonly',
] as const;
type Fixture = (typeof fixtures)[number];

const recordings = Object.fromEntries(
  await Promise.all(
    fixtures.map(async (name) => {
      // that run has no recording of its own by the account that may read less
      if (name === 'd-restart/readonly')
        return [name, changes.readLess(await recordingOf('d-restart'), () => 0)] as const;
      return [name, await recordingOf(name)] as const;
    }),
  ),
) as Record<Fixture, Told[]>;

/** Visits per queue and outcome, as the queue_log of the recording has them; what only dialplan events tell is unknown. */
function truthOf(fixture: Fixture) {
  const path = resolve(import.meta.dirname, '../fixtures', fixture.split('/')[0] ?? '', 'truth.json');
  const { queues } = JSON.parse(readFileSync(path, 'utf8')) as { queues: Record<string, Record<string, number>> };
  const readonly = fixture.endsWith('readonly');
  return Object.fromEntries(
    Object.entries(queues).map(([queue, told]) => {
      const { timeout = 0, exit_empty = 0, withdrawn = 0 } = told;
      const apart = readonly
        ? { timedOut: 0, leftEmpty: 0, withdrawn: 0, unknown: timeout + exit_empty + withdrawn }
        : { timedOut: timeout, leftEmpty: exit_empty, withdrawn, unknown: 0 };
      return [
        queue,
        {
          offered: told.entered,
          answered: told.answered,
          abandoned: told.abandoned,
          leftByKey: told.exit_key,
          lostInOutage: told.lost_waiting,
          inProgress: 0,
          ...apart,
        },
      ];
    }),
  );
}
const truths = Object.fromEntries(fixtures.map((name) => [name, truthOf(name)])) as Record<
  Fixture,
  ReturnType<typeof truthOf>
>;

function run(recording: readonly Told[], random: () => number, timed = true) {
  const replay = new RecordingRun({ exchange: 'x', ...voiceMenu });
  for (const read of readsOf(recording, () => 1 + Math.floor(random() * 65_536), timed)) replay.take(read);
  replay.end();
  return replay;
}

/** Nothing waits, talks or rings once all calls of a recording are over, and nothing is remembered for long. */
function expectNothingLeft(replay: RecordingRun, at: number) {
  expect(Object.values(replay.live.floor.floor.contacts)).toEqual([]);
  expect(Object.values(replay.live.floor.floor.queues).filter(({ waiting }) => waiting > 0)).toEqual([]);
  replay.translation.tick(at + 86_400_000);
  expect(replay.translation.remembered.calls).toBe(0);
}

const telling = fc.record({
  late: fc.option(
    fc.record({ most: fc.integer({ min: 1, max: 8000 }), twice: fc.double({ min: 0, max: 1, noNaN: true }) }),
  ),
  moved: fc.option(fc.integer({ min: 4, max: 2000 })),
  stripped: fc.constantFrom(0, 0.03, 0.5, 1),
  others: fc.option(fc.integer({ min: 3, max: 80 })),
  polls: fc.option(fc.record({ every: fc.integer({ min: 40, max: 400 }), ahead: fc.integer({ min: 0, max: 40 }) })),
  nameless: fc.option(fc.record({ share: fc.constantFrom(0.2, 1), bare: fc.boolean() })),
  oddNames: fc.boolean(),
  system: fc.boolean(),
  skewMs: fc.constantFrom(null, 0, 0, 3_600_000, -7_200_000),
});
type Telling = typeof telling extends fc.Arbitrary<infer T> ? T : never;

/** The recording told so, the changes in the order in which an exchange would bring them about. */
function retold(recording: readonly Told[], told: Telling, random: () => number): readonly Told[] {
  const { late, moved, stripped, others, polls, nameless, oddNames, system, skewMs } = told;
  const made: (changes.Change | false | null)[] = [
    late && changes.lateCompletes(late.most, late.twice),
    moved !== null && changes.movedHangups(moved),
    stripped > 0 && changes.completesWithoutChannels(stripped),
    others !== null && changes.othersTalk(others),
    polls && polled(polls.every, polls.ahead),
    nameless && changes.namelessMembers(nameless.share, nameless.bare),
    oddNames && changes.oddCallerNames,
    system && changes.namedSystem,
    skewMs !== null && changes.stamped(skewMs),
  ];
  return made.reduce<readonly Told[]>((before, change) => (change ? change(before, random) : before), recording);
}

test('the same calls told in another way give the same counts, to the unit', () => {
  fc.assert(
    fc.property(fc.constantFrom(...fixtures), telling, fc.boolean(), fc.nat(), (fixture, told, timed, nth) => {
      const numbers = new SeededRandom(nth);
      const random = () => numbers.uniform();
      const recording = retold(recordings[fixture], told, random);
      const replay = run(recording, random, timed);
      expect(queueCounts(replay.visits.values(), replay.events, [20])).toMatchObject(truths[fixture]);
      expectNothingLeft(replay, recording.at(-1)?.at ?? 0);
    }),
    { seed, numRuns: 40 * longer },
  );
});

const baselines = Object.fromEntries(
  fixtures.map((name) => [name, outcomesOf(run(recordings[name], () => 0.5).visits.values())]),
) as Record<Fixture, Map<string, string[]>>;
const logs = Object.fromEntries(
  await Promise.all(
    fixtures.map(async (name) => {
      const path = resolve(import.meta.dirname, '../fixtures', name.split('/')[0] ?? '', 'queue_log.gz');
      return [name, (await readQueueLog(path, 'x')).visits] as const;
    }),
  ),
) as Record<Fixture, Visit[]>;

/** The outcomes of each call in each queue. */
function outcomesOf(visits: Iterable<Visit>): Map<string, string[]> {
  const outcomes = new Map<string, string[]>();
  for (const { callId, queue, outcome } of visits) {
    const key = `${callId} ${queue}`;
    outcomes.set(key, [...(outcomes.get(key) ?? []), `${outcome}`]);
  }
  return outcomes;
}

test('what was told while the connection was cut is unknown or not counted, nothing is guessed or counted twice; with the queue_log all is exact', () => {
  const cut = fc.record({
    at: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    forMs: fc.integer({ min: 1, max: 30_000 }),
  });
  fc.assert(
    fc.property(
      fc.constantFrom(...fixtures),
      fc.array(cut, { minLength: 1, maxLength: 5 }),
      fc.boolean(),
      fc.nat(),
      (fixture, places, timed, nth) => {
        const numbers = new SeededRandom(nth);
        const random = () => numbers.uniform();
        const recording = listedAtEnd(cuts(places)(recordings[fixture], random), random);
        const replay = run(recording, random, timed);
        for (const [key, outcomes] of outcomesOf(replay.visits.values())) {
          const truth = [...(baselines[fixture].get(key) ?? [])];
          expect(outcomes.length, `${key} counted`).toBeLessThanOrEqual(truth.length);
          // an exchange that goes down while nobody listens takes along who waited last, as far as can be told
          const unsure = fixture.startsWith('d-restart') ? ['unknown', 'lost_in_outage'] : ['unknown'];
          for (const outcome of outcomes.filter((told) => !unsure.includes(told))) {
            const fits = truth.indexOf(outcome);
            expect(fits, `${key} ${outcome} of ${truth.join()}`).toBeGreaterThanOrEqual(0);
            truth.splice(fits, 1);
          }
        }
        for (const { outcome, outcomeReason } of replay.visits.values())
          expect(outcomeReason !== null).toBe(outcome === 'unknown');
        expectNothingLeft(replay, recording.at(-1)?.at ?? 0);
        const settled = settledBy(logs[fixture], replay.visits);
        expect(queueCounts(settled.values(), replay.events, [20])).toMatchObject(truths[full(fixture)]);
      },
    ),
    { seed, numRuns: 40 * longer },
  );
});

/** The recording of the same run by an account that may read everything. */
function full(fixture: Fixture): Fixture {
  return fixture.replace('/readonly', '') as Fixture;
}
