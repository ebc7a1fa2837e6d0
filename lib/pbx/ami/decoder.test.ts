import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AmiDecoder, type AmiDecoderOptions } from './decoder.ts';

const recording = gunzipSync(readFileSync(new URL('./fixtures/a-tidy/readonly/stream.ami.gz', import.meta.url)));

/** Everything that a decoder tells of the chunks, as text. */
function decode(chunks: Iterable<Uint8Array>, options: Partial<AmiDecoderOptions> = {}) {
  const messages: string[] = [];
  const malformed: string[] = [];
  const decoder = new AmiDecoder({
    onMessage: (message) => messages.push(`${message.kind} ${message.name} ${JSON.stringify(message.headers())}`),
    onMalformed: ({ reason, detail }) => malformed.push(`${reason}: ${detail}`),
    ...options,
  });
  for (const chunk of chunks) {
    const copy = Buffer.from(chunk);
    decoder.push(copy);
    // Whatever was handed out must not depend on the chunk any more.
    copy.fill(0x58);
  }
  const { banner } = decoder;
  decoder.end();
  return { messages, malformed, banner, decoder };
}

function* cut(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  let at = 0;
  for (let i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

const event = (name: string, ...headers: string[]) =>
  ['Event: ', name, '\r\n', ...headers.flatMap((h) => [h, '\r\n']), '\r\n'].join('');
const text = (...parts: string[]) => [Buffer.from(parts.join(''), 'utf8')];

describe('chunking', () => {
  const whole = decode([recording]);

  test('the recording is read to the end', () => {
    expect(whole.banner).toBe('Asterisk Call Manager/11.0.0');
    expect(whole.messages).toHaveLength(1418);
    expect(whole.malformed).toEqual([]);
    expect(whole.decoder.byteCount).toBe(recording.length);
  });

  test('byte by byte gives the same', () => {
    const bytes = decode(cut(recording, [1]));
    expect(bytes.messages).toEqual(whole.messages);
    expect(bytes.malformed).toEqual([]);
  });

  test('any chunks give the same', () => {
    const start = recording.subarray(0, 60_000);
    const expected = decode([start]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 40 }), (sizes) => {
        const got = decode(cut(start, sizes));
        expect(got.messages).toEqual(expected.messages);
        expect(got.malformed).toEqual(expected.malformed);
      }),
      { numRuns: 60, seed: 153 },
    );
  });

  test('wanted events are those that a filter behind the decoder would leave', () => {
    const wanted = new Set(['Hangup', 'QueueCallerJoin']);
    const filtered = decode(cut(recording, [4096]), { wanted });
    expect(filtered.messages).toEqual(
      whole.messages.filter((line) => /^(response|event (Hangup|QueueCallerJoin)) /.test(line)),
    );
    expect(filtered.decoder.messageCount).toBe(1418);
  });
});

