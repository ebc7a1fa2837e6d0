import type { AmiMessage } from './amiMessage.ts';
import { wholeNumber } from './memberHeaders.ts';
import type { ToldTalk } from './toldTalk.ts';
import type { AmiTranslation } from './translation.ts';

type Handler = (to: AmiTranslation, message: AmiMessage) => void;

const callId = (message: AmiMessage) => message.get('Uniqueid') ?? '';
const contactId = (message: AmiMessage) => message.get('Linkedid') ?? callId(message);
const queueOf = (message: AmiMessage) => message.get('Queue') ?? '';
const talkOf = (to: AmiTranslation, message: AmiMessage): ToldTalk => ({
  callId: message.get('Uniqueid') || undefined,
  contactId: message.get('Linkedid') || undefined,
  queue: message.get('Queue') || undefined,
  agentLeg: message.get('DestUniqueid') || undefined,
  agent: to.memberOf(message)?.agent,
  agentName: to.memberOf(message)?.agentName,
  waitSeconds: wholeNumber(message.get('HoldTime')),
});

/** One entry per event that is read, in the order in which a call meets them. */
export const eventHandlers: Record<string, Handler> = {
  FullyBooted: (to, message) => to.fullyBooted(message),
  Shutdown: (to) => to.shutdown(),

  Newchannel: (to, message) => to.marks.newChannel(message, to.at),
  Newexten: (to, message) => to.marks.newExtension(message, to.at),
  UserEvent: (to, message) => to.marks.userEvent(message, to.at),
  QueueCallerJoin: (to, message) => {
    to.calls.join(callId(message), contactId(message), queueOf(message), wholeNumber(message.get('Position')), to.at);
    to.caller(message);
  },
  AgentCalled: (to, message) =>
    to.calls.called(
      callId(message),
      queueOf(message),
      message.get('DestUniqueid'),
      to.memberOf(message)?.agent ?? '',
      to.memberOf(message)?.agentName ?? '',
      to.at,
    ),
  AgentRingNoAnswer: (to, message) =>
    to.calls.ringNoAnswer(
      callId(message),
      queueOf(message),
      message.get('DestUniqueid'),
      to.memberOf(message)?.agent ?? '',
      to.memberOf(message)?.agentName ?? '',
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
  VarSet: (to, message) => {
    if (message.get('Variable') === 'QUEUESTATUS') to.calls.queueStatus(callId(message), message.get('Value') ?? '');
    else to.marks.variable(message, to.at);
  },
  AgentConnect: (to, message) =>
    to.calls.connect(
      {
        ...talkOf(to, message),
        ringSeconds: wholeNumber(message.get('RingTime')),
      },
      to.at,
    ),
  Hold: (to, message) => to.calls.held(callId(message), true, to.at),
  Unhold: (to, message) => to.calls.held(callId(message), false, to.at),
  BlindTransfer: (to, message) => {
    if (message.get('Result') === 'Success')
      to.calls.transferred(
        message.get('TransfereeUniqueid') ?? '',
        message.get('TransfererUniqueid') ?? '',
        'blind_transfer',
      );
  },
  AttendedTransfer: (to, message) => {
    if (message.get('Result') === 'Success')
      to.calls.transferred(
        message.get('TransfereeUniqueid') ?? '',
        message.get('OrigTransfererUniqueid') ?? '',
        'attended_transfer',
      );
  },
  LocalOptimizationBegin: (to, message) =>
    to.calls.optimized(
      [message.get('LocalOneUniqueid'), message.get('LocalTwoUniqueid')],
      message.get('SourceUniqueid'),
    ),
  AgentComplete: (to, message) =>
    to.calls.complete(
      {
        ...talkOf(to, message),
        talkSeconds: wholeNumber(message.get('TalkTime')),
        reason: message.get('Reason'),
      },
      to.at,
    ),
  HangupRequest: (to, message) => to.calls.hangupRequest(callId(message), true, to.at),
  SoftHangupRequest: (to, message) => to.calls.hangupRequest(callId(message), false, to.at),
  Hangup: (to, message) => to.hangup(callId(message)),

  QueueMemberAdded: (to, message) => to.memberEvent('agent_joined_queue', message),
  QueueMemberRemoved: (to, message) => to.memberEvent('agent_left_queue', message),
  QueueMemberPause: (to, message) => to.memberEvent('agent_paused', message),
  QueueMemberStatus: (to, message) => to.memberEvent('agent_device', message),
  QueueMemberPenalty: (to, message) => to.memberEvent('agent_device', message),
  QueueMemberRinginuse: (to, message) => to.memberEvent('agent_device', message),

  QueueParams: (to, message) => to.snapshot.queueParams(message),
  QueueMember: (to, message) => to.snapshot.queueMember(message),
  QueueEntry: (to, message) => {
    to.snapshot.queueEntry(message, to.at);
    to.listedCaller(message);
  },
  QueueStatusComplete: (to) => to.queueStatusComplete(),
  CoreShowChannel: (to, message) => {
    to.snapshot.coreShowChannel(message);
    to.listedCaller(message);
  },
  CoreShowChannelsComplete: (to) => to.channelsComplete(),
};
