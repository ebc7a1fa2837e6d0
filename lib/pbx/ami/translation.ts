import type { Visit } from '../../contact/visit.ts';
import type { PbxEvent } from '../pbxEvent.ts';
import type { AmiMessage } from './amiMessage.ts';
import { type CallSink, CallTracker } from './callTracker.ts';
import { membershipOf, wholeNumber } from './memberHeaders.ts';
import { SnapshotAssembler } from './snapshotAssembler.ts';

export interface TranslationOptions {
  /** Dialplan contexts in which citizens' calls arrive; empty: contacts are known from their first queue on. */
  inboundContexts: readonly string[];
  onEvent: (event: PbxEvent) => void;
}

type OfKind<K extends PbxEvent['kind']> = Omit<Extract<PbxEvent, { kind: K }>, 'at' | 'receivedAt'>;
type Told = { [K in PbxEvent['kind']]: OfKind<K> }[PbxEvent['kind']];

/** The event names that are read; all others may be dropped before they are decoded. */
export const readEvents: ReadonlySet<string> = new Set([
  'AgentCalled',
  'AgentComplete',
  'AgentConnect',
  'AgentDump',
  'AgentRingNoAnswer',
  'AttendedTransfer',
  'BlindTransfer',
  'CoreShowChannel',
  'CoreShowChannelsComplete',
  'FullyBooted',
  'Hangup',
  'HangupRequest',
  'Hold',
  'Newchannel',
  'QueueCallerAbandon',
  'QueueCallerJoin',
  'QueueCallerLeave',
  'QueueEntry',
  'QueueMember',
  'QueueMemberAdded',
  'QueueMemberPause',
  'QueueMemberPenalty',
  'QueueMemberRemoved',
  'QueueMemberRinginuse',
  'QueueMemberStatus',
  'QueueParams',
  'QueueStatusComplete',
  'Shutdown',
  'SoftHangupRequest',
  'Unhold',
  'VarSet',
]);

/**
 * AMI messages in, PbxEvents out. It reads lists (QueueStatus, CoreShowChannels) where they stand in the stream, so a
 * live connection and a recording take the same way.
 */
export class AmiTranslation {
  readonly #onEvent: (event: PbxEvent) => void;
  readonly #inboundContexts: ReadonlySet<string>;
  readonly #snapshot = new SnapshotAssembler();
  readonly #calls: CallTracker;
  #at = 0;
  #receivedAt = 0;
  /** When the connection before this one ended, and whether the exchange said that it goes down. */
  #downAt: number | null = null;
  #shutdown = false;
  #bootKnown = false;
  /** Whether events carry the exchange's own time; null until the first that would. */
  #stamped: boolean | null = null;

  constructor({ inboundContexts, onEvent }: TranslationOptions) {
    this.#onEvent = onEvent;
    this.#inboundContexts = new Set(inboundContexts);
    this.#calls = new CallTracker(this.#sink());
  }

  /** Visits that were open when the process stopped at `downAt` (epoch ms, null if not known). Call it before the first message. */
  restore(visits: readonly Visit[], downAt: number | null): void {
    this.#calls.restore(visits);
    this.#downAt = downAt;
  }

  /** A connection is signed in. */
  linkUp(receivedAt: number, version: string | null): void {
    this.#clock(receivedAt, receivedAt);
    this.#snapshot.reset();
    this.#bootKnown = false;
    this.#stamped = null;
    this.#tell({ kind: 'link_up', version });
  }

  /** The connection is lost: whatever the exchange says until the next one is not heard. */
  linkDown(receivedAt: number, reason: string): void {
    this.#clock(receivedAt, receivedAt);
    this.#snapshot.reset();
    this.#downAt ??= receivedAt;
    this.#tell({ kind: 'link_down', reason, restarting: this.#shutdown });
  }

  /** Call it about once a second, so that what waits for a message that does not come is settled. */
  tick(now: number): void {
    this.#clock(now, now);
    this.#calls.advance(now);
  }

