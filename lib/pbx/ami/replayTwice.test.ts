import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { type Visit, visitKey } from '../../contact/visit.ts';
import { mergeVisit } from '../../ledger/mergeVisit.ts';
import { VisitLedger } from '../../ledger/visitLedger.ts';
import { AmiDecoder } from './decoder.ts';
import { type RecordedRead, readRecording } from './recording.ts';
import { AmiTranslation } from './translation.ts';

const folder = resolve(import.meta.dirname, 'fixtures');

async function readsOf(recording: string): Promise<RecordedRead[]> {
  const reads: RecordedRead[] = [];
  const chunks = resolve(folder, recording, 'chunks.jsonl.gz');
  for await (const read of readRecording(resolve(folder, recording, 'stream.ami.gz'), { chunks })) reads.push(read);
  return reads;
}

/** A process that listens to these reads and is killed; its rows go into `database` as the real one merges them. */
function listen(reads: readonly RecordedRead[], database: Map<string, Visit>): Map<string, Visit> {
  const ledger = new VisitLedger('x');
  const translation = new AmiTranslation({
    inboundContexts: [],
    onEvent: (event) => {
      for (const { after } of ledger.apply(event).visits) {
        const known = database.get(visitKey(after));
        database.set(visitKey(after), known === undefined ? after : mergeVisit(known, after));
      }
    },
  });
  let now = 0;
  let up = false;
  const decoder = new AmiDecoder({
    onMessage: (message) => {
      if (!up && message.get('Message') === 'Authentication accepted') {
        up = true;
        translation.linkUp(now);
      }
      translation.message(message, now);
    },
  });
  for (const read of reads) {
    now = read.receivedAt;
    if (read.kind === 'bytes') decoder.push(read.bytes);
    else if (read.kind === 'connect') decoder.reset();
    else if (up) {
      up = false;
      translation.linkDown(now, 'closed');
    }
  }
  translation.tick(now + 10_000);
  return database;
}

test.each(['a-tidy', 'c-outcomes', 'd-restart'])(
  '%s: what was read once already, up to anywhere, changes no row when it is read again',
  async (recording) => {
    const reads = await readsOf(recording);
    const once = listen(reads, new Map());
    for (const share of [0.2, 0.5, 0.83, 1]) {
      const prefix = reads.slice(0, Math.floor(reads.length * share));
      const twice = listen(reads, listen(prefix, new Map()));
      expect([...twice.values()].sort(byKey)).toEqual([...once.values()].sort(byKey));
    }
  },
);

function byKey(a: Visit, b: Visit): number {
  return visitKey(a) < visitKey(b) ? -1 : 1;
}
