import type { AgentStanding } from '../agent/agentStanding.ts';
import type { AgentNow } from '../feed/feedEvents.ts';
import type { AgentRecord } from './agentRecord.ts';

/** The agent as the feed carries them, in `standing` since `since`; who is suspect stays so while the state lasts. */
export function shownAgent(
  { agent, name, memberships, shown }: AgentRecord,
  standing: AgentStanding,
  since: number,
  { exchange, centreOf }: { exchange: string; centreOf: (queue: string) => string },
): AgentNow {
  const { state, queue, pauseReason, pausedIn } = standing;
  const id = (of: string) => `${exchange}:${of}`;
  const queues = [...memberships.keys()];
  const home = queues[0] ?? queue;
  return {
    id: id(agent),
    exchange,
    centre: home === null ? (shown?.centre ?? centreOf('')) : centreOf(home),
    name,
    state,
    since,
    pauseReason,
    queues: queues.map(id),
    pausedIn: pausedIn.map(id),
    onQueue: queue === null ? null : id(queue),
    suspect: shown !== null && shown.state === state && shown.since === since ? shown.suspect : null,
  };
}

export function sameAgent(a: AgentNow, b: AgentNow): boolean {
  return (
    a.state === b.state &&
    a.since === b.since &&
    a.name === b.name &&
    a.pauseReason === b.pauseReason &&
    a.onQueue === b.onQueue &&
    a.centre === b.centre &&
    a.suspect === b.suspect &&
    sameList(a.queues, b.queues) &&
    sameList(a.pausedIn, b.pausedIn)
  );
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((entry, index) => entry === b[index]);
}
