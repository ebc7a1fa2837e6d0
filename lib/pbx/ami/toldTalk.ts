import type { CallBook } from './callBook.ts';
import type { TrackedVisit } from './trackedCall.ts';
import type { VisitEnds } from './visitEnds.ts';

/** An AgentComplete without a known channel means the talk that began when it says, give or take this. */
const talkStartToleranceMs = 3_000;

/** What AgentConnect and AgentComplete say; any of it may be missing. */
export interface ToldTalk {
  callId: string | undefined;
  contactId: string | undefined;
  queue: string | undefined;
  agentLeg: string | undefined;
  agent: string | undefined;
  agentName: string | undefined;
  waitSeconds: number | null;
}

/**
 * The talk that an AgentComplete means: by its channels where they are known, else the member's own open talk that began
 * when it says. The channels may be missing, and the caller's may be another by now (a pair of Local channels that was
 * taken out of the way). One that names nothing means nobody: never the talk that happens to be the latest.
 */
export function talkMeant(
  told: ToldTalk & { talkSeconds: number | null },
  at: number,
  book: CallBook,
  ends: VisitEnds,
): TrackedVisit | undefined {
  const byLeg = told.agentLeg === undefined ? undefined : ends.talkingAt.get(told.agentLeg);
  if (byLeg !== undefined) return byLeg;
  const startedAt = told.talkSeconds === null ? null : at - told.talkSeconds * 1000;
  const known = told.callId === undefined ? undefined : book.get(told.callId);
  if (known !== undefined) {
    const fit = known.visits.filter((visit) => couldBe(visit, told));
    return startedAt === null ? fit.at(-1) : nearest(fit, startedAt, Number.POSITIVE_INFINITY);
  }
  if (startedAt === null || (told.queue === undefined && told.agent === undefined)) return undefined;
  const open = [...ends.talks].filter(
    (visit) => couldBe(visit, told) && (told.agent === undefined || visit.agent === told.agent),
  );
  return nearest(open, startedAt, talkStartToleranceMs);
}

function couldBe(visit: TrackedVisit, { queue, agent }: ToldTalk): boolean {
  return (
    visit.connectedAt !== null &&
    (visit.phase === 'talking' || visit.talkEnd !== null) &&
    (queue === undefined || visit.queue === queue) &&
    (agent === undefined || visit.agent === null || visit.agent === agent)
  );
}

function nearest(visits: readonly TrackedVisit[], startedAt: number, within: number): TrackedVisit | undefined {
  let found: TrackedVisit | undefined;
  let least = within;
  for (const visit of visits) {
    const distance = Math.abs((visit.connectedAt ?? 0) - startedAt);
    if (distance > least) continue;
    found = visit;
    least = distance;
  }
  return found;
}
