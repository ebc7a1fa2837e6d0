import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type AgentSpan, agentSpanKey, type MembershipSpan, membershipSpanKey } from '../../agent/agentSpan.ts';
import { LiveExchange } from '../../floor/liveExchange.ts';
import { AmiDecoder } from './decoder.ts';
import { type RecordedRead, readRecording } from './recording.ts';
import { AmiTranslation } from './translation.ts';

const folder = resolve(import.meta.dirname, 'fixtures');
/** A second hand's reading of a span's two ends. */
const roundingSeconds = 1;

async function readsOf(recording: string): Promise<RecordedRead[]> {
  const reads: RecordedRead[] = [];
  const chunks = resolve(folder, recording, 'chunks.jsonl.gz');
  for await (const read of readRecording(resolve(folder, recording, 'stream.ami.gz'), { chunks })) reads.push(read);
  return reads;
}

interface Rows {
  states: Map<string, AgentSpan>;
  memberships: Map<string, MembershipSpan>;
}

/** A process that listens to these reads and is killed; its rows go where those of the one before went. */
function listen(reads: readonly RecordedRead[], rows: Rows): Rows {
  const live = new LiveExchange({
    exchange: 'x',
    profileOf: (queue) => ({ centre: 'x', label: queue, thresholdSeconds: 20 }),
    wrapUpSeconds: 2,
  });
  const keep = () => {
    const taken = live.floor.agents.timeline.take();
    for (const span of taken.states) put(rows.states, agentSpanKey(span), span);
    for (const span of taken.memberships) put(rows.memberships, membershipSpanKey(span), span);
  };
  const translation = new AmiTranslation({ inboundContexts: [], onEvent: (event) => live.apply(event) });
  let now = reads[0]?.receivedAt ?? 0;
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
    for (; now + 500 <= read.receivedAt; now += 500) live.floor.tick(now);
    now = read.receivedAt;
    if (read.kind === 'bytes') decoder.push(read.bytes);
    else if (read.kind === 'connect') decoder.reset();
    else if (up) {
      up = false;
      translation.linkDown(now, 'closed');
    }
    keep();
  }
  return rows;
}

/** As the database merges two accounts of a span. */
function put<S extends { endedAt: number | null }>(rows: Map<string, S>, key: string, span: S): void {
  rows.set(key, { ...span, endedAt: span.endedAt ?? rows.get(key)?.endedAt ?? null });
}

interface Pauses {
  count: number;
  seconds: number;
}
const none = (): Pauses => ({ count: 0, seconds: 0 });

/** Each agent's pauses in each queue as the queue_log has them, by name and queue. */
function pausesOfLog(recording: string, namesOf: ReadonlyMap<string, string>, end: number): Map<string, Pauses> {
  const totals = new Map<string, Pauses>();
  const open = new Map<string, { at: number; reason: string | null }>();
  const close = (key: string, at: number) => {
    const pause = open.get(key);
    if (pause === undefined) return;
    open.delete(key);
    const total = totals.get(key) ?? none();
    totals.set(key, { count: total.count + 1, seconds: total.seconds + at - pause.at });
  };
  const lines = gunzipSync(readFileSync(resolve(folder, recording, 'queue_log.gz')))
    .toString()
    .split('\n');
  for (const line of lines.filter((text) => text !== '')) {
    const [second, , queue, agent = '', event, ...data] = line.split('|');
    const at = Number(second);
    const key = `${namesOf.get(agent) ?? agent} in ${queue}`;
    if (event === 'PAUSE') {
      const reason = data.join('|') || null;
      // paused again for the same reason is no other pause
      if (open.has(key) && open.get(key)?.reason === reason) continue;
      close(key, at);
      open.set(key, { at, reason });
    } else if (event === 'UNPAUSE' || event === 'REMOVEMEMBER') close(key, at);
    else if (event === 'ADDMEMBER' && data[0] === 'PAUSED') open.set(key, { at, reason: null });
  }
  for (const key of [...open.keys()]) close(key, end / 1000);
  return totals;
}

test.each(['a-tidy', 'c-outcomes', 'd-restart'])(
  '%s: every agent’s pauses are those of the queue_log, and their length to its second',
  async (recording) => {
    const reads = await readsOf(recording);
    const { memberships } = listen(reads, { states: new Map(), memberships: new Map() });
    const end = reads.at(-1)?.receivedAt ?? 0;
    const spans = [...memberships.values()];
    const ours = new Map<string, Pauses>();
    for (const span of spans.filter(({ paused }) => paused)) {
      const key = `${span.agentName} in ${span.queue}`;
      const total = ours.get(key) ?? none();
      const seconds = ((span.endedAt ?? end) - span.startedAt) / 1000;
      ours.set(key, { count: total.count + (span.since === span.startedAt ? 1 : 0), seconds: total.seconds + seconds });
    }
    const truth = pausesOfLog(recording, new Map(spans.map(({ agent, agentName }) => [agent, agentName])), end);
    expect([...ours.keys()].sort()).toEqual([...truth.keys()].sort());
    for (const [key, { count, seconds }] of truth) {
      expect(ours.get(key)?.count, key).toBe(count);
      expect(Math.abs((ours.get(key)?.seconds ?? 0) - seconds), key).toBeLessThanOrEqual(roundingSeconds * count);
    }
  },
);

test.each(['c-outcomes', 'd-restart'])(
  '%s: read once more, from the beginning to anywhere, no agent has another row',
  async (recording) => {
    const reads = await readsOf(recording);
    const empty = () => ({ states: new Map(), memberships: new Map() });
    const once = listen(reads, empty());
    for (const share of [0.3, 0.7, 1]) {
      const prefix = reads.slice(0, Math.floor(reads.length * share));
      const twice = listen(reads, listen(prefix, empty()));
      expect(sorted(twice.states)).toEqual(sorted(once.states));
      expect(sorted(twice.memberships)).toEqual(sorted(once.memberships));
    }
  },
);

test('c-outcomes: each talk is on its agent’s timeline, in its queue', async () => {
  const { states } = listen(await readsOf('c-outcomes'), { states: new Map(), memberships: new Map() });
  const talks = [...states.values()].filter(({ state, queue }) => state === 'on_contact' && queue !== null);
  expect(talks.length).toBeGreaterThan(100);
  expect(new Set(talks.map(({ queue }) => queue))).toEqual(
    new Set(['153-genel', '153-ulasim', '153-sosyal', '185-ariza']),
  );
  // Local channels flap; nobody is ever outside the queues for long
  const outside = [...states.values()].filter(({ state, queue }) => state === 'on_contact' && queue === null);
  expect(outside).toEqual([]);
});

function sorted<S>(rows: ReadonlyMap<string, S>): S[] {
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
