import { containedVariable, subjectVariable } from '../ami/contactMarks.ts';
import type { AmiClass } from './amiClasses.ts';
import { deviceName, memberEvent } from './amiMember.ts';
import { type AmiChannel, lines } from './amiText.ts';
import { tellAttendedTransfer, tellBlindTransfer } from './amiTransfers.ts';
import { AmiWire, type EventSink } from './amiWire.ts';
import { bridgeIdOf } from './bridgeId.ts';
import type { Agent, Call, LeaveReason, Member, Offer, QueueLine, Talk, TalkEndKind } from './callFlow.ts';
import { SeededRandom } from './seededRandom.ts';
import type { SwitchboardReport } from './switchboardReport.ts';

const queueStatus: Partial<Record<LeaveReason, string>> = {
  timed_out: 'TIMEOUT',
  left_empty: 'LEAVEEMPTY',
  withdrawn: 'WITHDRAW',
};

/**
 * The exchange's AMI events, in the order of a recorded Asterisk 22, for calls from a PJSIP trunk to PJSIP phones.
 */
export class AmiEvents implements SwitchboardReport {
  readonly #exten: string;
  readonly #wire: AmiWire;
  readonly #random: SeededRandom;
  /** AgentComplete events that come late, by call. */
  readonly #late = new Map<Call, () => void>();

  /** @param exten the number that citizens dial. */
  constructor(exten: string, seed: number, send: EventSink) {
    this.#exten = exten;
    this.#wire = new AmiWire(send);
    this.#random = new SeededRandom(seed, exten, 'ami');
  }

  /** By Uniqueid. */
  get channels(): ReadonlyMap<string, AmiChannel> {
    return this.#wire.channels;
  }

  started(): void {
    this.#wire.restartNames();
    this.forget();
  }

  /** After a power cut: nothing is told. */
  forget(): void {
    this.#wire.clear();
    this.#late.clear();
  }

  signedIn(_at: number, member: Member): void {
    this.#wire.device(`Queue:${member.queue.name}_pause_${member.agent.interface}`, 'NOT_INUSE');
    this.#wire.send('agent', 'QueueMemberAdded', () => memberEvent(member));
    this.#wire.device(`Queue:${member.queue.name}_avail`, 'NOT_INUSE');
  }

  signedOut(_at: number, member: Member): void {
    this.#wire.send('agent', 'QueueMemberRemoved', () => memberEvent(member));
  }

  paused(_at: number, agent: Agent, members: readonly Member[], paused: boolean): void {
    for (const member of members) {
      this.#wire.device(`Queue:${member.queue.name}_pause_${agent.interface}`, paused ? 'INUSE' : 'NOT_INUSE');
      this.#wire.send('agent', 'QueueMemberPause', () => memberEvent(member));
    }
  }

  penaltySet(_at: number, member: Member): void {
    this.#wire.send('agent', 'QueueMemberPenalty', () => memberEvent(member));
  }

  arrived(at: number, call: Call): void {
    const place = { context: 'from-trunk', exten: this.#exten, createdAt: at };
    const caller = this.#wire.newChannel('trunk', call.id, call.id, place);
    caller.state = 4;
    if (call.number) caller.callerNum = call.number;
    this.#wire.on('call', 'Newchannel', caller);
    this.#wire.exec(caller, 'Answer', '');
    caller.state = 6;
    this.#wire.on('call', 'Newstate', caller);
    caller.priority = 2;
    this.#mark(caller, containedVariable, '0');
    caller.priority = 3;
    this.#wire.exec(caller, 'Goto', 'ivr,s,1');
    caller.goTo('ivr', 's', 1);
    this.#wire.exec(caller, 'Playback', `${this.#exten}/karsilama`);
  }

  servedByIvr(_at: number, call: Call): void {
    const caller = this.#wire.caller(call);
    this.#choose(caller, call.subject.key);
    caller.goTo('ivr', call.subject.key, 3);
    this.#wire.exec(caller, 'Playback', `${this.#exten}/${call.subject.name}`);
    this.#wire.set(caller, 'PLAYBACKSTATUS', 'SUCCESS');
    caller.priority = 4;
    this.#wire.on('user', 'UserEvent', caller, () =>
      lines('UserEvent', 'IvrSonuc', 'Menu', call.subject.name, 'Sonuc', 'self-servis', 'UniqueID', call.id),
    );
    caller.priority = 5;
    this.#mark(caller, subjectVariable, call.subject.name);
    caller.priority = 6;
    this.#mark(caller, containedVariable, '1');
  }

