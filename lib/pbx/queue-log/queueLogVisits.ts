import type { Contact } from '#lib/contact/contact.ts';
import { isOpen, type Outcome, type TalkEnd, type Visit, waitingVisit } from '#lib/contact/visit.ts';
import type { LeaveEvent, QueueLogRow, TalkEndEvent } from './queueLogRow.ts';

/** What a queue_log tells of a queue besides its visits. */
export interface QueueLogCounts {
  ringNoAnswer: number;
  pauses: number;
}

/** So long after its last row the talks of a call that are over get no further row. */
const lateRowSeconds = 900;

/** A call of which nothing was logged for so long is over, whatever the log failed to say. */
export const longestCallSeconds = 12 * 3600;

const outcomeOf = {
  ABANDON: 'abandoned',
  EXITWITHTIMEOUT: 'timed_out',
  EXITWITHKEY: 'left_by_key',
  EXITEMPTY: 'left_empty',
  WITHDRAW: 'withdrawn',
  SYSCOMPAT: 'unknown',
} as const satisfies Record<LeaveEvent, Outcome>;

const talkEndOf = {
  COMPLETEAGENT: 'by_agent',
  COMPLETECALLER: 'by_caller',
  BLINDTRANSFER: 'blind_transfer',
  ATTENDEDTRANSFER: 'attended_transfer',
  TRANSFER: 'blind_transfer',
} as const satisfies Record<TalkEndEvent, TalkEnd>;

type QueueLogCallRow = Extract<QueueLogRow, { event: 'ENTERQUEUE' | 'CONNECT' | LeaveEvent | TalkEndEvent }>;

/** What is remembered of one call. */
interface Call {
  lastAt: number;
  /** Its first entry that was read. */
  first: Visit | null;
  /** How many times it entered each queue. */
  entries: Map<string, number>;
  waiting: Visit | null;
  /** Answered visits, in order; those whose talk has ended stay, for a second end row may follow. */
  answered: Visit[];
}

/**
 * Rows of a queue_log, in their order, to visits. A visit is yielded when it ends, and again if a later row says more; the
 * second and further ones of a call in one queue also when they begin. What has not ended is in `open()`. Memory holds the calls of the last half day only.
 */
export class QueueLogVisits {
  readonly counts = new Map<string, QueueLogCounts>();
  /** Rows of calls whose entering was not read; they tell of no visit. */
  strayRows = 0;

  readonly #exchange: string;
  readonly #calls = new Map<string, Call>();
  readonly #callOf = new WeakMap<Visit, Call>();
  #lastAt = 0;
  #sweptAt = 0;

  constructor(exchange: string) {
    this.#exchange = exchange;
  }

  /** Takes the next row; answers the visits about which it makes something certain. */
  push(row: QueueLogRow): Visit[] {
    // the clock was set back, or forward by mistake before: what it said until now is no measure
    if (row.at < this.#lastAt - longestCallSeconds) this.#lastAt = this.#sweptAt = row.at;
    // by the row before: a single one from a far future ends no call
    const swept = this.#lastAt >= this.#sweptAt + 3600 && row.at >= this.#lastAt ? this.#sweep(this.#lastAt) : [];
    const told = this.#read(row);
    this.#lastAt = Math.max(this.#lastAt, row.at);
    return swept.length > 0 ? [...swept, ...told] : told;
  }

  /** Visits that wait or talk still at the last row. */
  open(): Visit[] {
    return [...this.#calls.values()].flatMap((call) => [
      ...(call.waiting ? [call.waiting] : []),
      ...call.answered.filter((visit) => visit.talkEnd === null),
    ]);
  }

