import type { AgentRows } from '../agent/agentSpan.ts';
import type { AgentNow } from '../feed/feedEvents.ts';
import { type AgentRecord, newAgentRecord } from './agentRecord.ts';

/** Agents as the open rows of a process that stopped tell them: shown so until the exchange tells their present. */
export function restoredAgents(
  { states, memberships }: AgentRows,
  exchange: string,
  centreOf: (queue: string) => string,
): AgentRecord[] {
  const records = new Map<string, AgentRecord>();
  for (const { agent, agentName, since, state, queue, pauseReason } of states) {
    const record = newAgentRecord(agent, agentName);
    for (const stay of memberships) {
      if (stay.agent !== agent) continue;
      record.stays.set(stay.queue, { since: stay.since, paused: stay.paused, pauseReason: stay.pauseReason });
    }
    const id = (name: string) => `${exchange}:${name}`;
    const queues = [...record.stays.keys()];
    const pausedIn = queues.filter((name) => record.stays.get(name)?.paused);
    const paused = queues.length > 0 && pausedIn.length === queues.length;
    const home = queues[0] ?? queue ?? '';
    record.standing = { state, queue, paused, pauseReason, pausedIn };
    record.shown = {
      ...{ id: id(agent), exchange, centre: centreOf(home), name: agentName, state, since, pauseReason },
      queues: queues.map(id),
      pausedIn: pausedIn.map(id),
      onQueue: queue === null ? null : id(queue),
      suspect: null,
    } satisfies AgentNow;
    record.heardSince = since;
    records.set(agent, record);
  }
  return [...records.values()];
}
