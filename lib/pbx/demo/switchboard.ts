import { CallDemand, subjectShares } from './callDemand.ts';
import type { Call, QueueLine } from './callFlow.ts';
import { noTotals } from './callFlow.ts';
import { type CentreModel, centreModelOf, type Subject } from './centreModel.ts';
import { dayRoster, type Shift } from './dayRoster.ts';
import type { DemoCentre } from './demoCentres.ts';
import { employedAgents } from './employedAgents.ts';
import type { Timer } from './eventHeap.ts';
import { dayAfter, type LocalDay, localDayAt } from './localDay.ts';
import { ModelClock } from './modelClock.ts';
import { Queueing } from './queueing.ts';
import { SeededRandom } from './seededRandom.ts';
import { newQueues, Staff } from './staff.ts';
import type { SwitchboardReport } from './switchboardReport.ts';

/** A plain load instead of the centre's days: for tests and load tests. */
export interface Scenario {
  /** Calls per second at speed 1. */
  callsPerSecond: number;
  /** Agents, all signed in to all queues they know, always. */
  agents: number;
  /** Whether they take breaks now and then. */
  breaks: boolean;
  /** They serve the queues of their skills only, not every queue. */
  ownQueuesOnly?: boolean;
}

export interface SwitchboardOptions {
  centre: DemoCentre;
  seed: number;
  /** Epoch ms at which the model begins. */
  from: number;
  report: SwitchboardReport;
  scenario?: Scenario | null;
  /** Default: the model of the demo centre of that id. */
  model?: CentreModel;
  /** Tells this run's random numbers from others of the same seed. */
  run?: string;
}

/** The whole exchange as a discrete-event model: callers, IVR, queues, agents. It knows no socket and no file. */
export class Switchboard {
  readonly centre: DemoCentre;
  readonly clock: ModelClock;
  readonly queues: QueueLine[];
  readonly calls = new Set<Call>();
  readonly queueing: Queueing;
  readonly staff: Staff;
  readonly #model: CentreModel;
  readonly #report: SwitchboardReport;
  readonly #demand: CallDemand;
  readonly #scenario: Scenario | null;
  readonly #seed: number;
  #day: LocalDay;
  #shares: { subject: Subject; share: number }[];
  #burstSubject: Subject;
  #arrival: Timer | null = null;
  #closed = false;

