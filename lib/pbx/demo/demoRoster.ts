import type { RosterActivity } from '#lib/roster/rosteredShift.ts';
import type { RosterEntry } from '#lib/roster/rosterOfLines.ts';
import { CallDemand } from './callDemand.ts';
import type { Agent } from './callFlow.ts';
import { type CentreModel, centreModelOf } from './centreModel.ts';
import { dayRoster, type Shift } from './dayRoster.ts';
import type { DemoCentre } from './demoCentres.ts';
import { employedAgents } from './employedAgents.ts';
import { localDay } from './localDay.ts';

const minuteMs = 60_000;

/** What the exchange's pauses are on a roster; the rest, paperwork and the like, nobody plans. */
const planned: Readonly<Record<string, RosterActivity>> = { Yemek: 'break', Mola: 'break', Eğitim: 'training' };

/**
 * The roster of a demo centre as its planner would have handed it out: the very shifts that its agents work, at the times
 * that were agreed on instead of those at which they come and go.
 */
export class DemoRoster {
  readonly #centre: DemoCentre;
  readonly #model: CentreModel;
  readonly #seed: number;
  readonly #demand: CallDemand;
  readonly #agents: readonly Agent[];

  constructor(centre: DemoCentre, seed: number) {
    this.#centre = centre;
    this.#model = centreModelOf(centre.id);
    this.#seed = seed;
    this.#demand = new CallDemand(centre, this.#model, seed);
    this.#agents = employedAgents(centre, this.#model, seed);
  }

  /** Shifts that begin on a date (ISO), with their breaks and training. */
  day(date: string): RosterEntry[] {
    const shifts = dayRoster({
      day: localDay(date, this.#centre.zone),
      demand: this.#demand.day(date),
      model: this.#model,
      skills: this.#agents.map(({ skills }) => skills),
      wrapUpSeconds: this.#centre.wrapUpSeconds,
      seed: this.#seed,
      centre: this.#centre.id,
    });
    return shifts.flatMap((shift) => this.#entriesOf(shift));
  }

  #entriesOf(shift: Shift): RosterEntry[] {
    const agent = this.#agents[shift.agent];
    if (!agent) return [];
    // Agents come some minutes early and stay some longer; shifts begin and end on the quarter.
    const startsAt = rounded(shift.start, 15);
    const of = {
      agent: agent.interface,
      agentName: agent.name,
      queues: this.#queuesOf(agent, shift.night),
      shiftStartsAt: startsAt,
    };
    const away = shift.breaks.flatMap(({ start, end, reason }): RosterEntry[] => {
      const activity = planned[reason];
      return activity ? [{ ...of, activity, startsAt: rounded(start, 5), endsAt: rounded(end, 5) }] : [];
    });
    return [{ ...of, activity: 'work', startsAt, endsAt: rounded(shift.end, 15) }, ...away];
  }

  /** The night serves whatever is open then, the day those that one knows. */
  #queuesOf({ skills }: Agent, night: boolean): string[] {
    const { id, queues } = this.#centre;
    return queues
      .filter(({ queue }) => (night ? !this.#model.officeQueues.includes(queue) : queue in skills))
      .map(({ queue }) => `${id}:${queue}`)
      .sort();
  }
}

function rounded(at: number, minutes: number): number {
  return Math.round(at / (minutes * minuteMs)) * minutes * minuteMs;
}
