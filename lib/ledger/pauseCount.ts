import type { PbxEvent, QueueMembership } from '../pbx/pbxEvent.ts';

/** The message of a pause that a list has told ahead may be so late. */
const onItsWayMs = 5_000;
/** A reload reads members anew, and says that they signed in and paused at that moment. */
const reloadMs = 1_000;

interface Standing {
  paused: boolean;
  /** As the last list told it, epoch ms; null when none did. */
  lastPausedAt: number | null;
  /** The message of a pause has come since the last list. */
  heard: boolean;
  /** When a list told of a pause of which no message had come. */
  toldByListAt: number | null;
}

/**
 * Counts the pauses of members. Most have an event of their own; an exchange may send none (Asterisk, when the reason is no
 * UTF-8), and nobody hears those of an outage: then the next list shows that the member is paused, or was since the last.
 */
export class PauseCount {
  readonly #members = new Map<string, Standing>();

  /** The queues in which a pause has begun with this event, one entry a pause. */
  begunIn(event: PbxEvent): string[] {
    if (event.kind === 'agent_left_queue') this.#members.delete(keyOf(event.queue, event.agent));
    if (event.kind === 'agent_paused') {
      const known = this.#members.get(keyOf(event.queue, event.agent));
      if (known === undefined) return event.paused ? [event.queue] : [];
      const told = known.toldByListAt !== null && event.receivedAt - known.toldByListAt <= onItsWayMs;
      known.paused = event.paused;
      known.toldByListAt = null;
      if (event.paused) known.heard = true;
      return event.paused && !told ? [event.queue] : [];
    }
    if (event.kind !== 'floor_snapshot') return [];
    const begun: string[] = [];
    for (const { queue, members } of event.queues)
      for (const member of members) if (this.#listed(queue, member, event.receivedAt)) begun.push(queue);
    return begun;
  }

  /** Has a pause begun since the last list, of which no message came? */
  #listed(queue: string, { agent, paused, lastPausedAt, signedInSince }: QueueMembership, at: number): boolean {
    const key = keyOf(queue, agent);
    const known = this.#members.get(key);
    const reloaded = Math.abs((lastPausedAt ?? 0) - (signedInSince ?? 0)) <= reloadMs;
    const later = lastPausedAt !== null && lastPausedAt > (known?.lastPausedAt ?? 0) && !reloaded;
    const unheard = known !== undefined && !known.heard && ((paused && !known.paused) || later);
    const toldByListAt = unheard ? at : (known?.toldByListAt ?? null);
    this.#members.set(key, { paused, lastPausedAt, heard: false, toldByListAt });
    return unheard;
  }
}

function keyOf(queue: string, agent: string): string {
  return JSON.stringify([queue, agent]);
}
