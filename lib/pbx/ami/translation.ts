import { toldCallerNumber } from '../../access/callerNumber.ts';
import type { Contact } from '../../contact/contact.ts';
import type { QueueEntry, Visit } from '../../contact/visit.ts';
import type { PbxEvent } from '../pbxEvent.ts';
import type { AmiMessage } from './amiMessage.ts';
import type { CallSink } from './callSink.ts';
import { CallTracker } from './callTracker.ts';
import { eventHandlers } from './eventHandlers.ts';
import { IvrMarks, isMark } from './ivrMarks.ts';
import { membershipOf, wholeNumber } from './memberHeaders.ts';
import { MemberLegs } from './memberLegs.ts';
import { SnapshotAssembler } from './snapshotAssembler.ts';

export interface TranslationOptions {
  /** Dialplan contexts in which citizens' calls arrive; empty: contacts are known from their first queue on. */
  inboundContexts: readonly string[];
  /** `context` or `context/extension` that only callers reach whom the IVR has served. Default: none are known. */
  containedContexts?: readonly string[];
  /** Callers are Local channels, as in the laboratory's recordings. */
  localCallers?: boolean;
  onEvent: (event: PbxEvent) => void;
  /** Tells callers' numbers as well, by `caller_told`. Default: they are not even read. */
  callerNumbers?: boolean;
  /** Whether times of receipt lag behind by any while, as those of a recording that does not tell them; left out: never. */
  lags?: () => boolean;
}

type OfKind<K extends PbxEvent['kind']> = Omit<Extract<PbxEvent, { kind: K }>, 'at' | 'receivedAt'>;
type Told = { [K in PbxEvent['kind']]: OfKind<K> }[PbxEvent['kind']];

/** Two clocks drift apart: an uptime that is short by this is no proof. */
const clockRate = 0.99;
const clockSlackSeconds = 2;
/** Two clocks that are less apart are taken for one. */
const leastSkewMs = 2_000;

/** The event names that are read; all others may be dropped before they are decoded. */
export const readEvents: ReadonlySet<string> = new Set(Object.keys(eventHandlers));

/**
 * AMI messages in, PbxEvents out. It reads lists (QueueStatus, CoreShowChannels) where they stand in the stream, so a
 * live connection and a recording take the same way.
 */
export class AmiTranslation {
  readonly #onEvent: (event: PbxEvent) => void;
  readonly #marks: IvrMarks;
  readonly #lags: () => boolean;
  readonly #callerNumbers: boolean;
  readonly #snapshot = new SnapshotAssembler();
  readonly #calls: CallTracker;
  readonly #legs = new MemberLegs();
  #at = 0;
  #receivedAt = 0;
  /** When the connection before this one ended, and whether the exchange said that it goes down. */
  #downAt: number | null = null;
  #shutdown = false;
  #bootKnown = false;
  /** The exchange has told its state since the connection is up. */
  #listed = false;
  /** Whether events carry the exchange's own time; null until the first that would. */
  #stamped: boolean | null = null;
  /** How far the exchange's clock is ahead of the one here, less the time on the way, and whether this connection told. */
  #ahead = 0;
  #aheadTold = false;
  /** Whole seconds for which the exchange ran when it last told. */
  #uptime: { seconds: number; at: number } | null = null;

  constructor(options: TranslationOptions) {
    const { inboundContexts, containedContexts = [], localCallers = false } = options;
    this.#callerNumbers = options.callerNumbers ?? false;
    this.#lags = options.lags ?? (() => false);
    this.#onEvent = options.onEvent;
    this.#calls = new CallTracker(this.#sink());
    this.#marks = new IvrMarks({ inboundContexts, containedContexts, localCallers }, this.#calls.contacts);
  }

  /**
   * Contacts that were open when the process stopped at `downAt` (epoch ms, null if not known), with their visits. Call it
   * before the first message.
   */
  restore(visits: readonly Visit[], contacts: readonly Contact[], downAt: number | null): void {
    this.#calls.lists.restore(visits, contacts, downAt);
    this.#downAt = downAt;
  }

  /** A connection is signed in. */
  linkUp(receivedAt: number): void {
    this.#clock(receivedAt + this.#delay, receivedAt);
    this.#snapshot.reset();
    this.#bootKnown = false;
    this.#listed = false;
    this.#stamped = null;
    this.#aheadTold = false;
    this.#calls.linkUp();
    this.#tell({ kind: 'link_up' });
  }

