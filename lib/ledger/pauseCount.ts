import type { PbxEvent } from '../pbx/pbxEvent.ts';

/** The message of a pause that a list has told ahead may be so late. */
const onItsWayMs = 5_000;

interface Standing {
  paused: boolean;
  /** When a list told of a pause of which no message had come. */
  toldByListAt: number | null;
}

/**
 * Counts the pauses of members. Most have a message of their own; Asterisk sends none when the reason is no UTF-8, and
 * nobody hears those of an outage: then the next list shows that the member has come to be paused.
 */
export class PauseCount {
  readonly #members = new Map<string, Standing>();

  /** The queues in which a pause has begun with this event, one for each. */
  begunIn(event: PbxEvent): string[] {
    if (event.kind === 'agent_paused') {
      const known = this.#set(event.queue, event.agent, event.paused, null);
      const since = known?.toldByListAt ?? null;
      const told = since !== null && event.receivedAt - since <= onItsWayMs;
      return event.paused && !told ? [event.queue] : [];
    }
    if (event.kind === 'agent_joined_queue') this.#set(event.queue, event.agent, event.member.paused, null);
    if (event.kind === 'agent_left_queue') this.#members.delete(keyOf(event.queue, event.agent));
    if (event.kind !== 'floor_snapshot') return [];
    const begun: string[] = [];
    for (const { queue, members } of event.queues)
      for (const { agent, paused } of members) {
        const known = this.#members.get(keyOf(queue, agent));
        if (known?.paused === paused) continue;
        const began = known !== undefined && paused;
        this.#set(queue, agent, paused, began ? event.receivedAt : null);
        if (began) begun.push(queue);
      }
    return begun;
  }

  #set(queue: string, agent: string, paused: boolean, toldByListAt: number | null): Standing | undefined {
    const key = keyOf(queue, agent);
    const known = this.#members.get(key);
    this.#members.set(key, { paused, toldByListAt });
    return known;
  }
}

function keyOf(queue: string, agent: string): string {
  return JSON.stringify([queue, agent]);
}
