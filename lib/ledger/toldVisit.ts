import type { Visit } from '../contact/visit.ts';
import type { PbxEvent } from '../pbx/pbxEvent.ts';

type VisitEvent = Extract<
  PbxEvent,
  { kind: 'visit_left_line' | 'visit_answered' | 'visit_not_answered' | 'talk_ended' }
>;

/** What an event says of a visit that was not known of it; null when nothing is new. A known outcome stays. */
export function toldVisit(visit: Visit, event: VisitEvent): Partial<Visit> | null {
  switch (event.kind) {
    case 'visit_left_line':
      return visit.waitEndedAt === null ? { waitEndedAt: event.at } : null;
    case 'visit_answered':
      if (isSettled(visit)) return agentUntold(visit, event);
      return {
        waitEndedAt: event.at,
        waitSeconds: event.waitSeconds,
        outcome: 'answered',
        outcomeReason: null,
        agent: event.agent || null,
        agentName: event.agentName || null,
        ringSeconds: event.ringSeconds,
      };
    case 'visit_not_answered':
      if (isSettled(visit)) return null;
      return {
        waitEndedAt: event.leftAt,
        waitSeconds: event.waitSeconds,
        outcome: event.outcome,
        outcomeReason: event.reason,
      };
    case 'talk_ended':
      if (visit.outcome !== 'answered' || (visit.talkEnd !== null && visit.talkEnd !== 'unknown')) return null;
      return { talkEndedAt: event.endedAt, talkSeconds: event.talkSeconds, talkEnd: event.talkEnd };
  }
}

function isSettled(visit: Visit): boolean {
  return visit.outcome !== null && visit.outcome !== 'unknown';
}

/** The record told first that it was answered; it does not know by whom as events do. */
function agentUntold(visit: Visit, event: Extract<PbxEvent, { kind: 'visit_answered' }>): Partial<Visit> | null {
  if (visit.outcome !== 'answered' || visit.agent !== null || event.agent === '') return null;
  return {
    agent: event.agent,
    agentName: event.agentName || visit.agentName,
    ringSeconds: visit.ringSeconds ?? event.ringSeconds,
    waitSeconds: visit.waitSeconds ?? event.waitSeconds,
  };
}
