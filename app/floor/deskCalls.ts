import type { Freshness } from '#lib/board/freshness.ts';
import { waitLevel } from '#lib/board/ownLimits.ts';
import type { Level } from '#lib/board/thresholdLevel.ts';
import type { Floor } from '#lib/feed/feedEvents.ts';
import { matchesSearch } from '../i18n/formats.ts';
import type { CallColumn, CallFilter, Order } from './deskAddress.ts';

/** A call that waits or talks. Instants are epoch ms. */
export interface DeskCall {
  id: string;
  queue: string;
  queueLabel: string;
  centre: string;
  state: 'waiting' | 'on_contact';
  since: number;
  /** Is its exchange heard; until when its timer runs. */
  live: boolean;
  heldUntil: number;
  /** Does it wait for too long, by its queue's own threshold? */
  level: Level;
  agent: { id: string; name: string } | null;
  /** As this person may see it; null: withheld or not told. */
  number: string | null;
}

export function deskCalls(floor: Floor, fresh: Freshness, labels: ReadonlyMap<string, string>): DeskCall[] {
  return Object.values(floor.contacts).map(({ id, queue, centre, state, since }) => {
    const of = floor.queues[queue];
    const exchange = of?.exchange ?? queue.slice(0, queue.indexOf(':'));
    const caller = floor.callers[id];
    const heldUntil = fresh.heldUntil(exchange);
    const seconds = (heldUntil - since) / 1000;
    const level = of === undefined || state !== 'waiting' ? 'none' : waitLevel(seconds, of);
    const agent = caller?.agent ?? null;
    return {
      ...{ id, queue, centre, state, since, heldUntil, level },
      queueLabel: labels.get(queue) ?? queue.slice(queue.indexOf(':') + 1),
      live: fresh.isLive(exchange),
      agent:
        agent === null ? null : { id: agent, name: floor.agents[agent]?.name ?? agent.slice(agent.indexOf(':') + 1) },
      number: caller?.number ?? null,
    };
  });
}

export function callFits(call: DeskCall, filter: CallFilter, queue: string | null): boolean {
  return (filter === 'all' || call.state === filter) && (queue === null || call.queue === queue);
}

/** Does it hold what is searched: queue, agent, or digits of the number as it is shown? */
export function callMatches({ queueLabel, agent, number }: DeskCall, search: string): boolean {
  if (search === '' || matchesSearch(queueLabel, search)) return true;
  if (agent !== null && matchesSearch(agent.name, search)) return true;
  const digits = search.replaceAll(/[^\d*]/g, '');
  return number !== null && digits.length >= 2 && number.replaceAll(' ', '').includes(digits);
}

/** In the order that a column asks for; who waits comes before who talks. */
export function sortedCalls(
  calls: readonly DeskCall[],
  { column, falling }: Order<CallColumn>,
  compare: (a: string, b: string) => number,
): DeskCall[] {
  const waitingFirst = (a: DeskCall, b: DeskCall) => Number(b.state === 'waiting') - Number(a.state === 'waiting');
  const texts = (a: string | null, b: string | null) => {
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    return falling ? compare(b, a) : compare(a, b);
  };
  const longer = (a: DeskCall, b: DeskCall) => a.since - b.since;
  const orders: Record<CallColumn, (a: DeskCall, b: DeskCall) => number> = {
    queue: (a, b) => texts(a.queueLabel, b.queueLabel) || waitingFirst(a, b),
    agent: (a, b) => texts(a.agent?.name ?? null, b.agent?.name ?? null),
    number: (a, b) => texts(a.number, b.number),
    state: (a, b) => (falling ? -1 : 1) * waitingFirst(a, b),
    since: (a, b) => waitingFirst(a, b) || (falling ? longer(a, b) : longer(b, a)),
  };
  return calls.toSorted((a, b) => orders[column](a, b) || longer(a, b));
}
