import type { QueueMembership } from '../pbx/pbxEvent.ts';
import type { AgentState } from './agentState.ts';

/** All that is known of one agent now; the state follows from it. */
export interface AgentFacts {
  /** By queue. Empty: signed out. */
  memberships: ReadonlyMap<string, QueueMembership>;
  /** Visits that ring at this agent. */
  offers: ReadonlyMap<string, { queue: string }>;
  /** Visits that this agent talks with. */
  talks: ReadonlyMap<string, { queue: string; held: boolean }>;
  /** After-contact work of this queue's last contact; null when there is none. */
  wrapUp: { queue: string } | null;
  /** A queue's contact has just left this agent: that the device is still busy says nothing yet. */
  settling: boolean;
}

export interface AgentStanding {
  state: AgentState;
  /** The queue whose contact rings, talks or is wrapped up; null for what no queue gave. */
  queue: string | null;
  /** Paused in every queue served; so it can be while the agent talks still. */
  paused: boolean;
  /** null also when paused without a reason. */
  pauseReason: string | null;
  /** The queues in which the agent is paused. */
  pausedIn: string[];
}

/**
 * One state for the person, however many queues they serve. A queue's contact outweighs all else; who is paused in some
 * queues only is available to the others; a busy device without a queue's contact is a direct or outbound call.
 */
export function agentStanding(facts: AgentFacts): AgentStanding {
  const memberships = [...facts.memberships];
  const members = memberships.map(([, member]) => member);
  const pausedIn = memberships.filter(([, member]) => member.paused).map(([queue]) => queue);
  const paused = members.length > 0 && pausedIn.length === members.length;
  const pauseReason = paused ? (members.find((member) => member.pauseReason !== null)?.pauseReason ?? null) : null;
  const stands = (state: AgentState, queue: string | null = null): AgentStanding => ({
    state,
    queue,
    paused,
    pauseReason,
    pausedIn,
  });

  const [talk] = facts.talks.values();
  if (talk !== undefined) return stands(talk.held ? 'on_hold' : 'on_contact', talk.queue);
  const [offer] = facts.offers.values();
  if (offer !== undefined) return stands('ringing', offer.queue);
  if (members.length === 0) return stands('signed_out');

  const devices = facts.settling ? [] : members.map(({ device }) => device);
  const onHold = devices.includes('on_hold');
  // the exchange counts the agent into a queue's contact whose beginning was not heard
  const unheard = memberships.find(([, { inCall, device }]) => inCall && (device === 'in_use' || device === 'on_hold'));
  if (unheard !== undefined && !facts.settling) return stands(onHold ? 'on_hold' : 'on_contact', unheard[0]);
  if (paused) return stands('paused');
  if (facts.wrapUp !== null) return stands('wrap_up', facts.wrapUp.queue);
  if (devices.length > 0 && devices.every((device) => device === 'unavailable')) return stands('unavailable');
  if (onHold) return stands('on_hold');
  if (devices.includes('in_use')) return stands('on_contact');
  if (devices.includes('ringing')) return stands('ringing');
  return stands('available');
}

/** Whether one stands as before, so that the time in the state goes on. */
export function sameStanding(
  a: Pick<AgentStanding, 'state' | 'queue' | 'pauseReason'>,
  b: Pick<AgentStanding, 'state' | 'queue' | 'pauseReason'>,
): boolean {
  return a.state === b.state && a.queue === b.queue && (a.state !== 'paused' || a.pauseReason === b.pauseReason);
}