  /**
   * The contact of a visit, as far as this has read of its call: it began in its first queue at the latest, goes on with a
   * talk, and has ended with its last visit at the earliest.
   */
  contactOf(visit: Visit): Contact {
    const call = this.#callOf.get(visit);
    const first = call?.first ?? visit;
    let visits = 0;
    for (const count of call?.entries.values() ?? [1]) visits += count;
    return {
      exchange: visit.exchange,
      contactId: visit.contactId,
      channel: visit.channel,
      startedAt: first.offeredAt,
      endedAt: isOpen(visit) ? null : (visit.talkEndedAt ?? visit.waitEndedAt),
      visits,
      firstQueue: first.queue,
      contained: false,
      subject: null,
    };
  }

  #read(row: QueueLogRow): Visit[] {
    switch (row.event) {
      case 'RINGNOANSWER':
        this.#countsOf(row.queue).ringNoAnswer++;
        return none;
      case 'PAUSE':
        this.#countsOf(row.queue).pauses++;
        return none;
      case 'QUEUESTART':
        return this.#restart();
      case 'ENTERQUEUE':
        return this.#enter(row, row.position);
      case 'CONNECT':
      case 'COMPLETEAGENT':
      case 'COMPLETECALLER':
      case 'BLINDTRANSFER':
      case 'ATTENDEDTRANSFER':
      case 'TRANSFER':
      case 'ABANDON':
      case 'EXITWITHTIMEOUT':
      case 'EXITWITHKEY':
      case 'EXITEMPTY':
      case 'WITHDRAW':
      case 'SYSCOMPAT':
        return this.#follow(row);
      default:
        return none;
    }
  }

  #follow(row: Exclude<QueueLogCallRow, { event: 'ENTERQUEUE' }>): Visit[] {
    const call = this.#calls.get(row.callId);
    const told = call ? this.#change(call, row) : null;
    if (!call || !told) {
      this.strayRows++;
      return none;
    }
    call.lastAt = row.at;
    return [told];
  }

  #change(call: Call, row: Exclude<QueueLogCallRow, { event: 'ENTERQUEUE' }>): Visit | null {
    if ('talkSeconds' in row) return endTalk(call, row);
    const visit = call.waiting;
    if (visit?.queue !== row.queue) return null;
    call.waiting = null;
    visit.waitEndedAt = ms(row.at);
    if (row.event === 'CONNECT') {
      visit.outcome = 'answered';
      visit.waitSeconds = row.holdSeconds;
      visit.ringSeconds = row.ringSeconds;
      visit.agentName = row.agent;
      call.answered.push(visit);
    } else {
      visit.outcome = outcomeOf[row.event];
      visit.outcomeReason = row.event === 'SYSCOMPAT' ? 'channels_incompatible' : null;
      visit.waitSeconds = row.waitSeconds ?? Math.max(0, Math.round(row.at - visit.offeredAt / 1000));
    }
    return visit;
  }

  #enter(row: QueueLogRow, position: number | null): Visit[] {
    let call = this.#calls.get(row.callId);
    if (!call) {
      call = { lastAt: row.at, first: null, entries: new Map(), waiting: null, answered: [] };
      this.#calls.set(row.callId, call);
    }
    call.lastAt = row.at;
    const told: Visit[] = [];
    if (call.waiting) told.push(endUnlogged(call.waiting));
    // The call was taken from its agent (AMI Redirect): no end row now, and when the caller hangs up one that counts
    // the whole time since. A transfer's end row may stand behind its ENTERQUEUE and corrects this.
    for (const visit of call.answered.filter((visit) => visit.talkEnd === null)) {
      endTalkAt(visit, row.at, 'redirected');
      visit.talkSeconds = Math.max(0, Math.round(row.at - (visit.waitEndedAt ?? visit.offeredAt) / 1000));
      told.push(visit);
    }
    const nth = (call.entries.get(row.queue) ?? 0) + 1;
    call.entries.set(row.queue, nth);
    call.waiting = waitingVisit({
      exchange: this.#exchange,
      callId: row.callId,
      queue: row.queue,
      nth,
      contactId: row.callId,
      channel: 'voice',
      // a file's rows tell whole seconds, a table's more: the record's unit is the second
      offeredAt: ms(Math.floor(row.at)),
      position,
    });
    call.first ??= call.waiting;
    this.#callOf.set(call.waiting, call);
    if (nth > 1) told.push(call.waiting);
    return told;
  }

  /** The exchange started: every call from before is gone, at the last sign of life at the earliest. */
  #restart(): Visit[] {
    const told: Visit[] = [];
    for (const { waiting, answered } of this.#calls.values()) {
      if (waiting) {
        waiting.outcome = 'lost_in_outage';
        waiting.waitEndedAt = ms(this.#lastAt);
        told.push(waiting);
      }
      for (const visit of answered.filter((visit) => visit.talkEnd === null)) {
        endTalkAt(visit, this.#lastAt, 'unknown');
        told.push(visit);
      }
    }
    this.#calls.clear();
    return told;
  }

  #sweep(at: number): Visit[] {
    this.#sweptAt = at;
    const told: Visit[] = [];
    for (const [callId, call] of this.#calls) {
      if (call.answered.length > 0 && call.lastAt < at - lateRowSeconds && call.answered.every(isTold))
        call.answered = [];
      if (call.lastAt > at - longestCallSeconds) continue;
      if (call.waiting) told.push(endUnlogged(call.waiting));
      for (const visit of call.answered.filter((visit) => visit.talkEnd === null)) {
        visit.talkEnd = 'unknown';
        told.push(visit);
      }
      this.#calls.delete(callId);
    }
    return told;
  }

  #countsOf(queue: string): QueueLogCounts {
    let counts = this.counts.get(queue);
    if (!counts) {
      counts = { ringNoAnswer: 0, pauses: 0 };
      this.counts.set(queue, counts);
    }
    return counts;
  }
}

