import type { AmiClass } from './amiClasses.ts';
import { deviceName, memberEvent } from './amiMember.ts';
import { AmiBridge, AmiChannel, lines } from './amiText.ts';
import { bridgeIdOf } from './bridgeId.ts';
import type { Agent, Call, LeaveReason, Member, Offer, QueueLine, Talk, TalkEndKind } from './callFlow.ts';
import { SeededRandom } from './seededRandom.ts';
import type { SwitchboardReport } from './switchboardReport.ts';

/** Takes one event: its class, its name and its header lines after Privilege. `body` is called only if anybody listens. */
export type EventSink = (cls: AmiClass, name: string, body: () => string) => void;

const queueStatus: Partial<Record<LeaveReason, string>> = {
  timed_out: 'TIMEOUT',
  left_empty: 'LEAVEEMPTY',
  withdrawn: 'WITHDRAW',
};

/**
 * The exchange's AMI events, in the order of a recorded Asterisk 22, for calls from a PJSIP trunk to PJSIP phones. It keeps the
 * channels and bridges that the events show.
 */
export class AmiEvents implements SwitchboardReport {
  readonly channels = new Map<string, AmiChannel>();
  readonly #exten: string;
  readonly #send: EventSink;
  readonly #random: SeededRandom;
  readonly #bridges = new Map<string, AmiBridge>();
  /** AgentComplete events that come late, by call. */
  readonly #late = new Map<Call, () => void>();
  #count = 0;

  /** @param exten the number that citizens dial. */
  constructor(exten: string, seed: number, send: EventSink) {
    this.#exten = exten;
    this.#send = send;
    this.#random = new SeededRandom(seed, exten, 'ami');
  }

  started(): void {
    this.#count = 0;
    this.forget();
  }

  /** After a power cut: nothing is told. */
  forget(): void {
    this.channels.clear();
    this.#bridges.clear();
    this.#late.clear();
  }

  signedIn(_at: number, member: Member): void {
    this.#device(`Queue:${member.queue.name}_pause_${member.agent.interface}`, 'NOT_INUSE');
    this.#send('agent', 'QueueMemberAdded', () => memberEvent(member));
    this.#device(`Queue:${member.queue.name}_avail`, 'NOT_INUSE');
  }

  signedOut(_at: number, member: Member): void {
    this.#send('agent', 'QueueMemberRemoved', () => memberEvent(member));
  }

  paused(_at: number, agent: Agent, members: readonly Member[], paused: boolean): void {
    for (const member of members) {
      this.#device(`Queue:${member.queue.name}_pause_${agent.interface}`, paused ? 'INUSE' : 'NOT_INUSE');
      this.#send('agent', 'QueueMemberPause', () => memberEvent(member));
    }
  }

  penaltySet(_at: number, member: Member): void {
    this.#send('agent', 'QueueMemberPenalty', () => memberEvent(member));
  }

  arrived(at: number, call: Call): void {
    const place = { context: 'from-trunk', exten: this.#exten, createdAt: at };
    const caller = new AmiChannel(this.#name('trunk'), call.id, call.id, place);
    caller.state = 4;
    if (call.number) caller.callerNum = call.number;
    this.channels.set(call.id, caller);
    this.#on('call', 'Newchannel', caller);
    this.#exec(caller, 'Answer', '');
    caller.state = 6;
    this.#on('call', 'Newstate', caller);
    caller.priority = 2;
    this.#exec(caller, 'Goto', 'ivr,s,1');
    caller.goTo('ivr', 's', 1);
    this.#exec(caller, 'Playback', `${this.#exten}/karsilama`);
  }

  servedByIvr(_at: number, call: Call): void {
    const caller = this.#caller(call);
    this.#choose(caller, call.subject.key);
    caller.goTo('ivr', call.subject.key, 3);
    this.#exec(caller, 'Playback', `${this.#exten}/${call.subject.name}`);
    this.#set(caller, 'PLAYBACKSTATUS', 'SUCCESS');
    caller.priority = 4;
    this.#on('user', 'UserEvent', caller, () =>
      lines('UserEvent', 'IvrSonuc', 'Menu', call.subject.name, 'Sonuc', 'self-servis', 'UniqueID', call.id),
    );
  }

  refused(_at: number, call: Call, queue: QueueLine, status: string): void {
    const caller = this.#caller(call);
    if (call.visits === 0) this.#choose(caller, call.subject.key);
    this.#enterQueue(caller, queue);
    this.#set(caller, 'QUEUESTATUS', status);
    this.#farewell(caller, 'mesgul');
  }

  joined(_at: number, call: Call): void {
    const { queue } = call;
    if (!queue) return;
    const caller = this.#caller(call);
    if (call.visits === 1) this.#choose(caller, call.subject.key);
    this.#enterQueue(caller, queue);
    if (queue.waiting.length === 1) this.#device(`Queue:${queue.name}`, 'RINGING');
    this.#on('agent', 'QueueCallerJoin', caller, () =>
      lines('Queue', queue.name, 'Position', call.originalPosition, 'Count', queue.waiting.length),
    );
    this.#on('call', 'MusicOnHoldStart', caller, () => lines('Class', 'default'));
    this.#tellLate(call);
  }

