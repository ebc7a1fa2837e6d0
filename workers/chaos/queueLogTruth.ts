import { closeSync, openSync, readSync } from 'node:fs';

/** What the exchange itself wrote of one visit. Read here by few plain rules, apart from the product's own reader. */
export interface LoggedVisit {
  key: string;
  callId: string;
  queue: string;
  nth: number;
  /** Epoch second of its ENTERQUEUE. */
  entered: number;
  /** null while it waits. */
  outcome: string | null;
  waitSeconds: number | null;
  /** The agent's name; null unless answered. */
  agent: string | null;
  /** null unless answered and over. */
  talkEnd: string | null;
  talkSeconds: number | null;
}

/** What the exchange itself wrote of one call. */
export interface LoggedCall {
  callId: string;
  /** Entries into queues. */
  entries: number;
  /** What the dialplan wrote when it ended; null: nothing, as of a call that a power cut took. */
  told: { contained: boolean; subject: string | null } | null;
}

const leaves: Readonly<Record<string, string>> = {
  ABANDON: 'abandoned',
  EXITWITHTIMEOUT: 'timed_out',
  EXITWITHKEY: 'left_by_key',
  EXITEMPTY: 'left_empty',
  WITHDRAW: 'withdrawn',
};
const talkEnds: Readonly<Record<string, string>> = {
  COMPLETEAGENT: 'by_agent',
  COMPLETECALLER: 'by_caller',
  BLINDTRANSFER: 'blind_transfer',
  ATTENDEDTRANSFER: 'attended_transfer',
};

/** One exchange's queue_log as a list of visits, read on as it grows. */
export class QueueLogTruth {
  /** By `callId|queue|nth`. */
  readonly visits = new Map<string, LoggedVisit>();
  /** By call id. */
  readonly calls = new Map<string, LoggedCall>();
  readonly #path: string;
  readonly #open = new Map<string, LoggedVisit>();
  readonly #entries = new Map<string, number>();
  #offset = 0;
  #rest = '';

  constructor(path: string) {
    this.#path = path;
  }

  /** Visits that wait at the exchange now. */
  *waiting(): Generator<LoggedVisit> {
    for (const visit of this.#open.values()) if (visit.outcome === null) yield visit;
  }

  /** Reads what was written since. */
  read(): void {
    const file = openSync(this.#path, 'r');
    try {
      const bytes = Buffer.alloc(1 << 18);
      for (let count = readSync(file, bytes, 0, bytes.length, this.#offset); count > 0; ) {
        this.#offset += count;
        // Rows hold names with Turkish letters: only whole lines are decoded.
        this.#rest += bytes.toString('latin1', 0, count);
        count = readSync(file, bytes, 0, bytes.length, this.#offset);
      }
    } finally {
      closeSync(file);
    }
    const lines = this.#rest.split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#row(Buffer.from(line, 'latin1').toString('utf8'));
  }

  #row(line: string): void {
    const [second = '', callId = '', queue = '', agent = '', event = '', ...data] = line.split('|');
    if (event === 'QUEUESTART') {
      this.#lose();
      return;
    }
    if (event === 'SANTRALCONTACT') this.#call(callId).told = { contained: data[1] === '1', subject: data[2] || null };
    if (event === 'ENTERQUEUE') {
      this.#call(callId).entries++;
      const place = `${callId}|${queue}`;
      const nth = (this.#entries.get(place) ?? 0) + 1;
      this.#entries.set(place, nth);
      const key = `${place}|${nth}`;
      const visit: LoggedVisit = {
        ...{ key, callId, queue, nth, entered: Number(second) },
        ...{ outcome: null, waitSeconds: null, agent: null, talkEnd: null, talkSeconds: null },
      };
      this.visits.set(key, visit);
      this.#open.set(place, visit);
      return;
    }
    const visit = this.#open.get(`${callId}|${queue}`);
    if (visit === undefined) return;
    if (event === 'CONNECT') {
      Object.assign(visit, { outcome: 'answered', waitSeconds: Number(data[0]), agent });
      return;
    }
    const left = leaves[event];
    const ended = talkEnds[event];
    if (left === undefined && ended === undefined) return;
    this.#open.delete(`${callId}|${queue}`);
    if (left !== undefined)
      Object.assign(visit, { outcome: left, waitSeconds: Number(data[event === 'EXITWITHKEY' ? 3 : 2]) });
    // hold|talk|position on entering end the row, whatever stands before them
    else Object.assign(visit, { talkEnd: ended, talkSeconds: Number(data.at(-2)) });
  }

  #call(callId: string): LoggedCall {
    const call = this.calls.get(callId) ?? { callId, entries: 0, told: null };
    this.calls.set(callId, call);
    return call;
  }

  /** The exchange started anew: who waited is lost, and how a talk ended nobody knows. */
  #lose(): void {
    for (const visit of this.#open.values()) {
      if (visit.outcome === null) visit.outcome = 'lost_in_outage';
      else visit.talkEnd = 'unknown';
    }
    this.#open.clear();
  }
}
