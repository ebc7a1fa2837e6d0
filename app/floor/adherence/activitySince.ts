import { type ActualActivity, actualActivity } from '#lib/adherence/actualActivity.ts';
import type { ActualNow } from '#lib/adherence/adherenceNow.ts';
import type { AgentNow } from '#lib/feed/feedEvents.ts';
import type { PauseMeanings } from '#lib/staffing/shrinkageCause.ts';
import type { RosterToday } from './rosterToday.ts';

interface Activity {
  agent: AgentNow;
  activity: ActualActivity;
  since: number;
}

/** Of what began so long after the roster's answer was made it says nothing. */
const answerMs = 5000;

/**
 * Since when each agent does what they do, in the words of a roster: who goes from contact to contact has been at the desk
 * all the while. The live feed tells the states that follow each other, today's roster how it was before this page opened.
 */
export class ActivitySince {
  readonly #known = new Map<string, Activity>();
  #roster: RosterToday | null = null;
  #meanings = new Map<string, PauseMeanings>();
  #before = new Map<string | null, ActualNow | null>();

  /** Takes in a floor's agents, by what the latest roster says of pauses and of the time before; null: it is not known yet. */
  take(agents: Readonly<Record<string, AgentNow>>, roster: RosterToday | null): void {
    const anew = roster !== this.#roster;
    if (anew) {
      this.#roster = roster;
      this.#meanings = new Map(roster?.centres.map((one) => [one.id, one.pauseMeanings]));
      this.#before = new Map(roster?.agents.map((one) => [one.id, one.actual]));
    }
    for (const agent of Object.values(agents)) {
      const known = this.#known.get(agent.id);
      if (known?.agent !== agent || anew) this.#known.set(agent.id, this.#activityOf(agent, known));
    }
    if (this.#known.size === Object.keys(agents).length) return;
    for (const id of this.#known.keys()) if (!(id in agents)) this.#known.delete(id);
  }

  of(id: string): { activity: ActualActivity; since: number } | null {
    return this.#known.get(id) ?? null;
  }

  #activityOf(agent: AgentNow, known: Activity | undefined): Activity {
    const activity = actualActivity(agent.state, agent.pauseReason, this.#meanings.get(agent.centre));
    const since = known?.activity === activity ? known.since : agent.since;
    const before = this.#before.get(agent.id);
    const told = before?.activity === activity && agent.since <= (this.#roster?.asOf ?? 0) + answerMs;
    return { agent, activity, since: told ? Math.min(since, before.since ?? since) : since };
  }
}