describe('framing', () => {
  test('UTF-8 may be split between chunks', () => {
    const bytes = Buffer.from(`Asterisk Call Manager/11.0.0\r\n${event('X', 'Name: ğüşıöç İ 🚰')}`);
    for (let at = 1; at < bytes.length; at++) {
      const { messages } = decode([bytes.subarray(0, at), bytes.subarray(at)]);
      expect(messages).toEqual(['event X [["Event","X"],["Name","ğüşıöç İ 🚰"]]']);
    }
  });

  test('LF alone is accepted, and messages of either kind may follow one another', () => {
    const { messages, malformed } = decode(
      text('Asterisk Call Manager/5.0\n', 'Event: A\nB: 1\n\n', event('C', 'D: 2'), 'Event: E\nF: 3\n\n'),
    );
    expect(messages.map((line) => line.split(' ')[1])).toEqual(['A', 'C', 'E']);
    expect(malformed).toEqual([]);
  });

  test('with CR LF two bare LFs do not end a message', () => {
    const { messages } = decode(
      text('Asterisk Call Manager/11.0.0\r\n', event('Newexten', 'AppData: a\n\nb', 'Queue: q')),
    );
    expect(messages).toEqual(['event Newexten [["Event","Newexten"],["AppData","a\\n\\nb"],["Queue","q"]]']);
  });

  test('empty lines between messages and a missing banner do no harm', () => {
    const { messages, banner } = decode(text('\r\n\r\n', event('A'), '\r\n\r\n\r\n', event('B')));
    expect(messages).toHaveLength(2);
    expect(banner).toBe('');
    const bare = decode(text(event('A')));
    expect(bare.banner).toBeNull();
    expect(bare.messages).toHaveLength(1);
  });

  test('a message is found whole however the buffer grows under it', () => {
    for (const end of ['\r\n', '\n']) {
      const long = ['Event: B', ...Array.from({ length: 3000 }, (_, i) => `Output: ${i}`), end].join(end);
      const bytes = Buffer.from(`Asterisk Call Manager/5.0${end}Event: A${end}${end}${long}Event: C${end}${end}`);
      for (const size of [100, 4097, 8192, 10_000, 30_011]) {
        const { messages } = decode(cut(bytes, [size]));
        expect(messages.map((line) => line.split(' ')[1])).toEqual(['A', 'B', 'C']);
      }
    }
  });

  test('raw command output ends with its mark, not with an empty line', () => {
    const raw = 'Response: Follows\r\nPrivilege: Command\r\none\r\n\r\ntwo\n--END COMMAND--\r\n\r\n';
    const bytes = Buffer.from(`Asterisk Call Manager/2.8\r\n${raw}${event('A')}`);
    for (const size of [1, 7, bytes.length]) {
      const { messages } = decode(cut(bytes, [size]));
      expect(messages).toHaveLength(2);
      expect(messages[0]).toContain('response Follows');
    }
    // The mark is missing: the next message is not swallowed.
    expect(decode(text('X\r\n', 'Response: Follows\r\none\r\n\r\n', event('A'))).messages).toHaveLength(2);
  });

  test('a connection ends within a message: it is dropped and said', () => {
    const banner = 'Asterisk Call Manager/11.0.0\r\n';
    const bytes = Buffer.from(banner + event('A', 'B: 1') + event('C', 'D: 2'));
    const first = banner.length + event('A', 'B: 1').length;
    for (let at = banner.length; at < bytes.length; at++) {
      const { messages, malformed } = decode([bytes.subarray(0, at)]);
      expect(messages).toHaveLength(at < first ? 0 : 1);
      expect(malformed).toHaveLength(at === banner.length || at === first ? 0 : 1);
      if (malformed[0])
        expect(malformed[0]).toMatch(
          /^cut: The connection ended within a message; its first \d+ bytes? were dropped\.$/,
        );
    }
  });

  test('after end the next connection begins with a banner', () => {
    const decoder = new AmiDecoder({ onMessage: () => {} });
    decoder.push(Buffer.from('Asterisk Call Manager/11.0.0\r\nEvent: Ha'));
    decoder.end();
    expect(decoder.banner).toBeNull();
    decoder.push(Buffer.from('Asterisk Call Manager/12.0.0\r\n'));
    expect(decoder.banner).toBe('Asterisk Call Manager/12.0.0');
  });

  test('reset from within a callback drops the rest of the chunk', () => {
    const names: string[] = [];
    const decoder: AmiDecoder = new AmiDecoder({
      onMessage: ({ name }) => {
        names.push(name);
        if (name === 'A') decoder.reset();
      },
    });
    decoder.push(Buffer.from(`Asterisk Call Manager/1\r\n${event('A')}${event('B')}`));
    decoder.push(Buffer.from(`Asterisk Call Manager/1\r\n${event('C')}`));
    expect(names).toEqual(['A', 'C']);
  });
});

