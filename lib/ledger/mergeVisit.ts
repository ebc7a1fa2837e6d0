import type { Visit } from '../contact/visit.ts';

/** A redirected talk's own end row that comes later than this tells of the caller's way on, not of the agent's talk. */
const lateEndMs = 5_000;
/** The exchange's record counts in whole seconds; within this an instant of an event is the same and more exact. */
const sameInstantMs = 2_000;
/** An entry that is dated so differently was so by another clock, and the first holds. */
const otherClockMs = 60_000;

/**
 * What is known of a visit from two accounts of it, the later one second. Nothing known is lost: null never replaces a
 * value, `unknown` never replaces a known end. Where both know and differ the later account holds, but the instant of
 * entering stays as first told, unless that was reckoned back and the exchange's record knows it, since it decides the
 * interval; and a redirected talk has ended then, whatever is recorded of it when the caller hangs up elsewhere.
 */
export function mergeVisit(former: Visit, later: Visit): Visit {
  const outcome = known(former.outcome, later.outcome);
  const talk = isLateEnd(former, later) ? { ...later, talkEnd: null, talkEndedAt: null, talkSeconds: null } : later;
  return {
    exchange: former.exchange,
    callId: former.callId,
    queue: former.queue,
    nth: former.nth,
    // A source that knows only the call takes it for the contact.
    contactId: later.contactId === later.callId ? former.contactId : later.contactId,
    channel: later.channel,
    offeredAt: isReckoned(former.offeredAt, later.offeredAt) ? later.offeredAt : former.offeredAt,
    position: later.position ?? former.position,
    waitEndedAt: later.waitEndedAt ?? former.waitEndedAt,
    waitSeconds: later.waitSeconds ?? former.waitSeconds,
    outcome,
    outcomeReason: outcome === 'unknown' ? (later.outcomeReason ?? former.outcomeReason) : null,
    agent: later.agent ?? former.agent,
    agentName: later.agentName ?? former.agentName,
    ringSeconds: later.ringSeconds ?? former.ringSeconds,
    talkEndedAt: talk.talkEndedAt ?? former.talkEndedAt,
    talkSeconds: talk.talkSeconds ?? former.talkSeconds,
    talkEnd: known(former.talkEnd, talk.talkEnd),
    holdSeconds: later.holdSeconds ?? former.holdSeconds,
    wrapUpSeconds: later.wrapUpSeconds ?? former.wrapUpSeconds,
  };
}

/**
 * What is known of a visit from events, with the account of the exchange's own record: the record decides how it ended and
 * how long it took; the events know the names in full and the instants to the millisecond.
 */
export function mergeRecorded(known: Visit, recorded: Visit): Visit {
  return mergeVisit(known, {
    ...recorded,
    channel: known.channel,
    position: known.position ?? recorded.position,
    agentName: known.agentName ?? recorded.agentName,
    waitEndedAt: exact(known.waitEndedAt, recorded.waitEndedAt),
    talkEndedAt: exact(known.talkEndedAt, recorded.talkEndedAt),
  });
}

export function sameVisit(a: Visit, b: Visit): boolean {
  return (Object.keys(a) as (keyof Visit)[]).every((field) => a[field] === b[field]);
}

function known<T extends string>(former: T | null, later: T | null): T | null {
  if (later === null) return former;
  return later === 'unknown' && former !== null ? former : later;
}

function isLateEnd(former: Visit, later: Visit): boolean {
  return (
    former.talkEnd === 'redirected' &&
    (later.talkEnd === 'by_agent' || later.talkEnd === 'by_caller') &&
    former.talkEndedAt !== null &&
    later.talkEndedAt !== null &&
    later.talkEndedAt > former.talkEndedAt + lateEndMs
  );
}

/** The record dates in whole seconds; what lies further from that than events do was reckoned back from a wait. */
function isReckoned(former: number, later: number): boolean {
  const apart = Math.abs(former - later);
  return apart >= sameInstantMs && apart <= otherClockMs && later % 1000 === 0 && former % 1000 !== 0;
}

function exact(heard: number | null, recorded: number | null): number | null {
  return heard !== null && recorded !== null && Math.abs(heard - recorded) < sameInstantMs ? heard : recorded;
}
