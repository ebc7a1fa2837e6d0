import type { Visit } from '../contact/visit.ts';

/**
 * What is known of a visit from two accounts of it, the later one second. Nothing known is lost: null never replaces a
 * value, `unknown` never replaces a known end. Where both know and differ the later account holds, but the instant of
 * entering stays as first told, since it decides the interval.
 */
export function mergeVisit(former: Visit, later: Visit): Visit {
  const outcome = known(former.outcome, later.outcome);
  return {
    exchange: former.exchange,
    callId: former.callId,
    queue: former.queue,
    nth: former.nth,
    // A source that knows only the call takes it for the contact.
    contactId: later.contactId === later.callId ? former.contactId : later.contactId,
    channel: later.channel,
    offeredAt: former.offeredAt,
    position: later.position ?? former.position,
    waitEndedAt: later.waitEndedAt ?? former.waitEndedAt,
    waitSeconds: later.waitSeconds ?? former.waitSeconds,
    outcome,
    outcomeReason: outcome === 'unknown' ? (later.outcomeReason ?? former.outcomeReason) : null,
    agent: later.agent ?? former.agent,
    agentName: later.agentName ?? former.agentName,
    ringSeconds: later.ringSeconds ?? former.ringSeconds,
    talkEndedAt: later.talkEndedAt ?? former.talkEndedAt,
    talkSeconds: later.talkSeconds ?? former.talkSeconds,
    talkEnd: known(former.talkEnd, later.talkEnd),
    holdSeconds: later.holdSeconds ?? former.holdSeconds,
    wrapUpSeconds: later.wrapUpSeconds ?? former.wrapUpSeconds,
  };
}

function known<T extends string>(former: T | null, later: T | null): T | null {
  if (later === null) return former;
  return later === 'unknown' && former !== null ? former : later;
}