  message(message: AmiMessage, receivedAt: number): void {
    const handler = message.kind === 'event' ? handlers[message.name] : undefined;
    if (handler === undefined || (message.name === 'VarSet' && message.get('Variable') !== 'QUEUESTATUS')) return;
    this.#clock(this.#timeOf(message) ?? receivedAt, receivedAt);
    this.#calls.advance(receivedAt);
    handler(this, message);
  }

  /** For the handlers below only. */
  get calls(): CallTracker {
    return this.#calls;
  }
  get snapshot(): SnapshotAssembler {
    return this.#snapshot;
  }
  get at(): number {
    return this.#at;
  }

  newChannel(message: AmiMessage): void {
    const channel = message.get('Uniqueid');
    if (channel === undefined || message.get('Linkedid') !== channel) return;
    if (this.#inboundContexts.has(message.get('Context') ?? '')) this.#calls.arrived(channel, channel, this.#at);
  }

  queueStatusComplete(): void {
    const queues = this.#snapshot.takeQueues();
    this.#calls.reconcileQueues(queues, this.#receivedAt);
    this.#tell({ kind: 'floor_snapshot', queues });
    this.#downAt = null;
  }

  memberEvent(
    kind: 'agent_joined_queue' | 'agent_left_queue' | 'agent_device' | 'agent_paused',
    message: AmiMessage,
  ): void {
    const queue = message.get('Queue');
    const member = membershipOf(message);
    if (queue === undefined || member.agent === '') return;
    const named = { queue, agent: member.agent, agentName: member.agentName };
    if (kind === 'agent_left_queue') this.#tell({ kind, ...named });
    else if (kind === 'agent_paused') this.#tell({ kind, ...named, paused: member.paused, reason: member.pauseReason });
    else this.#tell({ kind, ...named, member });
  }

  shutdown(): void {
    this.#shutdown = true;
  }

  /** `Uptime` is in whole seconds: the exchange booted no later than this many seconds ago. */
  fullyBooted(message: AmiMessage): void {
    const uptime = wholeNumber(message.get('Uptime'));
    if (uptime !== null) this.#booted(this.#receivedAt - uptime * 1000);
  }

  /** The exchange stamps all of a connection's events but FullyBooted and list items, or (timestampevents=no) none. */
  #timeOf(message: AmiMessage): number | null {
    if (this.#stamped === null && message.name !== 'FullyBooted' && message.get('Privilege') !== undefined) {
      this.#stamped = message.get('Timestamp') !== undefined;
    }
    return this.#stamped ? exchangeTime(message) : null;
  }

