import { Buffer } from 'node:buffer';
import { resolve } from 'node:path';
import type { AmiMessage } from '#lib/pbx/ami/amiMessage.ts';
import { AmiDecoder } from '#lib/pbx/ami/decoder.ts';
import { type RecordedRead, readRecording } from '#lib/pbx/ami/recording.ts';
import { readEvents } from '#lib/pbx/ami/translation.ts';
import { encodeText } from '#lib/pbx/ami/wireText.ts';

/** One header as it is on the wire: a character per byte. */
export type Header = [name: string, value: string];
/** A message of a recording, or a mark of its connection, at an instant (epoch ms). */
export type Told =
  | { kind: 'message'; at: number; headers: Header[] }
  /** Bytes that are no whole message, one character each. */
  | { kind: 'scrap'; at: number; wire: string; headers?: undefined }
  | { kind: 'connect' | 'close'; at: number; headers?: undefined };

/** Where the laboratory's citizens, Local channels all of them, arrive, and the keys of its voice menu that serve them. */
export const voiceMenu = {
  inboundContexts: ['from-trunk'],
  containedContexts: ['ivr/5', 'ivr/6'],
  localCallers: true,
};

const folder = resolve(import.meta.dirname, '../fixtures');
const banner = 'Asterisk Call Manager/11.0.0\r\n';

/** A recording taken apart into messages. Events that nobody reads are left out, but for one in `noiseEvery`. */
export async function recordingOf(name: string, noiseEvery = 50): Promise<Told[]> {
  const told: Told[] = [];
  let at = 0;
  let unread = 0;
  const decoder = new AmiDecoder({
    onMessage: (message) => {
      if (isRead(message) || unread++ % noiseEvery === 0) {
        const headers = message.headers().map(([header, value]): Header => [encodeText(header), encodeText(value)]);
        told.push({ kind: 'message', at, headers });
      }
    },
  });
  const [stream, chunks] = ['stream.ami.gz', 'chunks.jsonl.gz'].map((file) => resolve(folder, name, file));
  for await (const read of readRecording(stream ?? '', { chunks: chunks ?? null })) {
    at = read.receivedAt;
    if (read.kind === 'bytes') decoder.push(read.bytes);
    else if (read.kind !== 'error') {
      decoder.end();
      told.push({ kind: read.kind, at });
    }
  }
  return told;
}

function isRead(message: AmiMessage): boolean {
  if (message.kind !== 'event') return true;
  if (message.name === 'Newexten') return ['from-trunk', 'ivr'].includes(message.get('Context') ?? '');
  if (message.name !== 'VarSet') return readEvents.has(message.name);
  return ['QUEUESTATUS', 'ABANDONED'].includes(message.get('Variable') ?? '');
}

/** The message's name; empty for a mark and for a response. */
export function nameOf(told: Told): string {
  return told.headers?.[0]?.[0] === 'Event' ? told.headers[0][1] : '';
}

/** The value of a header on the wire; undefined if it is not there. */
export function headerOf(told: Told, header: string): string | undefined {
  return told.headers?.find(([name]) => name === header)?.[1];
}

/** The bytes, in reads of the sizes that `sizeOf` gives, each not beyond one instant. */
export function* readsOf(
  recording: readonly Told[],
  sizeOf: () => number,
  timed = true,
): Generator<RecordedRead, void, undefined> {
  let connection = 0;
  let wire = '';
  let at = recording[0]?.at ?? 0;
  function* flush(): Generator<RecordedRead, void, undefined> {
    const bytes = Buffer.from(wire, 'latin1');
    wire = '';
    for (let from = 0; from < bytes.length; ) {
      const to = Math.min(bytes.length, from + Math.max(1, sizeOf()));
      yield { kind: 'bytes', receivedAt: at, connection, bytes: bytes.subarray(from, to), timed };
      from = to;
    }
  }
  for (const told of recording) {
    if (told.at !== at || told.kind === 'connect' || told.kind === 'close') yield* flush();
    at = told.at;
    if (told.kind === 'message') wire += wireOf(told.headers);
    else if (told.kind === 'scrap') wire += told.wire;
    else {
      if (told.kind === 'connect') {
        connection++;
        wire = banner;
      }
      yield { kind: told.kind, receivedAt: at, connection };
    }
  }
  yield* flush();
}

/** A message as it is sent, with the empty line behind it. */
export function wireOf(headers: readonly Header[]): string {
  return `${headers.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n`;
}