  /** The agent's programme sets it by AMI, so no step of the dialplan goes with it. */
  coded(_at: number, call: Call): void {
    this.#wire.set(this.#wire.caller(call), subjectVariable, call.subject.name);
  }

  refused(_at: number, call: Call, queue: QueueLine, status: string): void {
    const caller = this.#wire.caller(call);
    if (call.visits === 0) this.#choose(caller, call.subject.key);
    this.#enterQueue(caller, queue);
    this.#wire.set(caller, 'QUEUESTATUS', status);
    this.#farewell(caller, 'mesgul');
  }

  joined(_at: number, call: Call): void {
    const { queue } = call;
    if (!queue) return;
    const caller = this.#wire.caller(call);
    if (call.visits === 1) this.#choose(caller, call.subject.key);
    this.#enterQueue(caller, queue);
    if (queue.waiting.length === 1) this.#wire.device(`Queue:${queue.name}`, 'RINGING');
    this.#wire.on('agent', 'QueueCallerJoin', caller, () =>
      lines('Queue', queue.name, 'Position', call.originalPosition, 'Count', queue.waiting.length),
    );
    this.#wire.on('call', 'MusicOnHoldStart', caller, () => lines('Class', 'default'));
    this.#tellLate(call);
  }

  offered(at: number, offer: Offer): void {
    const caller = this.#wire.caller(offer.call);
    const { agent } = offer.member;
    const place = { context: 'from-internal', exten: 's', createdAt: at };
    const leg = this.#wire.newChannel(agent.exten, offer.legId, offer.call.id, place);
    this.#wire.on('call', 'Newchannel', leg);
    leg.callerNum = agent.exten;
    leg.callerName = agent.name;
    this.#wire.exec(leg, 'AppQueue', '(Outgoing Line)');
    this.#wire.on('call', 'NewCallerid', leg, () => lines('CID-CallingPres', '0 (Presentation Allowed, Not Screened)'));
    this.#wire.set(leg, 'DIALEDPEERNUMBER', agent.exten);
    leg.lineNum = caller.callerNum;
    leg.lineName = caller.callerName;
    this.#wire.on('call', 'NewConnectedLine', leg);
    leg.exten = caller.exten;
    this.#offer('agent', 'AgentCalled', offer);
    this.#dial('DialBegin', offer, () => lines('DialString', agent.interface));
    leg.state = 5;
    this.#wire.on('call', 'Newstate', leg);
    this.#dial('DialState', offer, () => lines('DialStatus', 'RINGING'));
    this.deviceChanged(at, agent);
  }

  deviceChanged(_at: number, agent: Agent): void {
    this.#wire.device(agent.interface, deviceName(agent));
    for (const member of agent.memberships) this.#wire.send('agent', 'QueueMemberStatus', () => memberEvent(member));
  }

  missed(at: number, offer: Offer, ringMs: number): void {
    const leg = this.#wire.leg(offer.legId);
    const noAnswer = (): void => this.#offer('agent', 'AgentRingNoAnswer', offer, () => lines('RingTime', ringMs));
    if (ringMs === 0) {
      this.#dial('DialEnd', offer, () => lines('DialStatus', 'BUSY'));
      noAnswer();
    } else {
      noAnswer();
      this.#dial('DialEnd', offer, () => lines('DialStatus', 'NOANSWER'));
      this.#dial('DialEnd', offer, () => lines('DialStatus', 'CANCEL'));
    }
    this.#wire.hangup(leg, ringMs === 0 ? 17 : 0);
    this.deviceChanged(at, offer.member.agent);
  }

  lost(at: number, offer: Offer): void {
    this.#cancelled(at, offer, 26);
  }

  withdrawn(at: number, offer: Offer): void {
    this.#cancelled(at, offer, 0);
  }

  hangupRequested(_at: number, call: Call): void {
    this.#wire.on('call', 'HangupRequest', this.#wire.caller(call), () => lines('Cause', 16));
  }

  left(_at: number, call: Call, queue: QueueLine, reason: LeaveReason, position: number, waitSeconds: number): void {
    const caller = this.#wire.caller(call);
    if (reason === 'left_by_key') this.#wire.digit(caller, '0');
    if (reason === 'abandoned' || reason === 'left_by_key') this.#wire.on('call', 'MusicOnHoldStop', caller);
    this.#wire.set(caller, 'QUEUEWAIT', waitSeconds);
    this.#wire.set(caller, 'QUEUEWAIT_MS', waitSeconds * 1000);
    if (reason !== 'left_by_key') {
      this.#wire.set(caller, 'ABANDONED', 'TRUE');
      this.#wire.on('agent', 'QueueCallerAbandon', caller, () =>
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
    if (queue.waiting.length === 0) this.#wire.device(`Queue:${queue.name}`, 'NOT_INUSE');
    const status = queueStatus[reason];
    if (status) this.#wire.on('call', 'MusicOnHoldStop', caller);
    this.#leave(caller, queue, position);
    if (status) {
      this.#wire.set(caller, 'QUEUESTATUS', status);
      this.#farewell(caller, 'mesgul');
    }
    if (reason === 'left_by_key') {
      caller.goTo('kuyruk-tus', '0', 1);
      this.#wire.on('user', 'UserEvent', caller, () =>
        lines('UserEvent', 'GeriArama', 'UniqueID', call.id, 'Numara', call.number),
      );
      this.#farewell(caller, 'geri-arama');
    }
  }

  connected(at: number, talk: Talk, position: number, ringSeconds: number): void {
    const { call, queue, member } = talk;
    const caller = this.#wire.caller(call);
    const leg = this.#wire.leg(talk.legId);
    leg.state = 6;
    this.#wire.on('call', 'Newstate', leg);
    this.#dial('DialEnd', talk, () => lines('DialStatus', 'ANSWER'));
    this.deviceChanged(at, member.agent);
    this.#wire.on('call', 'MusicOnHoldStop', caller);
    this.#wire.set(caller, 'MEMBERINTERFACE', member.agent.interface);
    this.#wire.set(caller, 'MEMBERNAME', member.agent.name);
    this.#wire.set(caller, 'MEMBERCALLS', member.callsTaken);
    this.#wire.set(caller, 'MEMBERPENALTY', member.penalty);
    if (queue.waiting.length === 0) this.#wire.device(`Queue:${queue.name}`, 'NOT_INUSE');
    this.#leave(caller, queue, position);
    this.#wire.set(caller, 'QUEUEWAIT', talk.holdSeconds);
    this.#wire.set(caller, 'QUEUEWAIT_MS', talk.holdSeconds * 1000);
    this.#offer('agent', 'AgentConnect', talk, () => lines('HoldTime', talk.holdSeconds, 'RingTime', ringSeconds));
    const bridge = this.#wire.bridge(bridgeIdOf(talk.legId));
    this.#wire.enterBridge(bridge, leg);
    this.#wire.enterBridge(bridge, caller);
    this.#wire.set(leg, 'BRIDGEPEER', caller.name);
    this.#wire.set(caller, 'BRIDGEPEER', leg.name);
    caller.lineNum = leg.callerNum;
    caller.lineName = leg.callerName;
    this.#wire.on('call', 'NewConnectedLine', caller);
  }

  held(at: number, talk: Talk): void {
    const caller = this.#wire.caller(talk.call);
    this.#wire.on('call', talk.held ? 'Hold' : 'Unhold', this.#wire.leg(talk.legId));
    if (talk.held) this.#wire.on('call', 'MusicOnHoldStart', caller, () => lines('Class', 'default'));
    else this.#wire.on('call', 'MusicOnHoldStop', caller);
    this.deviceChanged(at, talk.member.agent);
  }

  consulted(at: number, talk: Talk): void {
    const { unit } = talk;
    if (!unit) return;
    const leg = this.#wire.leg(talk.legId);
    for (const key of `*2${unit.exten}`) this.#wire.digit(leg, key);
    this.held(at, talk);
    const place = { context: 'from-internal', exten: unit.exten, createdAt: at };
    const channel = this.#wire.newChannel(unit.exten, unit.legId, talk.call.id, place);
    channel.callerNum = unit.exten;
    channel.lineNum = leg.callerNum;
    channel.lineName = leg.callerName;
    this.#wire.on('call', 'Newchannel', channel);
    this.#wire.send('call', 'DialBegin', () => channel.block('Dest') + lines('DialString', unit.exten));
    channel.state = 6;
    this.#wire.on('call', 'Newstate', channel);
    this.#wire.send('call', 'DialEnd', () => channel.block('Dest') + lines('DialStatus', 'ANSWER'));
    const second = this.#wire.bridge(bridgeIdOf(unit.legId));
    this.#wire.enterBridge(second, channel);
    this.#wire.leaveBridge(leg);
    this.#wire.enterBridge(second, leg);
  }

  talkEnded(at: number, talk: Talk, end: TalkEndKind, talkSeconds: number): void {
    const { call, member } = talk;
    const caller = this.#wire.caller(call);
    const leg = this.#wire.leg(talk.legId);
    const complete = this.#completeEvent(talk, end, talkSeconds);
    if (end === 'blind') tellBlindTransfer(this.#wire, talk, caller, leg);
    else if (end === 'attended') tellAttendedTransfer(this.#wire, talk, caller, leg);
    else if (end === 'agent') this.#wire.on('call', 'HangupRequest', leg, () => lines('Cause', 16));
    else this.#wire.leaveBridge(caller);
    this.#wire.leaveBridge(leg);
    if (end !== 'attended') {
      if (talk.unit) this.#wire.endUnit(talk.unit.legId);
      this.#wire.leaveBridge(caller);
    }
    // The recorded exchange tells some ends late: after the caller's hangup, or after the next queue was entered.
    if (end !== 'attended' && this.#random.chance(end === 'blind' ? 0.1 : 0.03)) this.#late.set(call, complete);
    else complete();
    this.#wire.hangup(leg, 16);
    this.deviceChanged(at, member.agent);
  }

  hungUp(_at: number, call: Call): void {
    const caller = this.#wire.caller(call);
    if (caller.bridge) {
      for (const other of [...this.#wire.channels.values()]) {
        if (other !== caller && other.bridge === caller.bridge) this.#wire.endUnit(other.uniqueid);
      }
      this.#wire.leaveBridge(caller);
    }
    this.#wire.on('call', 'SoftHangupRequest', caller, () => lines('Cause', 16));
    this.#wire.hangup(caller, 16);
    this.#tellLate(call);
  }

  stopped(_at: number, restart: boolean): void {
    this.#wire.send('system', 'Shutdown', () => lines('Shutdown', 'Cleanly', 'Restart', restart ? 'True' : 'False'));
  }

  #completeEvent(talk: Talk, end: TalkEndKind, talkSeconds: number): () => void {
    const caller = this.#wire.caller(talk.call).block();
    const leg = this.#wire.leg(talk.legId).block('Dest');
    const { queue, member, holdSeconds } = talk;
    // In two to three of a hundred the snapshots are gone by the time the event is made.
    const luck = this.#random.uniform();
    const head = luck < 0.01 ? leg : luck < 0.02 ? '' : luck < 0.03 ? caller : caller + leg;
    const reason = end === 'agent' || end === 'caller' ? end : 'transfer';
    return () =>
      this.#wire.send(
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

  #cancelled(at: number, offer: Offer, cause: number): void {
    this.#dial('DialEnd', offer, () => lines('DialStatus', 'CANCEL'));
    this.#dial('DialEnd', offer, () => lines('DialStatus', 'CANCEL'));
    this.#wire.hangup(this.#wire.leg(offer.legId), cause);
    this.deviceChanged(at, offer.member.agent);
  }

  /** The menu: what was read, the key, where it leads. */
  #choose(caller: AmiChannel, key: string): void {
    this.#wire.set(caller, 'PLAYBACKSTATUS', 'SUCCESS');
    caller.goTo('ivr', 's', 2);
    this.#wire.exec(caller, 'Read', 'SECIM,,1,,1,5');
    this.#wire.digit(caller, key);
    this.#wire.set(caller, 'SECIM', key);
    this.#wire.set(caller, 'READSTATUS', 'OK');
  }

  /** A step of the dialplan that sets a variable. */
  #mark(caller: AmiChannel, variable: string, value: string): void {
    this.#wire.exec(caller, 'Set', `${variable}=${value}`);
    this.#wire.set(caller, variable, value);
  }

  #enterQueue(caller: AmiChannel, queue: QueueLine): void {
    caller.goTo('kuyruk', queue.exten, 1);
    this.#wire.exec(caller, 'Set', `KUY=${queue.name}`);
    this.#wire.set(caller, 'KUY', queue.name);
    caller.priority = 3;
    this.#wire.exec(caller, 'Queue', `${queue.name},t,,,${queue.config.maxWaitSeconds}`);
  }

  #farewell(caller: AmiChannel, sound: string): void {
    caller.priority++;
    this.#wire.exec(caller, 'Playback', `${this.#exten}/${sound}`);
  }

  #leave(caller: AmiChannel, queue: QueueLine, position: number): void {
    this.#wire.on('agent', 'QueueCallerLeave', caller, () =>
      lines('Queue', queue.name, 'Position', position, 'Count', queue.waiting.length),
    );
    this.#wire.set(caller, 'QUEUEPOSITION', position);
  }

  #offer(cls: AmiClass, name: string, offer: Offer | Talk, more?: () => string): void {
    this.#wire.send(
      cls,
      name,
      () =>
        this.#wire.caller(offer.call).block() +
        this.#wire.leg(offer.legId).block('Dest') +
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
    this.#wire.send(
      'call',
      name,
      () => this.#wire.caller(offer.call).block() + this.#wire.leg(offer.legId).block('Dest') + more(),
    );
  }
}
