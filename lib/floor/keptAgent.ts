import type { AgentTimeline } from '../agent/agentTimeline.ts';
import type { AgentRecord } from './agentRecord.ts';
import { sinceWhen, type Telling } from './sinceWhen.ts';

/** Puts what the agent is now, `since` epoch ms, and how they serve each queue, onto the timeline. */
export function keepAgent(timeline: AgentTimeline, record: AgentRecord, since: number, telling: Telling): void {
  const { agent, name: agentName, renamedFrom, standing, stays } = record;
  const { at } = telling;
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
    const from = sinceWhen(telling, {
      before: stay?.since ?? (record.shown === null ? null : 0),
      same: stay !== undefined && stay.paused === paused && stay.pauseReason === pauseReason,
      dated: paused ? pausedSince : stay === undefined ? signedInSince : null,
    });
    stays.set(served, { since: from, paused, pauseReason });
    timeline.membership({ agent, agentName, queue: served, paused, pauseReason, kind, since: from }, at);
  }
}
