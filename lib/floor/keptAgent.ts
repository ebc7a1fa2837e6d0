import type { AgentTimeline } from '../agent/agentTimeline.ts';
import { type AgentRecord, begunAfter, sinceByList } from './agentRecord.ts';

interface Telling {
  /** Epoch ms: since when the agent stands as the record says, when that was told, and the list before. */
  since: number;
  at: number;
  listedAt: number;
  told: 'event' | 'list';
}

/** Puts what the agent is now, and how they serve each queue, onto the timeline. */
export function keepAgent(timeline: AgentTimeline, record: AgentRecord, { since, at, listedAt, told }: Telling): void {
  const { agent, name: agentName, renamedFrom, standing, stays, lostAt } = record;
  if (standing === null) return;
  const { state, queue, pauseReason } = standing;
  timeline.state({ agent, agentName, state, queue, pauseReason, renamedFrom, since }, at);
  for (const left of stays.keys()) {
    if (record.memberships.has(left)) continue;
    stays.delete(left);
    timeline.left(agent, left, at);
  }
  for (const [served, { agentName, paused, pauseReason, pausedSince, signedInSince, kind }] of record.memberships) {
    const stay = stays.get(served);
    const asBefore = stay !== undefined && stay.paused === paused && stay.pauseReason === pauseReason;
    const dated = paused ? pausedSince : stay === undefined ? signedInSince : null;
    let from: number;
    if (asBefore) from = paused && lostAt !== null && begunAfter(dated, lostAt) ? Math.min(dated, at) : stay.since;
    else if (told === 'event') from = at;
    else {
      const otherwiseAt = record.shown === null ? null : (lostAt ?? Math.max(listedAt, stay?.since ?? 0));
      from = sinceByList(dated, otherwiseAt, at);
    }
    stays.set(served, { since: from, paused, pauseReason });
    timeline.membership({ agent, agentName, queue: served, paused, pauseReason, kind, since: from }, at);
  }
}