describe('bad input costs one message', () => {
  const banner = 'Asterisk Call Manager/11.0.0\r\n';

  test('a line of 1 MB', () => {
    const bytes = Buffer.from(
      banner + event('A') + event('B', `Long: ${'x'.repeat(1_000_000)}`, 'More: 1') + event('C'),
    );
    for (const size of [bytes.length, 65_536, 1000]) {
      const { messages, malformed } = decode(cut(bytes, [size]));
      expect(messages.map((line) => line.split(' ')[1])).toEqual(['A', 'C']);
      expect(malformed).toEqual([
        'line_too_long: Dropped an AMI message of 1,000,025 bytes: a line of it is over 65,536 bytes.',
      ]);
    }
  });

  test('a message beyond the limit, however long, in bounded memory', () => {
    const limits = { maxMessageBytes: 10_000 };
    const long = event('B', ...Array.from({ length: 5000 }, (_, i) => `Output: line ${i}`));
    const bytes = Buffer.from(banner + event('A') + long + event('C'));
    for (const size of [bytes.length, 4096, 17]) {
      const { messages, malformed } = decode(cut(bytes, [size]), limits);
      expect(messages.map((line) => line.split(' ')[1])).toEqual(['A', 'C']);
      expect(malformed).toEqual([
        'message_too_long: Dropped an AMI message of over 10,000 bytes, up to its empty line.',
      ]);
    }
  });

  test('an endless line without any end holds no more than the limit', () => {
    const decoder = new AmiDecoder({ onMessage: () => {}, maxMessageBytes: 100_000 });
    const chunk = Buffer.alloc(65_536, 'x');
    decoder.push(Buffer.from(banner));
    const before = process.memoryUsage().arrayBuffers;
    for (let i = 0; i < 1000; i++) decoder.push(chunk);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4_000_000);
    expect(decoder.malformedCount).toBe(1);
  });

  test('garbage before, between and behind messages', () => {
    const garbage = Buffer.from([0, 255, 13, 1, 2, 0x45, 0x76, 10, 13, 10, 13, 10]);
    const bytes = Buffer.concat([
      Buffer.from(banner + event('A')),
      garbage,
      Buffer.from(event('B')),
      garbage,
      Buffer.from(event('C')),
      garbage,
    ]);
    const { messages, malformed } = decode(cut(bytes, [5]));
    expect(messages.map((line) => line.split(' ')[1])).toEqual(['A', 'B', 'C']);
    expect(malformed).toHaveLength(3);
    expect(malformed[0]).toMatch(/^not_ami: Dropped \d+ bytes that are no AMI message\.$/);
  });

  test('garbage that runs into an event costs at most that event', () => {
    const { messages } = decode(text(banner, event('A'), '\u0001\u0002garbage', event('B'), event('C')));
    expect(messages.map((line) => line.split(' ')[1])).toEqual(['A', 'C']);
    const lines = decode(text(banner, '\u0001\u0002\r\ngarbage\r\n', event('B'), event('C')));
    expect(lines.messages.map((line) => line.split(' ')[1])).toEqual(['B', 'C']);
  });

  test('messages that ran together come apart, but a UserEvent may have a header Event', () => {
    const joined = `Event: QueueMember\r\nActionID: x\r\n${event('QueueEntry', 'Queue: q')}`;
    expect(decode(text(banner, joined)).messages.map((line) => line.split(' ')[1])).toEqual([
      'QueueMember',
      'QueueEntry',
    ]);
    expect(decode(text(banner, event('UserEvent', 'Event: Hangup'))).messages).toHaveLength(1);
    expect(decode(text(banner, event('Newexten', 'AppData: a\nEvent: Hangup'))).messages).toHaveLength(1);
  });

  test('a message with other headers first is kept', () => {
    const { messages } = decode(text(banner, 'Server: a\r\nEvent: B\r\n\r\n', 'ActionID: 4\r\nFoo: 1\r\n\r\n'));
    expect(messages).toHaveLength(2);
    expect(messages[1]).toContain('other');
  });
});

test('a damaged recording never fails, loses little and holds little', () => {
  const start = recording.subarray(0, 120_000);
  const sound = decode([start]).messages.length;
  const damage = fc.record({
    at: fc.nat(start.length - 1),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 40 }),
    way: fc.constantFrom('over', 'in', 'out'),
  });
  fc.assert(
    fc.property(
      fc.array(damage, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 9000 }),
      (damages, size) => {
        let bytes = Buffer.from(start);
        for (const { at, bytes: junk, way } of damages) {
          const rest = bytes.subarray(way === 'in' ? at : at + junk.length);
          bytes = Buffer.concat([bytes.subarray(0, at), way === 'out' ? Buffer.alloc(0) : junk, rest]);
        }
        const got = decode(cut(bytes, [size]));
        expect(got.messages).toEqual(decode([bytes]).messages);
        // One place of damage can join two messages, or break one in two.
        expect(got.messages.length).toBeGreaterThanOrEqual(sound - 2 * damages.length - 1);
        expect(got.messages.length).toBeLessThanOrEqual(sound + 8 * damages.length);
      },
    ),
    { numRuns: 40, seed: 185 },
  );
});