  offered(at: number, offer: Offer): void {
    const caller = this.#caller(offer.call);
    const { agent } = offer.member;
    const place = { context: 'from-internal', exten: 's', createdAt: at };
    const leg = new AmiChannel(this.#name(agent.exten), offer.legId, offer.call.id, place);
    this.channels.set(offer.legId, leg);
    this.#on('call', 'Newchannel', leg);
    leg.callerNum = agent.exten;
    leg.callerName = agent.name;
    this.#exec(leg, 'AppQueue', '(Outgoing Line)');
    this.#on('call', 'NewCallerid', leg, () => lines('CID-CallingPres', '0 (Presentation Allowed, Not Screened)'));
    this.#set(leg, 'DIALEDPEERNUMBER', agent.exten);
    leg.lineNum = caller.callerNum;
    leg.lineName = caller.callerName;
    this.#on('call', 'NewConnectedLine', leg);
    leg.exten = caller.exten;
    this.#offer('agent', 'AgentCalled', offer);
    this.#dial('DialBegin', offer, () => lines('DialString', agent.interface));
    leg.state = 5;
    this.#on('call', 'Newstate', leg);
    this.#dial('DialState', offer, () => lines('DialStatus', 'RINGING'));
    this.deviceChanged(at, agent);
  }

  deviceChanged(_at: number, agent: Agent): void {
    this.#device(agent.interface, deviceName(agent));
    for (const member of agent.memberships) this.#send('agent', 'QueueMemberStatus', () => memberEvent(member));
  }

  missed(at: number, offer: Offer, ringMs: number): void {
    const leg = this.#leg(offer.legId);
    const noAnswer = (): void => this.#offer('agent', 'AgentRingNoAnswer', offer, () => lines('RingTime', ringMs));
    if (ringMs === 0) {
      this.#dial('DialEnd', offer, () => lines('DialStatus', 'BUSY'));
      noAnswer();
    } else {
      noAnswer();
      this.#dial('DialEnd', offer, () => lines('DialStatus', 'NOANSWER'));
      this.#dial('DialEnd', offer, () => lines('DialStatus', 'CANCEL'));
    }
    this.#hangup(leg, ringMs === 0 ? 17 : 0);
    this.deviceChanged(at, offer.member.agent);
  }

  lost(at: number, offer: Offer): void {
    this.#cancelled(at, offer, 26);
  }

  withdrawn(at: number, offer: Offer): void {
    this.#cancelled(at, offer, 0);
  }

  hangupRequested(_at: number, call: Call): void {
    this.#on('call', 'HangupRequest', this.#caller(call), () => lines('Cause', 16));
  }

  left(_at: number, call: Call, queue: QueueLine, reason: LeaveReason, position: number, waitSeconds: number): void {
    const caller = this.#caller(call);
    if (reason === 'left_by_key') this.#digit(caller, '0');
    if (reason === 'abandoned' || reason === 'left_by_key') this.#on('call', 'MusicOnHoldStop', caller);
    this.#set(caller, 'QUEUEWAIT', waitSeconds);
    this.#set(caller, 'QUEUEWAIT_MS', waitSeconds * 1000);
    if (reason !== 'left_by_key') {
      this.#set(caller, 'ABANDONED', 'TRUE');
      this.#on('agent', 'QueueCallerAbandon', caller, () =>
        lines(
          'Queue',
          queue.name,
          'Position',
          position,
          'OriginalPosition',
          call.originalPosition,
          'HoldTime',
          waitSeconds,
        ),
      );
    }
    if (queue.waiting.length === 0) this.#device(`Queue:${queue.name}`, 'NOT_INUSE');
    const status = queueStatus[reason];
    if (status) this.#on('call', 'MusicOnHoldStop', caller);
    this.#leave(caller, queue, position);
    if (status) {
      this.#set(caller, 'QUEUESTATUS', status);
      this.#farewell(caller, 'mesgul');
    }
    if (reason === 'left_by_key') {
      caller.goTo('kuyruk-tus', '0', 1);
      this.#on('user', 'UserEvent', caller, () =>
        lines('UserEvent', 'GeriArama', 'UniqueID', call.id, 'Numara', call.number),
      );
      this.#farewell(caller, 'geri-arama');
    }
  }

  connected(at: number, talk: Talk, position: number, ringSeconds: number): void {
    const { call, queue, member } = talk;
    const caller = this.#caller(call);
    const leg = this.#leg(talk.legId);
    leg.state = 6;
    this.#on('call', 'Newstate', leg);
    this.#dial('DialEnd', talk, () => lines('DialStatus', 'ANSWER'));
    this.deviceChanged(at, member.agent);
    this.#on('call', 'MusicOnHoldStop', caller);
    this.#set(caller, 'MEMBERINTERFACE', member.agent.interface);
    this.#set(caller, 'MEMBERNAME', member.agent.name);
    this.#set(caller, 'MEMBERCALLS', member.callsTaken);
    this.#set(caller, 'MEMBERPENALTY', member.penalty);
    if (queue.waiting.length === 0) this.#device(`Queue:${queue.name}`, 'NOT_INUSE');
    this.#leave(caller, queue, position);
    this.#set(caller, 'QUEUEWAIT', talk.holdSeconds);
    this.#set(caller, 'QUEUEWAIT_MS', talk.holdSeconds * 1000);
    this.#offer('agent', 'AgentConnect', talk, () => lines('HoldTime', talk.holdSeconds, 'RingTime', ringSeconds));
    const bridge = this.#bridge(bridgeIdOf(talk.legId));
    this.#enterBridge(bridge, leg);
    this.#enterBridge(bridge, caller);
    this.#set(leg, 'BRIDGEPEER', caller.name);
    this.#set(caller, 'BRIDGEPEER', leg.name);
    caller.lineNum = leg.callerNum;
    caller.lineName = leg.callerName;
    this.#on('call', 'NewConnectedLine', caller);
  }

  held(at: number, talk: Talk): void {
    const caller = this.#caller(talk.call);
    this.#on('call', talk.held ? 'Hold' : 'Unhold', this.#leg(talk.legId));
    if (talk.held) this.#on('call', 'MusicOnHoldStart', caller, () => lines('Class', 'default'));
    else this.#on('call', 'MusicOnHoldStop', caller);
    this.deviceChanged(at, talk.member.agent);
  }

  consulted(at: number, talk: Talk): void {
    const { unit } = talk;
    if (!unit) return;
    const leg = this.#leg(talk.legId);
    for (const key of `*2${unit.exten}`) this.#digit(leg, key);
    this.held(at, talk);
    const place = { context: 'from-internal', exten: unit.exten, createdAt: at };
    const channel = new AmiChannel(this.#name(unit.exten), unit.legId, talk.call.id, place);
    channel.callerNum = unit.exten;
    channel.lineNum = leg.callerNum;
    channel.lineName = leg.callerName;
    this.channels.set(unit.legId, channel);
    this.#on('call', 'Newchannel', channel);
    this.#send('call', 'DialBegin', () => channel.block('Dest') + lines('DialString', unit.exten));
    channel.state = 6;
    this.#on('call', 'Newstate', channel);
    this.#send('call', 'DialEnd', () => channel.block('Dest') + lines('DialStatus', 'ANSWER'));
    const second = this.#bridge(bridgeIdOf(unit.legId));
    this.#enterBridge(second, channel);
    this.#leaveBridge(leg);
    this.#enterBridge(second, leg);
  }

  talkEnded(at: number, talk: Talk, end: TalkEndKind, talkSeconds: number): void {
    const { call, member } = talk;
    const caller = this.#caller(call);
    const leg = this.#leg(talk.legId);
    const complete = this.#completeEvent(talk, end, talkSeconds);
    if (end === 'blind') this.#blindTransfer(talk, caller, leg);
    else if (end === 'attended') this.#attendedTransfer(talk, caller, leg);
    else if (end === 'agent') this.#on('call', 'HangupRequest', leg, () => lines('Cause', 16));
    else this.#leaveBridge(caller);
    this.#leaveBridge(leg);
    if (end !== 'attended') {
      if (talk.unit) this.#endUnit(talk.unit.legId);
      this.#leaveBridge(caller);
    }
    // The recorded exchange tells some ends late: after the caller's hangup, or after the next queue was entered.
    if (end !== 'attended' && this.#random.chance(end === 'blind' ? 0.1 : 0.03)) this.#late.set(call, complete);
    else complete();
    this.#hangup(leg, 16);
    this.deviceChanged(at, member.agent);
  }

  hungUp(_at: number, call: Call): void {
    const caller = this.#caller(call);
    if (caller.bridge) {
      for (const other of [...this.channels.values()]) {
        if (other !== caller && other.bridge === caller.bridge) this.#endUnit(other.uniqueid);
      }
      this.#leaveBridge(caller);
    }
    this.#on('call', 'SoftHangupRequest', caller, () => lines('Cause', 16));
    this.#hangup(caller, 16);
    this.#tellLate(call);
  }

  stopped(_at: number, restart: boolean): void {
    this.#send('system', 'Shutdown', () => lines('Shutdown', 'Cleanly', 'Restart', restart ? 'True' : 'False'));
  }

  #completeEvent(talk: Talk, end: TalkEndKind, talkSeconds: number): () => void {
    const caller = this.#caller(talk.call).block();
    const leg = this.#leg(talk.legId).block('Dest');
    const { queue, member, holdSeconds } = talk;
    // In two to three of a hundred the snapshots are gone by the time the event is made.
    const luck = this.#random.uniform();
    const head = luck < 0.01 ? leg : luck < 0.02 ? '' : luck < 0.03 ? caller : caller + leg;
    const reason = end === 'agent' || end === 'caller' ? end : 'transfer';
    return () =>
      this.#send(
        'agent',
        'AgentComplete',
        () =>
          head +
          lines(
            'Queue',
            queue.name,
            'Interface',
            member.agent.interface,
            'MemberName',
            member.agent.name,
            'HoldTime',
            holdSeconds,
            'TalkTime',
            talkSeconds,
            'Reason',
            reason,
          ),
      );
  }

  #tellLate(call: Call): void {
    const late = this.#late.get(call);
    this.#late.delete(call);
    late?.();
  }

  #blindTransfer(talk: Talk, caller: AmiChannel, leg: AmiChannel): void {
    const exten = talk.plan.to?.exten ?? '';
    for (const key of `##${exten}`) this.#digit(leg, key);
    this.#set(leg, 'BLINDTRANSFER', caller.name);
    this.#set(caller, 'BLINDTRANSFER', leg.name);
    this.#send(
      'call',
      'BlindTransfer',
      () =>
        lines('Result', 'Success') +
        leg.block('Transferer') +
        caller.block('Transferee') +
        (leg.bridge?.block() ?? '') +
        lines('IsExternal', 'No', 'Context', 'kuyruk', 'Extension', exten),
    );
    caller.goTo('kuyruk', exten, 1);
  }

  #attendedTransfer(talk: Talk, caller: AmiChannel, leg: AmiChannel): void {
    const target = talk.unit && this.channels.get(talk.unit.legId);
    const first = caller.bridge;
    const second = leg.bridge;
    if (!target || !first || !second) return;
    this.#on('call', 'HangupRequest', leg, () => lines('Cause', 16));
    this.#leaveBridge(leg);
    this.#send('call', 'BridgeMerge', () => first.block('To') + second.block('From'));
    this.#leaveBridge(target, false);
    this.#enterBridge(first, target);
    this.#on('call', 'MusicOnHoldStop', caller);
    this.#send(
      'call',
      'AttendedTransfer',
      () =>
        lines('Result', 'Success') +
        leg.block('OrigTransferer') +
        first.block('Orig') +
        leg.block('SecondTransferer') +
        second.block('Second') +
        caller.block('Transferee') +
        target.block('TransferTarget') +
        lines('IsExternal', 'No', 'DestType', 'Bridge', 'DestBridgeUniqueid', first.id),
    );
    this.#destroy(second);
  }

  #endUnit(legId: string): void {
    const channel = this.channels.get(legId);
    if (!channel) return;
    this.#on('call', 'HangupRequest', channel, () => lines('Cause', 16));
    this.#leaveBridge(channel);
    this.#hangup(channel, 16);
  }

  #cancelled(at: number, offer: Offer, cause: number): void {
    this.#dial('DialEnd', offer, () => lines('DialStatus', 'CANCEL'));
    this.#dial('DialEnd', offer, () => lines('DialStatus', 'CANCEL'));
    this.#hangup(this.#leg(offer.legId), cause);
    this.deviceChanged(at, offer.member.agent);
  }

  /** The menu: what was read, the key, where it leads. */
  #choose(caller: AmiChannel, key: string): void {
    this.#set(caller, 'PLAYBACKSTATUS', 'SUCCESS');
    caller.goTo('ivr', 's', 2);
    this.#exec(caller, 'Read', 'SECIM,,1,,1,5');
    this.#digit(caller, key);
    this.#set(caller, 'SECIM', key);
    this.#set(caller, 'READSTATUS', 'OK');
  }

  #enterQueue(caller: AmiChannel, queue: QueueLine): void {
    caller.goTo('kuyruk', queue.exten, 1);
    this.#exec(caller, 'Set', `KUY=${queue.name}`);
    this.#set(caller, 'KUY', queue.name);
    caller.priority = 3;
    this.#exec(caller, 'Queue', `${queue.name},t,,,${queue.config.maxWaitSeconds}`);
  }

  #farewell(caller: AmiChannel, sound: string): void {
    caller.priority++;
    this.#exec(caller, 'Playback', `${this.#exten}/${sound}`);
  }

  #leave(caller: AmiChannel, queue: QueueLine, position: number): void {
    this.#on('agent', 'QueueCallerLeave', caller, () =>
      lines('Queue', queue.name, 'Position', position, 'Count', queue.waiting.length),
    );
    this.#set(caller, 'QUEUEPOSITION', position);
  }

  #digit(channel: AmiChannel, digit: string): void {
    this.#on('dtmf', 'DTMFBegin', channel, () => lines('Digit', digit, 'Direction', 'Received'));
    this.#on('dtmf', 'DTMFEnd', channel, () => lines('Digit', digit, 'DurationMs', 100, 'Direction', 'Received'));
  }

  #exec(channel: AmiChannel, application: string, data: string): void {
    channel.application = application;
    channel.data = data;
    const { exten } = channel;
    this.#on('dialplan', 'Newexten', channel, () =>
      lines('Extension', exten, 'Application', application, 'AppData', data),
    );
  }

  #set(channel: AmiChannel, variable: string, value: string | number): void {
    this.#on('dialplan', 'VarSet', channel, () => lines('Variable', variable, 'Value', value));
  }

  #offer(cls: AmiClass, name: string, offer: Offer | Talk, more?: () => string): void {
    this.#send(
      cls,
      name,
      () =>
        this.#caller(offer.call).block() +
        this.#leg(offer.legId).block('Dest') +
        lines(
          'Queue',
          offer.queue.name,
          'Interface',
          offer.member.agent.interface,
          'MemberName',
          offer.member.agent.name,
        ) +
        (more?.() ?? ''),
    );
  }

  #dial(name: string, offer: Offer | Talk, more: () => string): void {
    this.#send('call', name, () => this.#caller(offer.call).block() + this.#leg(offer.legId).block('Dest') + more());
  }

  #hangup(channel: AmiChannel, cause: 0 | 16 | 17 | 26 | number): void {
    const texts: Readonly<Record<number, string>> = {
      16: 'Normal Clearing',
      17: 'User busy',
      26: 'Answered elsewhere',
    };
    this.#on('call', 'Hangup', channel, () => lines('Cause', cause, 'Cause-txt', texts[cause] ?? 'Unknown'));
    this.channels.delete(channel.uniqueid);
  }

  #bridge(id: string): AmiBridge {
    const bridge = new AmiBridge(id);
    this.#bridges.set(id, bridge);
    this.#send('call', 'BridgeCreate', () => bridge.block());
    return bridge;
  }

  #enterBridge(bridge: AmiBridge, channel: AmiChannel): void {
    bridge.channels++;
    channel.bridge = bridge;
    this.#send('call', 'BridgeEnter', () => bridge.block() + channel.block());
  }

  /** @param destroy whether a bridge that this empties goes. */
  #leaveBridge(channel: AmiChannel, destroy = true): void {
    const { bridge } = channel;
    if (!bridge) return;
    bridge.channels--;
    channel.bridge = null;
    this.#send('call', 'BridgeLeave', () => bridge.block() + channel.block());
    if (destroy && bridge.channels === 0) this.#destroy(bridge);
  }

  #destroy(bridge: AmiBridge): void {
    this.#bridges.delete(bridge.id);
    this.#send('call', 'BridgeDestroy', () => bridge.block());
  }

  #device(device: string, state: string): void {
    this.#send('call', 'DeviceStateChange', () => lines('Device', device, 'State', state));
  }

  #on(cls: AmiClass, name: string, channel: AmiChannel, more?: () => string): void {
    this.#send(cls, name, () => channel.block() + (more?.() ?? ''));
  }

  #name(endpoint: string): string {
    return `PJSIP/${endpoint}-${(this.#count++).toString(16).padStart(8, '0')}`;
  }

  #caller(call: Call): AmiChannel {
    return this.#leg(call.id);
  }

  /** @throws Error when the model tells of a channel that never came or is gone: a fault in the model. */
  #leg(id: string): AmiChannel {
    const channel = this.channels.get(id);
    if (!channel) throw new Error(`The demo exchange has no channel ${id}.`);
    return channel;
  }
}