  /** The connection is lost: whatever the exchange says until the next one is not heard. */
  linkDown(receivedAt: number, reason: string): void {
    this.#clock(receivedAt + this.#delay, receivedAt);
    this.#snapshot.reset();
    if (this.#downAt === null || this.#listed) this.#downAt = receivedAt;
    this.#calls.lists.interrupted(this.#at);
    this.#marks.interrupted();
    this.#tell({ kind: 'link_down', reason });
  }

  /** Call it about once a second, so that what waits for a message that does not come is settled. */
  tick(now: number): void {
    this.#clock(now + this.#delay, now);
    this.#calls.advance(now);
  }

  message(message: AmiMessage, receivedAt: number): void {
    // of a list whose end was lost nothing goes into the next one
    if (message.kind === 'response' && message.get('EventList') === 'start') this.#snapshot.reset();
    const handler = message.kind === 'event' ? eventHandlers[message.name] : undefined;
    if (handler === undefined) return;
    if (message.name === 'VarSet') {
      this.#calls.variableTold();
      if (message.get('Variable') !== 'QUEUESTATUS' && !isMark(message.get('Variable'))) return;
    } else if (message.name === 'Newexten' && !this.#marks.isPlace(message)) return;
    this.#clock(this.#timeOf(message, receivedAt), receivedAt);
    this.#calls.advance(receivedAt);
    handler(this, message);
  }

  /** For the event handlers only. */
  get calls(): CallTracker {
    return this.#calls;
  }
  get marks(): IvrMarks {
    return this.#marks;
  }
  get snapshot(): SnapshotAssembler {
    return this.#snapshot;
  }
  get at(): number {
    return this.#at;
  }

  /** The member that an event of a call names, or whose leg it is. */
  memberOf(message: AmiMessage): { agent: string; agentName: string } | undefined {
    const agent = message.get('Interface');
    return agent ? { agent, agentName: message.get('MemberName') || agent } : this.#legs.of(message.get('DestChannel'));
  }

  /** How much is remembered: of calls that go on or have just ended, and of members. */
  get remembered(): { calls: number; members: number } {
    return { calls: this.#calls.size + this.#marks.size, members: this.#legs.size };
  }

  hangup(channel: string): void {
    this.#marks.gone(channel);
    this.#calls.hangup(channel, this.#at);
  }

  /** Whose call it is; the message is of the caller's own channel. */
  caller(message: AmiMessage): void {
    this.#tellCaller(message.get('Uniqueid') ?? '', message.get('CallerIDNum'));
  }

  /** The same in a list, which is told when the list is whole. */
  listedCaller(message: AmiMessage): void {
    if (this.#callerNumbers) this.#snapshot.caller(message);
  }

  channelsComplete(): void {
    const running = this.#snapshot.takeChannels();
    this.#calls.lists.channels(running, this.#at);
    this.#marks.listed(running);
    this.#tellListedCallers();
  }

  queueStatusComplete(): void {
    const queues = this.#snapshot.takeQueues();
    for (const { members } of queues) for (const { agent, agentName } of members) this.#legs.known(agent, agentName);
    this.#calls.lists.queues(queues, this.#at);
    this.#tell({ kind: 'floor_snapshot', queues });
    this.#tellListedCallers();
    this.#listed = true;
  }

  memberEvent(
    kind: 'agent_joined_queue' | 'agent_left_queue' | 'agent_device' | 'agent_paused',
    message: AmiMessage,
  ): void {
    const queue = message.get('Queue');
    const member = membershipOf(message);
    if (queue === undefined || member.agent === '') return;
    this.#legs.known(member.agent, member.agentName);
    const named = { queue, agent: member.agent, agentName: member.agentName };
    if (kind === 'agent_left_queue') this.#tell({ kind, ...named });
    else if (kind === 'agent_paused') this.#tell({ kind, ...named, paused: member.paused, reason: member.pauseReason });
    else this.#tell({ kind, ...named, member });
  }

  #tellListedCallers(): void {
    for (const [callId, number] of this.#snapshot.takeCallers()) this.#tellCaller(callId, number);
  }

  #tellCaller(callId: string, told: string | undefined): void {
    if (!this.#callerNumbers || !this.#calls.follows(callId)) return;
    this.#tell({ kind: 'caller_told', callId, number: toldCallerNumber(told) });
  }

  shutdown(): void {
    this.#shutdown = true;
  }

  /**
   * `Uptime` is in whole seconds: the exchange booted no later than this many seconds ago. If it runs for a shorter time
   * than has gone by since it was last asked, it was down in between, however late the loss of the connection was noticed.
   */
  fullyBooted(message: AmiMessage): void {
    const uptime = wholeNumber(message.get('Uptime'));
    if (uptime === null) return;
    const known = this.#uptime;
    // with a clock that lags and then leaps more time seems to have gone by
    const told = known !== null && !this.#lags() ? this.#receivedAt - known.at : 0;
    const since = (told / 1000) * clockRate - clockSlackSeconds;
    const shorter = known !== null && uptime < known.seconds + Math.max(0, since);
    this.#uptime = { seconds: uptime, at: this.#receivedAt };
    this.#booted(this.#receivedAt - uptime * 1000, shorter);
  }

  /**
   * The exchange stamps all of a connection's events but FullyBooted and list items, or (timestampevents=no) none. What
   * is not stamped on a connection that is, is dated as if it were, as far as that can be told. An exchange whose clock is
   * wrong must not make timers wrong.
   */
  #timeOf(message: AmiMessage, receivedAt: number): number {
    if (this.#stamped === null && message.name !== 'FullyBooted' && message.get('Privilege') !== undefined) {
      this.#stamped = message.get('Timestamp') !== undefined;
    }
    const told = this.#stamped ? exchangeTime(message) : null;
    if (told === null) return receivedAt + this.#delay;
    // the message that was the least time on the way tells best
    this.#ahead = this.#aheadTold ? Math.max(this.#ahead, told - receivedAt) : told - receivedAt;
    this.#aheadTold = true;
    return told - this.#skew;
  }

  /** How far the clocks are apart; what is less is the time on the way. */
  get #skew(): number {
    return Math.abs(this.#ahead) >= leastSkewMs ? this.#ahead : 0;
  }

  /** What the stamps of the least delayed messages differ by from their receipt, once they are taken to the clock here. */
  get #delay(): number {
    return this.#ahead - this.#skew;
  }

  #booted(latestBoot: number, uptimeShrank: boolean): void {
    if (this.#bootKnown) return;
    this.#bootKnown = true;
    const downAt = this.#downAt;
    this.#downAt = null;
    const restarted = this.#shutdown || uptimeShrank || (downAt !== null && latestBoot >= downAt);
    this.#shutdown = false;
    if (downAt !== null && restarted) this.#calls.lists.exchangeRestarted(downAt + this.#delay);
  }

  #clock(at: number, receivedAt: number): void {
    this.#at = at;
    this.#receivedAt = receivedAt;
  }

  #tell(event: Told, at = this.#at): void {
    this.#onEvent({ ...event, at, receivedAt: this.#receivedAt } as PbxEvent);
  }