  #booted(latestBoot: number): void {
    if (this.#bootKnown) return;
    this.#bootKnown = true;
    const downAt = this.#downAt;
    this.#downAt = null;
    const restarted = this.#shutdown || (downAt !== null && latestBoot >= downAt);
    this.#shutdown = false;
    if (downAt !== null && restarted) this.#calls.exchangeRestarted(downAt);
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
      contactEnded: (contactId, at, contained) =>
        this.#tell({ kind: 'contact_ended', contactId, contained, subject: null }, at),
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

function idOf(visit: { callId: string; queue: string; nth: number }) {
  return { callId: visit.callId, queue: visit.queue, nth: visit.nth };
}

/** `Timestamp: 1795280117.123456`. */
function exchangeTime(message: AmiMessage): number | null {
  const value = message.get('Timestamp');
  const seconds = value === undefined ? Number.NaN : Number(value);
  return Number.isFinite(seconds) ? Math.round(seconds * 1000) : null;
}

type Handler = (to: AmiTranslation, message: AmiMessage) => void;

const callId = (message: AmiMessage) => message.get('Uniqueid') ?? '';
const contactId = (message: AmiMessage) => message.get('Linkedid') ?? callId(message);
const queueOf = (message: AmiMessage) => message.get('Queue') ?? '';

/** One entry per event that is read, in the order in which a call meets them. */
const handlers: Record<string, Handler> = {
  FullyBooted: (to, message) => to.fullyBooted(message),
  Shutdown: (to) => to.shutdown(),

  Newchannel: (to, message) => to.newChannel(message),
  QueueCallerJoin: (to, message) =>
    to.calls.join(callId(message), contactId(message), queueOf(message), wholeNumber(message.get('Position')), to.at),
  AgentCalled: (to, message) =>
    to.calls.called(
      callId(message),
      queueOf(message),
      message.get('DestUniqueid'),
      message.get('Interface') ?? '',
      message.get('MemberName') ?? '',
      to.at,
    ),
  AgentRingNoAnswer: (to, message) =>
    to.calls.ringNoAnswer(
      callId(message),
      queueOf(message),
      message.get('DestUniqueid'),
      message.get('Interface') ?? '',
      message.get('MemberName') ?? '',
      wholeNumber(message.get('RingTime')),
      to.at,
    ),
  QueueCallerAbandon: (to, message) =>
    to.calls.abandon(
      callId(message),
      contactId(message),
      queueOf(message),
      wholeNumber(message.get('HoldTime')),
      to.at,
    ),
  QueueCallerLeave: (to, message) => to.calls.leave(callId(message), queueOf(message), to.at),
  VarSet: (to, message) => to.calls.queueStatus(callId(message), message.get('Value') ?? ''),
  AgentConnect: (to, message) =>
    to.calls.connect(
      {
        callId: callId(message),
        contactId: contactId(message),
        queue: message.get('Queue'),
        agentLeg: message.get('DestUniqueid'),
        agent: message.get('Interface'),
        agentName: message.get('MemberName'),
        waitSeconds: wholeNumber(message.get('HoldTime')),
        ringSeconds: wholeNumber(message.get('RingTime')),
      },
      to.at,
    ),
  Hold: (to, message) => to.calls.held(callId(message), true, to.at),
  Unhold: (to, message) => to.calls.held(callId(message), false, to.at),
  BlindTransfer: (to, message) => {
    if (message.get('Result') === 'Success')
      to.calls.transferred(message.get('TransfereeUniqueid') ?? '', 'blind_transfer');
  },
  AttendedTransfer: (to, message) => {
    if (message.get('Result') === 'Success')
      to.calls.transferred(message.get('TransfereeUniqueid') ?? '', 'attended_transfer');
  },
  AgentComplete: (to, message) =>
    to.calls.complete(
      {
        callId: message.get('Uniqueid'),
        agentLeg: message.get('DestUniqueid'),
        queue: message.get('Queue'),
        agent: message.get('Interface'),
        talkSeconds: wholeNumber(message.get('TalkTime')),
        reason: message.get('Reason'),
      },
      to.at,
    ),
  HangupRequest: (to, message) => to.calls.hangupRequest(callId(message), to.at),
  SoftHangupRequest: (to, message) => to.calls.hangupRequest(callId(message), to.at),
  Hangup: (to, message) => to.calls.hangup(callId(message), to.at),

  QueueMemberAdded: (to, message) => to.memberEvent('agent_joined_queue', message),
  QueueMemberRemoved: (to, message) => to.memberEvent('agent_left_queue', message),
  QueueMemberPause: (to, message) => to.memberEvent('agent_paused', message),
  QueueMemberStatus: (to, message) => to.memberEvent('agent_device', message),
  QueueMemberPenalty: (to, message) => to.memberEvent('agent_device', message),
  QueueMemberRinginuse: (to, message) => to.memberEvent('agent_device', message),

  QueueParams: (to, message) => to.snapshot.queueParams(message),
  QueueMember: (to, message) => to.snapshot.queueMember(message),
  QueueEntry: (to, message) => to.snapshot.queueEntry(message, to.at),
  QueueStatusComplete: (to) => to.queueStatusComplete(),
  CoreShowChannel: (to, message) => to.snapshot.coreShowChannel(message),
  CoreShowChannelsComplete: (to) => to.calls.reconcileChannels(to.snapshot.takeChannels(), to.at),
};
