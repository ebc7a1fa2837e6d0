import type { AgentState } from './agentState.ts';

/** A state that lasts longer than it can. The state itself stays: what is not proven is not changed. */
export interface AgentSuspicion {
  /** Epoch ms at which the limit was passed. */
  since: number;
  reason: SuspicionReason;
}
export type SuspicionReason = 'ringing_too_long' | 'wrap_up_too_long';

/** The longest that these states last where all is well, in seconds. */
export interface SuspicionLimits {
  ringingSeconds: number;
  wrapUpSeconds: number;
}

/**
 * Whether a state has lasted suspiciously long. Ringing sticks where the exchange's word of its end is lost, wrap-up where
 * nobody tells that it is over; other states may last all day.
 *
 * @param since epoch ms since which the agent is in the state
 * @param now epoch ms
 */
export function agentSuspicion(
  state: AgentState,
  since: number,
  now: number,
  limits: SuspicionLimits,
): AgentSuspicion | null {
  if (state !== 'ringing' && state !== 'wrap_up') return null;
  const limitSeconds = state === 'ringing' ? limits.ringingSeconds : limits.wrapUpSeconds;
  const suspectSince = since + limitSeconds * 1000;
  if (now <= suspectSince) return null;
  return { since: suspectSince, reason: state === 'ringing' ? 'ringing_too_long' : 'wrap_up_too_long' };
}
