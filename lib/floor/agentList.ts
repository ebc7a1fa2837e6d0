import type { PbxEventTimes, QueueMembership, SnapshotQueue } from '../pbx/pbxEvent.ts';

/** A queue that the agent serves, as the list tells it. */
export type ListedMembership = readonly [queue: string, member: QueueMembership];

/**
 * A list of all members that is gone through agent by agent. Lists of large exchanges hold ten thousand members; agents do
 * not depend on each other, so others may wait while events are taken in, as long as each agent is looked at before the
 * next event of theirs.
 */
export class AgentList {
  /** When it was told. */
  readonly event: PbxEventTimes;
  readonly #byAgent = new Map<string, ListedMembership[]>();
  readonly #left = new Set<string>();

  constructor(queues: readonly SnapshotQueue[], event: PbxEventTimes) {
    this.event = event;
    for (const { queue, members } of queues)
      for (const member of members) {
        if (member.agent === '') continue;
        const own = this.#byAgent.get(member.agent);
        if (own === undefined) this.#byAgent.set(member.agent, [[queue, member]]);
        else own.push([queue, member]);
      }
  }

  /** Those who stand in the list, with the name that it tells first. */
  *names(): Generator<readonly [agent: string, name: string]> {
    for (const [agent, own] of this.#byAgent) yield [agent, own[0]?.[1].agentName ?? agent];
  }

  /** Who is to be looked at: those listed and those who might have been. */
  awaits(agents: Iterable<string>): void {
    for (const agent of agents) this.#left.add(agent);
  }

  /** One who has not been looked at; undefined when all have. */
  get next(): string | undefined {
    return this.#left.values().next().value;
  }

  /** What the list tells of the agent, none if it lists them nowhere; null when they have been looked at. */
  take(agent: string): readonly ListedMembership[] | null {
    return this.#left.delete(agent) ? (this.#byAgent.get(agent) ?? []) : null;
  }
}