  constructor(options: SwitchboardOptions) {
    const { centre, seed, from, report } = options;
    this.centre = centre;
    this.#seed = seed;
    this.#report = report;
    this.#scenario = options.scenario ?? null;
    this.#model = options.model ?? centreModelOf(centre.id);
    this.#demand = new CallDemand(centre, this.#model, seed);
    this.clock = new ModelClock(from, new SeededRandom(seed, centre.id, 'run', options.run ?? from));
    this.#day = localDayAt(from, centre.zone);
    this.#shares = subjectShares(this.#model, this.#day);
    this.#burstSubject = this.#subjectNamed(this.#model.burst.subject);
    this.queues = newQueues(centre);
    this.queueing = new Queueing({
      clock: this.clock,
      queues: this.queues,
      report,
      talkOver: (agent) => this.staff.talkOver(agent),
      gone: (call) => this.calls.delete(call),
    });
    this.staff = new Staff({
      clock: this.clock,
      queues: this.queues,
      agents: employedAgents(centre, this.#model, seed, this.#scenario?.agents),
      report,
      officeQueues: this.#scenario ? [] : this.#model.officeQueues,
      freed: (agent) => this.queueing.freed(agent),
      lostMembers: this.queueing.checkStaffed,
    });
  }

  /** Opens the lines. @param announce whether those on duty now are told as signing in, or have been there before. */
  open(announce: boolean): void {
    if (this.#scenario) this.#openScenario(this.#scenario, announce);
    else {
      const yesterday = this.#roster(dayAfter(this.#day, this.centre.zone, -1));
      const today = this.#roster(this.#day);
      const { now } = this.clock;
      for (const shift of [...yesterday, ...today]) {
        if (shift.start <= now && shift.end > now) this.staff.startShift(shift, announce);
        else if (shift.start > now) this.clock.at(shift.start, this.#shiftDue, shift);
      }
      this.clock.at(this.#day.end, this.#newDay, null);
    }
    this.#nextArrival();
  }

  /** No more calls come, and nobody new comes on duty; what goes on goes on. */
  close(): void {
    this.#closed = true;
    if (this.#arrival) this.#arrival.cancelled = true;
    this.#arrival = null;
  }

  /** Calls come again after close(). */
  reopen(): void {
    this.#closed = false;
    this.#nextArrival();
  }

  /** @param speed 1 is real; see ModelClock. */
  setSpeed(speed: number): void {
    this.clock.speed = speed;
    if (this.#arrival) this.#arrival.cancelled = true;
    if (!this.#closed) this.#nextArrival();
  }

  /** As `core stop now`: every call is hung up and told. */
  hangUpAll(): void {
    for (const call of [...this.calls]) this.queueing.hangUp(call);
  }

  /** As after a power cut: the calls are gone and nothing was told. */
  vanish(): void {
    for (const call of this.calls) {
      call.phase = 'ended';
      for (const timer of [
        call.timer,
        call.waitEnd,
        call.nextRing,
        ...call.offers.map((offer) => offer.timer),
        ...(call.talk?.timers ?? []),
      ]) {
        if (timer) timer.cancelled = true;
      }
    }
    this.calls.clear();
    for (const queue of this.queues) queue.waiting = [];
    for (const agent of this.staff.agents)
      Object.assign(agent, { device: 'idle', offer: null, talk: null, wrapUp: null });
  }

  /** What a start of Asterisk forgets: figures, running numbers, last calls. Members come back from the database. */
  forget(): void {
    this.clock.restartIds();
    for (const queue of this.queues) {
      queue.totals = noTotals();
      for (const member of queue.members)
        Object.assign(member, { callsTaken: 0, lastCallAt: 0, loginAt: this.clock.now });
    }
  }

  #openScenario(scenario: Scenario, announce: boolean): void {
    const { now, random } = this.clock;
    for (const agent of this.staff.agents) {
      const breaks = scenario.breaks
        ? Array.from({ length: 200 }, (_, n) => {
            const start = now + random.between(n, n + 1) * 600_000;
            return {
              start,
              end: start + random.between(60_000, 240_000),
              reason: random.pick(['Mola', 'Evrak', 'Sistem']),
            };
          })
        : [];
      this.staff.startShift(
        { agent: agent.index, start: now, end: now + 400 * 86_400_000, night: !scenario.ownQueuesOnly, breaks },
        announce,
      );
    }
  }

  #roster(day: LocalDay): Shift[] {
    return dayRoster({
      day,
      demand: this.#demand.day(day.date),
      model: this.#model,
      skills: this.staff.agents.map((agent) => agent.skills),
      wrapUpSeconds: this.centre.wrapUpSeconds,
      seed: this.#seed,
      centre: this.centre.id,
    });
  }

  readonly #newDay = (): void => {
    this.#day = dayAfter(this.#day, this.centre.zone);
    this.#shares = subjectShares(this.#model, this.#day);
    if (!this.#closed) for (const shift of this.#roster(this.#day)) this.clock.at(shift.start, this.#shiftDue, shift);
    this.clock.at(this.#day.end, this.#newDay, null);
  };

  readonly #shiftDue = (shift: Shift): void => this.staff.startShift(shift, true);

  #nextArrival(): void {
    const { random, now } = this.clock;
    if (this.#scenario) {
      const gapMs = random.exponential(1000 / (this.#scenario.callsPerSecond * this.clock.speed));
      this.#arrival = this.clock.at(now + gapMs, this.#arrive, null);
      return;
    }
    let at = now;
    for (;;) {
      const day = at < this.#day.end ? this.#day : localDayAt(at, this.centre.zone);
      const demand = this.#demand.day(day.date);
      const slot = Math.floor((at - day.start) / 900_000);
      const rate = ((demand.actual[slot] ?? 0) * this.clock.speed) / 900_000;
      const slotEnd = day.start + (slot + 1) * 900_000;
      const next = rate > 0 ? at + random.exponential(1 / rate) : slotEnd;
      if (next < slotEnd) {
        this.#arrival = this.clock.at(next, this.#arrive, null);
        return;
      }
      at = slotEnd;
    }
  }

  readonly #arrive = (): void => {
    const { random, now } = this.clock;
    const subject = this.#subjectOf();
    const ivrEnd = random.chance(this.#model.leftInIvr)
      ? 'hangup'
      : random.chance(subject.contained)
        ? 'contained'
        : 'queue';
    const call: Call = {
      id: this.clock.uniqueid(),
      number: callerNumber(random),
      startedAt: now,
      subject,
      phase: 'ivr',
      queue: null,
      joinedAt: 0,
      originalPosition: 0,
      waitEnd: null,
      waitEndReason: 'abandoned',
      nextRing: null,
      offers: [],
      talk: null,
      visits: 0,
      ivrEnd,
      served: false,
      coded: false,
      timer: null,
    };
    this.calls.add(call);
    this.#report.arrived(now, call);
    const greeting = this.#model.greetingSeconds;
    const seconds =
      ivrEnd === 'hangup'
        ? random.between(2, greeting + 12)
        : ivrEnd === 'contained'
          ? greeting + random.lognormal(34, 0.45)
          : greeting + random.lognormal(4.5, 0.4);
    call.timer = this.clock.after(seconds, this.#ivrOver, call);
    this.#nextArrival();
  };

  readonly #ivrOver = (call: Call): void => {
    call.timer = null;
    if (call.ivrEnd === 'contained') {
      call.served = true;
      call.coded = true;
      this.#report.servedByIvr(this.clock.now, call);
    }
    if (call.ivrEnd === 'queue') this.queueing.enter(call, this.#queueFor(call));
    else this.queueing.hangUp(call);
  };

  /** Outside office hours most are led to the queue that is staffed; the menu does not catch all. */
  #queueFor(call: Call): QueueLine {
    const { officeQueues, officeHours, nightQueue } = this.#model;
    const hour = (this.clock.now - this.#day.start) / 3_600_000;
    const shut = officeQueues.includes(call.subject.queue) && (hour < officeHours[0] || hour >= officeHours[1]);
    const name = shut && !this.#scenario && this.clock.random.chance(0.8) ? nightQueue : call.subject.queue;
    return this.queues.find((queue) => queue.name === name) ?? (this.queues[0] as QueueLine);
  }

  #subjectOf(): Subject {
    const { random, now } = this.clock;
    if (!this.#scenario) {
      const demand = this.#demand.day(this.#day.date);
      const slot = Math.floor((now - this.#day.start) / 900_000);
      if (random.uniform() * (demand.actual[slot] ?? 1) < (demand.burst[slot] ?? 0)) return this.#burstSubject;
    }
    let place = random.uniform();
    for (const each of this.#shares) {
      place -= each.share;
      if (place < 0) return each.subject;
    }
    return this.#shares[0]?.subject as Subject;
  }

  #subjectNamed(name: string): Subject {
    const found = this.#model.subjects.find((subject) => subject.name === name);
    if (!found) throw new RangeError(`The model of centre ${this.centre.id} has no subject ${name}.`);
    return found;
  }
}

/** Prefixes that are not given out in Türkiye (0500; a Kocaeli number cannot begin with 0), so that nobody's number is hit. */
function callerNumber(random: SeededRandom): string {
  const luck = random.uniform();
  if (luck < 0.02) return '';
  const digits = String(random.below(10_000_000)).padStart(7, '0');
  return luck < 0.84 ? `0500${digits}` : `02620${digits.slice(1)}`;
}