  #sink(): CallSink {
    return {
      contactStarted: (contactId, at) => this.#tell({ kind: 'contact_started', contactId, channel: 'voice' }, at),
      contactTold: (contactId, at, served, subject) =>
        this.#tell({ kind: 'contact_told', contactId, served, subject }, at),
      contactEnded: (contactId, at, contained, subject) =>
        this.#tell({ kind: 'contact_ended', contactId, contained, subject }, at),
      joined: (visit, call, position) =>
        this.#tell(
          { kind: 'visit_joined', ...idOf(visit), contactId: call.contactId, channel: 'voice', position },
          visit.joinedAt,
        ),
      leftLine: (visit, at) => this.#tell({ kind: 'visit_left_line', ...idOf(visit) }, at),
      answered: (visit, at, agentName, ringSeconds) =>
        this.#tell(
          {
            kind: 'visit_answered',
            ...idOf(visit),
            agent: visit.agent ?? '',
            agentName,
            waitSeconds: visit.waitSeconds,
            ringSeconds,
          },
          at,
        ),
      notAnswered: (visit, outcome, leftAt, waitSeconds, reason) =>
        this.#tell({ kind: 'visit_not_answered', ...idOf(visit), outcome, leftAt, waitSeconds, reason }),
      talkEnded: (visit, talkEnd, endedAt, talkSeconds) =>
        this.#tell({ kind: 'talk_ended', ...idOf(visit), agent: visit.agent, talkEnd, endedAt, talkSeconds }),
      talkHeld: (visit, at, held) => this.#tell({ kind: 'talk_held', ...idOf(visit), held }, at),
      offered: (visit, at, agent, agentName) =>
        this.#tell({ kind: 'agent_offered', ...idOf(visit), agent, agentName }, at),
      missed: (visit, at, agent, agentName, ringMs) =>
        this.#tell({ kind: 'agent_missed', ...idOf(visit), agent, agentName, ringMs }, at),
      offerWithdrawn: (visit, at, agent) => this.#tell({ kind: 'agent_offer_withdrawn', ...idOf(visit), agent }, at),
    };
  }
}

function idOf(visit: QueueEntry): QueueEntry {
  return { callId: visit.callId, queue: visit.queue, nth: visit.nth };
}

/** `Timestamp: 1795280117.123456`. */
function exchangeTime(message: AmiMessage): number | null {
  const value = message.get('Timestamp');
  const seconds = value === undefined ? Number.NaN : Number(value);
  return Number.isFinite(seconds) ? Math.round(seconds * 1000) : null;
}
