import type { AgentNow } from '#lib/feed/feedEvents.ts';

/** Minutes after which a pause or wrap-up is flagged; null: never. */
export interface AgentLimits {
  pauseMinutes: number | null;
  wrapUpMinutes: number | null;
}

/** What an agent's state is flagged for: it has lasted too long, or its end was probably not heard. */
export type AgentFlag = 'pause_too_long' | 'wrap_up_too_long' | 'suspect';

/** @param seconds for which the agent has been in the state */
export function agentFlag(
  { state, suspect }: Pick<AgentNow, 'state' | 'suspect'>,
  seconds: number,
  { pauseMinutes, wrapUpMinutes }: AgentLimits,
): AgentFlag | null {
  if (suspect !== null) return 'suspect';
  const past = (minutes: number | null) => minutes !== null && seconds > 60 * minutes;
  if (state === 'paused' && past(pauseMinutes)) return 'pause_too_long';
  return state === 'wrap_up' && past(wrapUpMinutes) ? 'wrap_up_too_long' : null;
}
