import { type Visit, visitKey } from '../../contact/visit.ts';
import { mergeRecorded } from '../../ledger/mergeVisit.ts';
import { type QueueCounts, queueCounts } from '../../ledger/queueCounts.ts';
import type { PbxEvent } from '../pbxEvent.ts';
import { type QueueLogReading, readQueueLog } from '../queue-log/readQueueLog.ts';
import { RecordingError, readRecording } from './recording.ts';
import { RecordingRun } from './recordingRun.ts';

export interface ReplayOptions {
  /** Arrival times of the stream's bytes, `.jsonl` or `.jsonl.gz`. */
  chunks?: string | null;
  /** The queue_log of the same time: it settles what the stream cannot, and adds what was not observed. */
  queueLog?: string | null;
  /** Waits for `answeredWithin`, in seconds. Default 20. */
  thresholdsSeconds?: readonly number[];
  /** Epoch ms given to all bytes when there is no table of arrival times. */
  baseTime?: number;
  /** One sentence about what could not be read. */
  onNotice?: (detail: string) => void;
}
export interface Replay {
  queues: Record<string, QueueCounts>;
  /**
   * Where the instants come from. `timestamps`: the exchange stamped its events. `call_ids`: the second in which the
   * newest channel began, so an event is dated too early, by seconds when little happens. Waits and talks are the
   * exchange's own seconds in each case.
   */
  times: 'chunks' | 'timestamps' | 'call_ids' | 'unknown';
  /** Spans in which the exchange was not observed, instants in ISO 8601. */
  gaps: { from: string; to: string; reason: string }[];
}

const exchange = 'replay';

/**
 * Runs a recorded AMI stream through the product's own decoder, translation, ledger and floor.
 * @throws RecordingError or Error, in one sentence, when a file cannot be read
 */
export async function replayRecording(stream: string, options: ReplayOptions = {}): Promise<Replay> {
  const run = new RecordingRun({
    exchange,
    onMalformed: (detail) => options.onNotice?.(`${stream}: ${detail}`),
  });
  for await (const read of readRecording(stream, options)) run.take(read);
  if (run.messages === 0) throw new RecordingError(`${stream} holds no AMI message: give what an AMI connection sent.`);
  run.end();
  const { visits, events, times } = run;
  if (times !== 'chunks') options.onNotice?.(untimed(stream, times));

  const log = options.queueLog ? await readQueueLog(options.queueLog, exchange, options.onNotice) : null;
  return {
    queues: counted(
      log === null ? visits : settledBy(log.visits, visits),
      events,
      log,
      options.thresholdsSeconds ?? [20],
    ),
    times,
    gaps: run.gaps.map(({ from, to, reason }) => ({ from: iso(from), to: iso(to), reason })),
  };
}

/** The visits of a stream together with those of the queue_log of the same time, which has the last word. */
export function settledBy(logged: readonly Visit[], visits: ReadonlyMap<string, Visit>): ReadonlyMap<string, Visit> {
  const settled = new Map(visits);
  for (const told of logged) {
    const known = settled.get(visitKey(told));
    settled.set(visitKey(told), known === undefined ? told : mergeRecorded(known, told));
  }
  return settled;
}

function counted(
  visits: ReadonlyMap<string, Visit>,
  events: readonly PbxEvent[],
  log: QueueLogReading | null,
  thresholdsSeconds: readonly number[],
): Record<string, QueueCounts> {
  const queues = queueCounts(visits.values(), events, thresholdsSeconds);
  for (const [queue, { ringNoAnswer, pauses }] of log?.counts ?? []) {
    const counts = queues[queue];
    if (counts !== undefined) queues[queue] = { ...counts, ringNoAnswer, pauses };
  }
  return queues;
}

function untimed(stream: string, source: Exclude<Replay['times'], 'chunks'>): string {
  const means = {
    timestamps: 'instants are those that the exchange stamped on its events',
    call_ids: 'instants are read from the ids of the calls, so they are some seconds early',
    unknown: 'instants are not known',
  };
  return `${stream} has no times of arrival (--chunks): ${means[source]}; counts do not depend on them.`;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
