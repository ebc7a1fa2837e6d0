import type { PbxEventTimes } from '../pbx/pbxEvent.ts';
import type { AgentList, ListedMembership } from './agentList.ts';

export interface ListReadingOptions {
  /** What a list tells of an agent: the queues that they serve, none if it lists them nowhere. */
  onAgent: (agent: string, told: readonly ListedMembership[], event: PbxEventTimes) => void;
  /** See AgentFloorOptions. */
  later: ((work: () => void) => void) | undefined;
}

/** So long the agents of a list are looked at at a stretch, where the rest may wait. */
const sliceMs = 5;

/** Goes through lists of all members, one at a time: a long one some milliseconds at a stretch, who is asked for at once. */
export class ListReading {
  /** When the list was told that was gone through last, epoch ms; 0 before the first. */
  listedAt = 0;
  readonly #options: ListReadingOptions;
  #list: AgentList | null = null;

  constructor(options: ListReadingOptions) {
    this.#options = options;
  }

  get underWay(): boolean {
    return this.#list !== null;
  }

  /** Takes the next list, when the one before has been gone through. */
  begin(list: AgentList): void {
    this.#list = list;
    const { later } = this.#options;
    if (later === undefined) {
      this.finish();
      return;
    }
    const goOn = () => {
      if (this.#list !== list) return;
      this.#goThrough(sliceMs);
      if (this.#list === list) later(goOn);
    };
    later(goOn);
  }

  /** Looks at this agent now, if the list leaves them to be looked at. */
  ask(agent: string): void {
    if (this.#list !== null) this.#look(this.#list, agent);
  }

  /** Looks at all whom the list leaves to be looked at. */
  finish(): void {
    this.#goThrough(Number.POSITIVE_INFINITY);
  }

  #goThrough(forMs: number): void {
    const list = this.#list;
    if (list === null) return;
    const began = performance.now();
    for (let agent = list.next; agent !== undefined; agent = list.next) {
      if (performance.now() - began > forMs) return;
      this.#look(list, agent);
    }
    this.#list = null;
    this.listedAt = list.event.at;
  }

  #look(list: AgentList, agent: string): void {
    const told = list.take(agent);
    if (told !== null) this.#options.onAgent(agent, told, list.event);
  }
}
