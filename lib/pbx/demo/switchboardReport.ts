import type { Agent, Call, LeaveReason, Member, Offer, QueueLine, Talk, TalkEndKind } from './callFlow.ts';

/**
 * What the model tells while it runs, each at its instant (epoch ms). The queue_log and the AMI events are both made from
 * these calls alone, which is why they agree.
 */
export interface SwitchboardReport {
  started(at: number): void;
  signedIn(at: number, member: Member): void;
  signedOut(at: number, member: Member): void;
  /** `members`: the queues it holds for, already changed; `everywhere`: no queue was named. */
  paused(
    at: number,
    agent: Agent,
    members: readonly Member[],
    paused: boolean,
    reason: string,
    everywhere: boolean,
  ): void;
  penaltySet(at: number, member: Member): void;
  deviceChanged(at: number, agent: Agent): void;
  arrived(at: number, call: Call): void;
  servedByIvr(at: number, call: Call): void;
  /** The agent who talks has entered what the call is about. */
  coded(at: number, call: Call): void;
  refused(at: number, call: Call, queue: QueueLine, status: 'FULL' | 'JOINEMPTY'): void;
  joined(at: number, call: Call): void;
  offered(at: number, offer: Offer): void;
  /** The member rang out (or was busy: 0 ms). */
  missed(at: number, offer: Offer, ringMs: number): void;
  /** Another member was quicker. */
  lost(at: number, offer: Offer): void;
  /** The caller left while it rang. */
  withdrawn(at: number, offer: Offer, ringMs: number): void;
  /** The caller hangs up; what that ends is told next. */
  hangupRequested(at: number, call: Call): void;
  /** Told after the call has been taken out of the line. */
  left(at: number, call: Call, queue: QueueLine, reason: LeaveReason, position: number, waitSeconds: number): void;
  connected(at: number, talk: Talk, position: number, ringSeconds: number): void;
  held(at: number, talk: Talk): void;
  consulted(at: number, talk: Talk): void;
  talkEnded(at: number, talk: Talk, end: TalkEndKind, talkSeconds: number): void;
  hungUp(at: number, call: Call): void;
  stopped(at: number, restart: boolean): void;
}

const told = [
  'started',
  'signedIn',
  'signedOut',
  'paused',
  'penaltySet',
  'deviceChanged',
  'arrived',
  'servedByIvr',
  'coded',
  'refused',
  'joined',
  'offered',
  'missed',
  'lost',
  'withdrawn',
  'hangupRequested',
  'left',
  'connected',
  'held',
  'consulted',
  'talkEnded',
  'hungUp',
  'stopped',
] as const satisfies readonly (keyof SwitchboardReport)[];

/** One report that tells several, in their order. */
export function tellAll(...reports: SwitchboardReport[]): SwitchboardReport {
  const all: Partial<Record<keyof SwitchboardReport, (...args: never[]) => void>> = {};
  for (const name of told) {
    all[name] = (...args) => {
      for (const report of reports) (report[name] as (...args: never[]) => void).apply(report, args);
    };
  }
  return all as SwitchboardReport;
}
