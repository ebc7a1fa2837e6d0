import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecordingRun } from '#lib/pbx/ami/recordingRun.ts';
import { SeededRandom } from '#lib/pbx/demo/seededRandom.ts';
import { headerOf, recordingOf, type Told, voiceMenu, wireOf } from './toldRecording.ts';

/** With SANTRAL_LONG_TESTS=20 in the environment twenty times as many streams are damaged. */
const longer = Number(process.env.SANTRAL_LONG_TESTS ?? 1);
const fixtures = ['c-outcomes', 'c-outcomes/readonly'] as const;
type Message = { at: number; channel: string | undefined; wire: Buffer };
const recordings = Object.fromEntries(
  await Promise.all(
    fixtures.map(async (name) => {
      const messages = (await recordingOf(name)).filter((told) => told.kind === 'message');
      return [name, messages.map(read)] as const;
    }),
  ),
) as Record<(typeof fixtures)[number], Message[]>;

function read(told: Extract<Told, { kind: 'message' }>): Message {
  return { at: told.at, channel: headerOf(told, 'Uniqueid'), wire: Buffer.from(wireOf(told.headers), 'latin1') };
}

type Damage = (bytes: Buffer, random: SeededRandom) => Buffer;
const part = (bytes: Buffer, random: SeededRandom): [from: number, to: number] => {
  const from = random.below(bytes.length);
  return [from, Math.min(bytes.length, from + 1 + random.below(3000))];
};
/** What a bad line, a bad program in between or a bad disk makes of a stream. */
const damages: Record<string, Damage> = {
  flippedBits: (bytes, random) => {
    const flipped = Buffer.from(bytes);
    for (let n = 0; n < 30; n++) {
      const at = random.below(flipped.length);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8));
    }
    return flipped;
  },
  dropped: (bytes, random) => {
    const [from, to] = part(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  doubled: (bytes, random) => {
    const [from, to] = part(bytes, random);
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
  swapped: (bytes, random) => {
    const [from, to] = part(bytes, random);
    const middle = from + random.below(to - from);
    return Buffer.concat([
      bytes.subarray(0, from),
      bytes.subarray(middle, to),
      bytes.subarray(from, middle),
      bytes.subarray(to),
    ]);
  },
  giantLine: (bytes, random) => {
    const at = random.below(bytes.length);
    const giant = Buffer.alloc(random.pick([70_000, 300_000, 5_000_000]), random.pick(['x', 'Event: ', ': ', '\xff']));
    return Buffer.concat([bytes.subarray(0, at), giant, bytes.subarray(at)]);
  },
  lostEmptyLines: (bytes, random) => {
    const at = random.below(bytes.length);
    const text = bytes.subarray(at, at + 20_000).toString('latin1');
    const joined = text.replaceAll('\r\n\r\n', () => (random.chance(0.5) ? '\r\n' : '\r\n\r\n'));
    return Buffer.concat([bytes.subarray(0, at), Buffer.from(joined, 'latin1'), bytes.subarray(at + 20_000)]);
  },
  foreignLineEnds: (bytes, random) => {
    const at = random.below(bytes.length);
    const text = bytes
      .subarray(at, at + 5000)
      .toString('latin1')
      .replaceAll('\r', '');
    return Buffer.concat([bytes.subarray(0, at), Buffer.from(text, 'latin1'), bytes.subarray(at + 5000)]);
  },
  zeros: (bytes, random) => {
    const [from, to] = part(bytes, random);
    return Buffer.from(bytes).fill(0, from, to);
  },
};

test('a damaged stream never fails, keeps nothing for ever, and calls behind the damage are counted as ever', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...fixtures),
      fc.array(fc.constantFrom(...Object.keys(damages)), { minLength: 1, maxLength: 12 }),
      fc.nat(),
      (fixture, kinds, nth) => {
        const random = new SeededRandom(nth);
        const messages = recordings[fixture];
        const until = Math.floor(messages.length * random.between(0.2, 0.7));
        const wire = (told: readonly Message[]) => Buffer.concat(told.map((message) => message.wire));
        // what is lost at the front tells no more who has signed in
        const intact = messages.slice(0, 4);
        const damaged = kinds.reduce<Buffer>(
          (bytes, kind) => damages[kind]?.(bytes, random) ?? bytes,
          wire(messages.slice(4, until)),
        );

        const run = new RecordingRun({ exchange: 'x', ...voiceMenu });
        const tell = (bytes: Buffer, receivedAt: number) => {
          for (let from = 0; from < bytes.length; ) {
            const to = from + 1 + random.below(60_000);
            run.take({ kind: 'bytes', receivedAt, connection: 1, bytes: bytes.subarray(from, to), timed: true });
            from = to;
          }
        };
        const start = messages[0]?.at ?? 0;
        run.take({ kind: 'connect', receivedAt: start, connection: 1 });
        tell(Buffer.concat([Buffer.from('Asterisk Call Manager/11.0.0\r\n'), wire(intact)]), start);
        tell(damaged, start);
        for (const told of messages.slice(until))
          run.take({ kind: 'bytes', receivedAt: told.at, connection: 1, bytes: told.wire, timed: true });
        const end = messages.at(-1)?.at ?? start;
        for (const later of [1000, 7000, 13_000]) tell(nothingGoesOn(), end + later);
        run.end();

        // the message in which the damage ends may be lost as well
        const before = new Set(messages.slice(0, until + 2).map(({ channel }) => channel));
        const behind = new Set(
          messages
            .slice(until + 2)
            .map(({ channel }) => channel)
            .filter((id) => !before.has(id)),
        );
        expect(outcomes(run, behind)).toEqual(outcomes(whole(fixture), behind));
        run.translation.tick(end + 86_400_000);
        expect(run.translation.remembered.calls).toBe(0);
        expect(run.translation.remembered.members).toBeLessThan(200);
        expect(run.live.floor.floor.contacts).toEqual({});
      },
    ),
    { seed: 20261121, numRuns: 25 * longer },
  );
});

/** Lists of an exchange in which no call is, of the queues of the recording. */
function nothingGoesOn(): Buffer {
  const list = (name: string) =>
    wireOf([
      ['Event', name],
      ['EventList', 'Complete'],
      ['ListItems', '0'],
    ]);
  const start = wireOf([
    ['Response', 'Success'],
    ['EventList', 'start'],
  ]);
  const queues = ['153-genel', '153-ulasim', '153-sosyal', '185-ariza'].map((queue) =>
    wireOf([
      ['Event', 'QueueParams'],
      ['Queue', queue],
    ]),
  );
  return Buffer.from(start + queues.join('') + list('QueueStatusComplete') + start + list('CoreShowChannelsComplete'));
}

const wholes = new Map<string, RecordingRun>();

function whole(fixture: (typeof fixtures)[number]): RecordingRun {
  let run = wholes.get(fixture);
  if (run === undefined) {
    run = new RecordingRun({ exchange: 'x', ...voiceMenu });
    for (const told of recordings[fixture])
      run.take({ kind: 'bytes', receivedAt: told.at, connection: 1, bytes: told.wire, timed: true });
    run.end();
    wholes.set(fixture, run);
  }
  return run;
}

/** How the calls ended that began behind the damage. */
function outcomes(run: RecordingRun, behind: ReadonlySet<string | undefined>): string[] {
  return [...run.visits.values()]
    .filter(({ callId }) => behind.has(callId))
    .map(({ callId, queue, nth, outcome, agent }) => `${callId} ${queue} ${nth} ${outcome} ${agent}`)
    .sort();
}
