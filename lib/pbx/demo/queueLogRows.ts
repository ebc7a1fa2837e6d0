import { bridgeIdOf } from './bridgeId.ts';
import type { Agent, Call, LeaveReason, Member, Offer, QueueLine, Talk, TalkEndKind } from './callFlow.ts';
import type { SwitchboardReport } from './switchboardReport.ts';

const nothing = (): void => {};

/**
 * The queue_log as Asterisk 22 writes it (log_membername_as_agent=no): members by name, but by interface where they come
 * and go; of what the IVR serves or the queue turns away only what its dialplan writes itself.
 */
export class QueueLogRows implements SwitchboardReport {
  readonly #write: (row: string) => void;

  /** @param write gets each row with its line end. */
  constructor(write: (row: string) => void) {
    this.#write = write;
  }

  started(at: number): void {
    this.#row(at, 'NONE', 'NONE', 'NONE', 'QUEUESTART|');
  }
  signedIn(at: number, member: Member): void {
    this.#row(at, 'MANAGER', member.queue.name, member.agent.interface, 'ADDMEMBER|');
  }
  signedOut(at: number, member: Member): void {
    this.#row(at, 'MANAGER', member.queue.name, member.agent.interface, 'REMOVEMEMBER|');
  }
  paused(
    at: number,
    agent: Agent,
    members: readonly Member[],
    paused: boolean,
    reason: string,
    everywhere: boolean,
  ): void {
    const word = paused ? 'PAUSE' : 'UNPAUSE';
    if (everywhere) this.#row(at, 'NONE', 'NONE', agent.name, `${word}ALL|${reason}`);
    for (const member of members) this.#row(at, 'NONE', member.queue.name, agent.name, `${word}|${reason}`);
  }
  penaltySet(at: number, member: Member): void {
    this.#row(at, 'NONE', member.queue.name, member.agent.interface, `PENALTY|${member.penalty}`);
  }
  deviceChanged = nothing;
  arrived = nothing;
  servedByIvr = nothing;
  coded = nothing;
  refused = nothing;
  joined(at: number, call: Call): void {
    this.#row(at, call.id, call.queue?.name ?? '', 'NONE', `ENTERQUEUE||${call.number}|${call.originalPosition}`);
  }
  offered = nothing;
  missed(at: number, offer: Offer, ringMs: number): void {
    this.#row(at, offer.call.id, offer.queue.name, offer.member.agent.name, `RINGNOANSWER|${ringMs}`);
  }
  lost = nothing;
  hangupRequested = nothing;
  withdrawn(at: number, offer: Offer, ringMs: number): void {
    if (offer.queue.config.strategy === 'ringall') return;
    this.#row(at, offer.call.id, offer.queue.name, offer.member.agent.name, `RINGCANCELED|${ringMs}`);
  }
  left(at: number, call: Call, queue: QueueLine, reason: LeaveReason, position: number, waitSeconds: number): void {
    const place = `${position}|${call.originalPosition}|${waitSeconds}`;
    this.#row(at, call.id, queue.name, 'NONE', leaveRows[reason](place));
  }
  connected(at: number, talk: Talk, _position: number, ringSeconds: number): void {
    this.#row(
      at,
      talk.call.id,
      talk.queue.name,
      talk.member.agent.name,
      `CONNECT|${talk.holdSeconds}|${talk.legId}|${ringSeconds}`,
    );
  }
  held = nothing;
  consulted = nothing;
  talkEnded(at: number, talk: Talk, end: TalkEndKind, talkSeconds: number): void {
    const times = `${talk.holdSeconds}|${talkSeconds}|${talk.originalPosition}`;
    const row =
      end === 'blind'
        ? `BLINDTRANSFER|${talk.plan.to?.exten ?? ''}|kuyruk|${times}`
        : end === 'attended'
          ? `ATTENDEDTRANSFER|BRIDGE|${bridgeIdOf(talk.legId)}|${times}`
          : `${end === 'agent' ? 'COMPLETEAGENT' : 'COMPLETECALLER'}|${times}`;
    this.#row(at, talk.call.id, talk.queue.name, talk.member.agent.name, row);
  }
  /** What the dialplan's hangup handler writes by QueueLog(). */
  hungUp(at: number, call: Call): void {
    const contained = call.served && call.visits === 0 ? 1 : 0;
    const started = Math.floor(call.startedAt / 1000);
    this.#row(
      at,
      call.id,
      'NONE',
      'NONE',
      `SANTRALCONTACT|${started}|${contained}|${call.coded ? call.subject.name : ''}`,
    );
  }
  stopped = nothing;

  #row(at: number, callId: string, queue: string, agent: string, rest: string): void {
    this.#write(`${Math.floor(at / 1000)}|${callId}|${queue}|${agent}|${rest}\n`);
  }
}

const leaveRows: Record<LeaveReason, (place: string) => string> = {
  abandoned: (place) => `ABANDON|${place}`,
  timed_out: (place) => `EXITWITHTIMEOUT|${place}`,
  left_by_key: (place) => `EXITWITHKEY|0|${place}`,
  left_empty: (place) => `EXITEMPTY|${place}`,
  withdrawn: (place) => `WITHDRAW|${place}|`,
};
