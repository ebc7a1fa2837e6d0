import { type ActualActivity, actualActivity } from '#lib/adherence/actualActivity.ts';
import type { AgentNow } from '#lib/feed/feedEvents.ts';
import type { PauseMeanings } from '#lib/staffing/shrinkageCause.ts';
import type { RosterToday } from './rosterToday.ts';

interface Activity {
  agent: AgentNow;
  activity: ActualActivity;
  since: number;
}

/**
 * Since when each agent does what they do, in the words of a roster: who goes from contact to contact has been at the desk
 * all the while. The live feed tells the states that follow each other, today's roster how it was before this page opened.
 */
export class ActivitySince {
  readonly #known = new Map<string, Activity>();
  #roster: RosterToday | null = null;

  /** Takes in a floor's agents. */
  floor(agents: Readonly<Record<string, AgentNow>>, meanings: ReadonlyMap<string, PauseMeanings>): void {
    for (const agent of Object.values(agents)) {
      const known = this.#known.get(agent.id);
      if (known?.agent === agent) continue;
      const activity = actualActivity(agent.state, agent.pauseReason, meanings.get(agent.centre));
      const since = known?.activity === activity ? known.since : agent.since;
      this.#known.set(agent.id, { agent, activity, since });
    }
    if (this.#known.size === Object.keys(agents).length) return;
    for (const id of this.#known.keys()) if (!(id in agents)) this.#known.delete(id);
  }

  /** Takes in what the server knows of the time before. */
  roster(roster: RosterToday): void {
    if (roster === this.#roster) return;
    this.#roster = roster;
    for (const { id, actual } of roster.agents) {
      const known = id === null ? undefined : this.#known.get(id);
      if (known === undefined || actual === null || actual.since === null) continue;
      // of what began after the answer was made it says nothing
      if (actual.activity !== known.activity || known.agent.since > roster.asOf + 5000) continue;
      known.since = Math.min(known.since, actual.since);
    }
  }

  of(id: string): { activity: ActualActivity; since: number } | null {
    return this.#known.get(id) ?? null;
  }
}
