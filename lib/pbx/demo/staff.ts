import { type Agent, type Member, noTotals, type QueueLine } from './callFlow.ts';
import type { Shift } from './dayRoster.ts';
import type { DemoCentre } from './demoCentres.ts';
import type { ModelClock } from './modelClock.ts';
import type { SwitchboardReport } from './switchboardReport.ts';

export interface StaffOptions {
  clock: ModelClock;
  queues: readonly QueueLine[];
  agents: Agent[];
  report: SwitchboardReport;
  /** Queues that the night shift does not serve. */
  officeQueues: readonly string[];
  /** Told when an agent may ring, and when a queue has lost members. */
  freed: (agent: Agent) => void;
  lostMembers: (queue: QueueLine) => void;
}

/** The agents' side: signing in and out by shift, breaks, and what a supervisor's panel asks for. */
export class Staff {
  readonly agents: Agent[];
  readonly #options: StaffOptions;
  readonly #clock: ModelClock;

  constructor(options: StaffOptions) {
    this.#options = options;
    this.#clock = options.clock;
    this.agents = options.agents;
  }

  /** @param announce whether the sign-in is told, or was before the model's time. */
  startShift(shift: Shift, announce: boolean): void {
    const agent = this.agents[shift.agent];
    if (!agent || agent.memberships.length > 0) return;
    agent.wantsOut = false;
    agent.wantsPause = null;
    for (const queue of this.#options.queues) {
      const atNight = shift.night && !this.#options.officeQueues.includes(queue.name);
      const penalty = agent.skills[queue.name] ?? (atNight ? 1 : undefined);
      if (penalty === undefined || (shift.night && !atNight)) continue;
      this.join(queue, agent, penalty, announce);
    }
    for (const pause of shift.breaks) {
      if (pause.start > this.#clock.now)
        this.#clock.at(pause.start, this.#breakDue, { agent, lengthMs: pause.end - pause.start, reason: pause.reason });
    }
    this.#clock.at(shift.end, this.#shiftOver, agent);
    this.#options.freed(agent);
  }

  join(queue: QueueLine, agent: Agent, penalty: number, announce = true): Member {
    const member: Member = {
      agent,
      queue,
      penalty,
      callsTaken: 0,
      lastCallAt: 0,
      loginAt: this.#clock.now,
      pausedAt: 0,
      paused: false,
      pauseReason: '',
    };
    queue.members.push(member);
    agent.memberships.push(member);
    if (announce) this.#options.report.signedIn(this.#clock.now, member);
    return member;
  }

  leave(member: Member, announce = true): void {
    const { queue, agent } = member;
    queue.members.splice(queue.members.indexOf(member), 1);
    agent.memberships.splice(agent.memberships.indexOf(member), 1);
    if (announce) this.#options.report.signedOut(this.#clock.now, member);
    this.#options.lostMembers(queue);
  }

  /** @param members the agent's memberships that it holds for. */
  pause(agent: Agent, members: readonly Member[], paused: boolean, reason: string, everywhere: boolean): void {
    for (const member of members) {
      member.paused = paused;
      member.pauseReason = reason;
      if (paused) member.pausedAt = this.#clock.now;
    }
    this.#options.report.paused(this.#clock.now, agent, members, paused, reason, everywhere);
    if (paused) for (const member of members) this.#options.lostMembers(member.queue);
    else this.#options.freed(agent);
  }

  setPenalty(member: Member, penalty: number): void {
    member.penalty = penalty;
    this.#options.report.penaltySet(this.#clock.now, member);
  }

  /** The talk is over: now the shift's end or the break that fell into it. */
  readonly talkOver = (agent: Agent): void => {
    if (agent.wantsOut) this.#signOut(agent);
    else if (agent.wantsPause) {
      const { lengthMs, reason } = agent.wantsPause;
      agent.wantsPause = null;
      this.#startBreak(agent, lengthMs, reason);
    }
  };

  readonly #breakDue = (due: { agent: Agent; lengthMs: number; reason: string }): void => {
    const { agent } = due;
    if (agent.memberships.length === 0 || agent.wantsOut) return;
    if (agent.talk) agent.wantsPause = due;
    else if (agent.offer) this.#clock.at(this.#clock.now + 4000, this.#breakDue, due);
    else this.#startBreak(agent, due.lengthMs, due.reason);
  };

  #startBreak(agent: Agent, lengthMs: number, reason: string): void {
    this.pause(agent, agent.memberships, true, reason, true);
    agent.pauseEnd = this.#clock.at(this.#clock.now + lengthMs, this.#breakOver, agent);
  }

  readonly #breakOver = (agent: Agent): void => {
    agent.pauseEnd = null;
    if (agent.memberships.length > 0) this.pause(agent, agent.memberships, false, '', true);
  };

  readonly #shiftOver = (agent: Agent): void => {
    if (agent.talk) agent.wantsOut = true;
    else if (agent.offer) this.#clock.at(this.#clock.now + 4000, this.#shiftOver, agent);
    else this.#signOut(agent);
  };

  #signOut(agent: Agent): void {
    if (agent.pauseEnd) agent.pauseEnd.cancelled = true;
    agent.pauseEnd = null;
    agent.wantsOut = false;
    agent.wantsPause = null;
    for (const member of [...agent.memberships]) this.leave(member);
  }
}

export function newQueues(centre: DemoCentre): QueueLine[] {
  return centre.queues.map((config, i) => ({
    name: config.queue,
    exten: String(501 + i),
    config,
    waiting: [],
    members: [],
    turn: -1,
    totals: noTotals(),
  }));
}

export function newAgent(index: number, name: string, exten: string, skills: Readonly<Record<string, number>>): Agent {
  return {
    index,
    name,
    exten,
    skills,
    interface: `PJSIP/${exten}`,
    memberships: [],
    device: 'idle',
    offer: null,
    talk: null,
    wrapUp: null,
    wantsPause: null,
    wantsOut: false,
    pauseEnd: null,
  };
}
