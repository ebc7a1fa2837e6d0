import {
  type Agent,
  type Call,
  isFree,
  isStaffed,
  type LeaveReason,
  type Member,
  type Offer,
  type QueueLine,
  type Talk,
  wholeSeconds,
} from './callFlow.ts';
import { memberToRing } from './memberToRing.ts';
import type { ModelClock } from './modelClock.ts';
import type { SwitchboardReport } from './switchboardReport.ts';
import { planTalk } from './talkPlan.ts';

/** Shares of offers that nobody takes, and that meet a busy phone. */
const missedShare = 0.02;
const busyShare = 0.004;

export interface QueueingOptions {
  clock: ModelClock;
  queues: readonly QueueLine[];
  report: SwitchboardReport;
  /** Told when a talk is over and the agent may go or pause. */
  talkOver: (agent: Agent) => void;
  /** Told when the call has left the exchange. */
  gone: (call: Call) => void;
}

/** What app_queue does: lines, ringing by strategy and penalty, talks, transfers and all the ways out. */
export class Queueing {
  readonly #clock: ModelClock;
  readonly #queues: readonly QueueLine[];
  readonly #report: SwitchboardReport;
  readonly #talkOver: (agent: Agent) => void;
  readonly #gone: (call: Call) => void;

  constructor(options: QueueingOptions) {
    this.#clock = options.clock;
    this.#queues = options.queues;
    this.#report = options.report;
    this.#talkOver = options.talkOver;
    this.#gone = options.gone;
  }

  /** The call asks to enter the queue. */
  enter(call: Call, queue: QueueLine): void {
    const { config } = queue;
    const full = config.maxWaiting > 0 && queue.waiting.length >= config.maxWaiting;
    if (full || (!config.joinEmpty && !isStaffed(queue))) {
      this.#report.refused(this.#clock.now, call, queue, full ? 'FULL' : 'JOINEMPTY');
      this.#farewell(call);
      return;
    }
    queue.waiting.push(call);
    call.phase = 'waiting';
    call.queue = queue;
    call.visits++;
    call.joinedAt = this.#clock.now;
    call.originalPosition = queue.waiting.length;
    this.#report.joined(this.#clock.now, call);
    this.#planWaitEnd(call, queue);
    this.dispatch(queue);
    if (config.leaveWhenEmpty && !isStaffed(queue)) this.#clock.after(1, this.#checkEmpty, queue);
  }

  /** Rings for those who wait, as far as free members go. */
  readonly dispatch = (queue: QueueLine): void => {
    for (let i = 0; i < queue.waiting.length; i++) {
      const call = queue.waiting[i] as Call;
      if (call.offers.length > 0 || call.nextRing) continue;
      const members = memberToRing(queue, this.#clock.random);
      if (members.length === 0) return;
      for (const member of members) this.#ring(call, member);
    }
  };

  /** The agent may ring again: the queue whose first caller has waited longest goes first. */
  freed(agent: Agent): void {
    if (agent.memberships.every((member) => member.queue.waiting.length === 0)) return;
    const lines = agent.memberships
      .filter((member) => member.queue.waiting.length > 0)
      .sort((a, b) => (a.queue.waiting[0] as Call).joinedAt - (b.queue.waiting[0] as Call).joinedAt);
    for (const member of lines) if (isFree(member)) this.dispatch(member.queue);
  }

  /** To be told when members left or paused: some lines empty themselves then. */
  readonly checkStaffed = (queue: QueueLine): void => {
    if (queue.config.leaveWhenEmpty && queue.waiting.length > 0) this.#clock.after(1, this.#checkEmpty, queue);
  };

  /** Takes a waiting caller out of the line, as the action QueueWithdrawCaller does. @returns whether it waited there. */
  withdraw(call: Call): boolean {
    if (call.phase !== 'waiting') return false;
    this.#leave(call, 'withdrawn');
    return true;
  }

  /** The caller (or an operator) hangs up, whatever the call does now. */
  hangUp(call: Call): void {
    if (call.phase === 'waiting') this.#leave(call, 'abandoned');
    else if (call.talk) this.#endTalk(call.talk, 'caller');
    else if (call.phase !== 'ended') {
      if (call.phase === 'ivr') this.#report.hangupRequested(this.#clock.now, call);
      this.#hungUp(call);
    }
  }

  #planWaitEnd(call: Call, queue: QueueLine): void {
    const { random } = this.#clock;
    // Some give up as soon as they hear that they wait; the rest grow tired slowly.
    const patience = random.chance(0.05) ? 3 + random.exponential(6) : 6 + random.weibull(270, 1.15);
    const key = random.chance(queue.config.callbackShare) ? random.between(20, 75) : Number.POSITIVE_INFINITY;
    const seconds = Math.min(patience, key, queue.config.maxWaitSeconds);
    call.waitEndReason = seconds === patience ? 'abandoned' : seconds === key ? 'left_by_key' : 'timed_out';
    call.waitEnd = this.#clock.after(seconds, this.#waitOver, call);
  }