const none: Visit[] = [];

function endTalk(call: Call, row: Extract<QueueLogRow, { event: TalkEndEvent }>): Visit | null {
  const withAgent = call.answered.filter((visit) => visit.queue === row.queue && visit.agentName === row.agent);
  const exact = withAgent.filter((visit) => visit.waitSeconds === row.holdSeconds);
  // the two rows reckon the wait each by itself, and the second may turn between them
  const fits =
    exact.length > 0 ? exact : withAgent.filter((visit) => Math.abs((visit.waitSeconds ?? 0) - row.holdSeconds) <= 1);
  const visit = fits.find((visit) => visit.talkEnd === null) ?? fits.find(awaitsLateRow) ?? fits.at(-1);
  if (!visit) return null;
  const transfer = row.event !== 'COMPLETEAGENT' && row.event !== 'COMPLETECALLER';
  if (visit.talkEnd === null || (transfer && visit.talkEnd === 'redirected')) {
    endTalkAt(visit, row.at, talkEndOf[row.event]);
    visit.talkSeconds = row.talkSeconds;
  } else if (transfer) {
    // Some attended transfers are logged twice, as completed by the agent and as transferred.
    visit.talkEnd = talkEndOf[row.event];
  } else if (visit.talkEnd === 'redirected') lateRowRead.add(visit);
  return visit;
}

/** Redirected visits whose end row has been read. */
const lateRowRead = new WeakSet<Visit>();

function awaitsLateRow(visit: Visit): boolean {
  return visit.talkEnd === 'redirected' && !lateRowRead.has(visit);
}

/** Nothing more is to come of it. */
function isTold(visit: Visit): boolean {
  return visit.talkEnd !== null && !awaitsLateRow(visit);
}

function endTalkAt(visit: Visit, at: number, talkEnd: TalkEnd): void {
  visit.talkEnd = talkEnd;
  visit.talkEndedAt = ms(at);
}

function endUnlogged(visit: Visit): Visit {
  visit.outcome = 'unknown';
  visit.outcomeReason = 'end_not_logged';
  return visit;
}

/** Whole milliseconds: rows of a database tell microseconds. */
function ms(seconds: number): number {
  return Math.round(seconds * 1000);
}