  readonly #waitOver = (call: Call): void => this.#leave(call, call.waitEndReason);

  readonly #checkEmpty = (queue: QueueLine): void => {
    if (isStaffed(queue)) return;
    for (const call of [...queue.waiting]) this.#leave(call, 'left_empty');
  };

  #ring(call: Call, member: Member): void {
    const { random } = this.#clock;
    const { agent, queue } = member;
    const offer: Offer = {
      call,
      queue,
      member,
      legId: this.#clock.uniqueid(),
      startedAt: this.#clock.now,
      timer: null,
    };
    call.offers.push(offer);
    agent.offer = offer;
    agent.device = 'ringing';
    this.#report.offered(this.#clock.now, offer);
    const luck = random.uniform();
    if (luck < busyShare) offer.timer = this.#clock.after(0.15, this.#busy, offer);
    else if (luck < busyShare + missedShare)
      offer.timer = this.#clock.after(queue.config.ringSeconds, this.#rangOut, offer);
    else {
      const seconds = Math.min(queue.config.ringSeconds - 1, random.lognormal(3.1, 0.45));
      offer.timer = this.#clock.after(seconds, this.#answered, offer);
    }
  }

  readonly #busy = (offer: Offer): void => this.#notTaken(offer, 0);

  readonly #rangOut = (offer: Offer): void => this.#notTaken(offer, Math.round(this.#clock.now - offer.startedAt));

  #notTaken(offer: Offer, ringMs: number): void {
    const { call, queue, member } = offer;
    this.#endOffer(offer);
    this.#report.missed(this.#clock.now, offer, ringMs);
    if (call.offers.length === 0) {
      call.nextRing = this.#clock.after(queue.config.retrySeconds, this.#ringAgain, call);
    }
    this.freed(member.agent);
  }

  readonly #ringAgain = (call: Call): void => {
    call.nextRing = null;
    if (call.queue) this.dispatch(call.queue);
  };

  #endOffer(offer: Offer): void {
    const { agent } = offer.member;
    if (offer.timer) offer.timer.cancelled = true;
    offer.call.offers.splice(offer.call.offers.indexOf(offer), 1);
    agent.offer = null;
    agent.device = 'idle';
  }

  readonly #answered = (offer: Offer): void => {
    const { call, queue, member } = offer;
    const { now } = this.#clock;
    const losers = call.offers.filter((other) => other !== offer);
    this.#endOffer(offer);
    for (const loser of losers) {
      this.#endOffer(loser);
      this.#report.lost(now, loser);
    }
    const position = this.#takeOut(call, queue);
    const holdSeconds = wholeSeconds(call.joinedAt, now);
    queue.totals.holdTime = (3 * queue.totals.holdTime + holdSeconds) >> 2;
    const talk: Talk = {
      call,
      queue,
      member,
      holdSeconds,
      legId: offer.legId,
      joinedAt: call.joinedAt,
      startedAt: now,
      originalPosition: call.originalPosition,
      plan: planTalk(call, queue, this.#queues, this.#clock.random),
      held: false,
      unit: null,
      timers: [],
    };
    call.phase = 'talking';
    call.talk = talk;
    member.agent.talk = talk;
    member.agent.device = 'in_use';
    const { plan } = talk;
    if (plan.holdFrom !== null) talk.timers.push(this.#clock.after(plan.holdFrom, this.#hold, talk));
    if (plan.holdUntil !== null) talk.timers.push(this.#clock.after(plan.holdUntil, this.#resume, talk));
    talk.timers.push(this.#clock.after(plan.seconds, this.#talkOverAsPlanned, talk));
    this.#report.connected(now, talk, position, wholeSeconds(offer.startedAt, now));
    for (const loser of losers) this.freed(loser.member.agent);
  };

  readonly #hold = (talk: Talk): void => {
    talk.held = true;
    talk.member.agent.device = 'on_hold';
    if (talk.plan.end === 'attended') {
      talk.unit = { exten: `6${this.#clock.random.below(9) + 1}0`, legId: this.#clock.uniqueid() };
      this.#report.consulted(this.#clock.now, talk);
    } else this.#report.held(this.#clock.now, talk);
  };

  readonly #resume = (talk: Talk): void => {
    talk.held = false;
    talk.member.agent.device = 'in_use';
    this.#report.held(this.#clock.now, talk);
  };

  readonly #talkOverAsPlanned = (talk: Talk): void => this.#endTalk(talk, talk.plan.end);

  #endTalk(talk: Talk, end: Talk['plan']['end']): void {
    const { call, queue, member } = talk;
    const { now } = this.#clock;
    const talkSeconds = wholeSeconds(talk.startedAt, now);
    for (const timer of talk.timers) timer.cancelled = true;
    if (end === 'caller') this.#report.hangupRequested(now, call);
    this.#countTalk(talk, talkSeconds);
    call.talk = null;
    call.queue = null;
    member.agent.talk = null;
    member.agent.device = 'idle';
    member.agent.wrapUp = this.#clock.after(queue.config.wrapUpSeconds, this.#wrapUpOver, member.agent);
    if (!call.coded) {
      call.coded = true;
      this.#report.coded(now, call);
    }
    this.#report.talkEnded(now, talk, end, talkSeconds);
    if (end === 'blind' && talk.plan.to) this.enter(call, talk.plan.to);
    else if (end === 'attended') {
      call.phase = 'with_unit';
      call.timer = this.#clock.after(this.#clock.random.lognormal(55, 0.6), this.#hungUp, call);
    } else this.#hungUp(call);
    this.#talkOver(member.agent);
  }

  #countTalk(talk: Talk, talkSeconds: number): void {
    const { totals, config } = talk.queue;
    totals.completed++;
    if (talk.holdSeconds <= config.serviceLevelSeconds) totals.completedInTime++;
    totals.talkTime = (3 * totals.talkTime + talkSeconds) >> 2;
    // shared_lastcall=yes: the call counts in every queue of the member.
    for (const each of talk.member.agent.memberships) {
      each.lastCallAt = this.#clock.now;
      each.callsTaken++;
    }
  }

  readonly #wrapUpOver = (agent: Agent): void => {
    agent.wrapUp = null;
    this.freed(agent);
  };

  #leave(call: Call, reason: LeaveReason): void {
    const { queue } = call;
    if (!queue) return;
    const { now } = this.#clock;
    if (reason === 'abandoned') this.#report.hangupRequested(now, call);
    const freed = call.offers.map((offer) => offer.member.agent);
    for (const offer of [...call.offers]) {
      this.#endOffer(offer);
      const ringMs = Math.round(now - offer.startedAt);
      if (reason === 'abandoned' || reason === 'left_by_key') this.#report.withdrawn(now, offer, ringMs);
      else this.#report.missed(now, offer, ringMs);
    }
    const position = this.#takeOut(call, queue);
    const waitSeconds = wholeSeconds(call.joinedAt, now);
    if (reason !== 'left_by_key') {
      queue.totals.abandoned++;
      if (waitSeconds <= queue.config.serviceLevelSeconds) queue.totals.abandonedInTime++;
    }
    call.queue = null;
    this.#report.left(now, call, queue, reason, position, waitSeconds);
    if (reason === 'abandoned') this.#hungUp(call);
    else this.#farewell(call);
    for (const agent of freed) this.freed(agent);
  }

  /** @returns its place in line, from 1. */
  #takeOut(call: Call, queue: QueueLine): number {
    const index = queue.waiting.indexOf(call);
    queue.waiting.splice(index, 1);
    if (call.waitEnd) call.waitEnd.cancelled = true;
    if (call.nextRing) call.nextRing.cancelled = true;
    call.waitEnd = null;
    call.nextRing = null;
    return index + 1;
  }

  /** An announcement, then the exchange hangs up. */
  #farewell(call: Call): void {
    call.phase = 'leaving';
    call.queue = null;
    call.timer = this.#clock.after(this.#clock.random.between(3, 7), this.#hungUp, call);
  }

  readonly #hungUp = (call: Call): void => {
    if (call.timer) call.timer.cancelled = true;
    call.phase = 'ended';
    this.#report.hungUp(this.#clock.now, call);
    this.#gone(call);
  };
}
